const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

exports.handler = async (event) => {
  const client = new DynamoDBClient({});
  await client.send(new PutItemCommand({ TableName: process.env.ORDERS_TABLE, Item: event.detail }));
};
