const { DeleteItemCommand, DynamoDBClient } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

exports.handler = async (event) => {
  await client.send(new DeleteItemCommand({ TableName: process.env.ORDERS_TABLE, Key: event.detail }));
};
