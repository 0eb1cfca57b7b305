const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DeleteCommand, DynamoDBDocumentClient } = require("@aws-sdk/lib-dynamodb");

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

module.exports = {
  async remove(reader) {
    await documents.send(new DeleteCommand({ TableName: process.env.READERS_TABLE, Key: { reader } }));
  },
};
