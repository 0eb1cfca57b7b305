/** A handler with one mistake, which has a safe fix. */
export const badHandler = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export const handler = async (event) => {
  const client = new DynamoDBClient({});
  return client.config.region(event);
};
`;

/** The same without the mistake. */
export const goodHandler = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export const handler = async (event) => {
  return client.config.region(event);
};
`;
