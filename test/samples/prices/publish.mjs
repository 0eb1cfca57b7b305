import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";

const dynamo = new DynamoDBClient({});
const secrets = new SecretsManagerClient({});
const sns = new SNSClient({});

async function load() {
  const answer = await fetch(process.env.CURRENCIES_URL);
  return answer.json();
}
const loading = load();

/** @param {import("aws-lambda").EventBridgeEvent<"prices", object>} event */
export const handler = async (event) => {
  const currencies = await loading;
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));

  await dynamo.send(
    new BatchWriteItemCommand({ RequestItems: { prices: event.detail.prices.map(itemFor(currencies)) } }),
  );
  sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: SecretString }));
};

const itemFor = (currencies) => (price) => ({
  PutRequest: { Item: { ...price, rate: currencies[price.in] } },
});
