import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

export class PointsRepository {
  private readonly documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

  async add(customer: string, points: number): Promise<void> {
    await this.documents.send(
      new UpdateCommand({
        TableName: process.env.POINTS_TABLE,
        Key: { customer },
        UpdateExpression: "ADD points :points",
        ExpressionAttributeValues: { ":points": points },
      }),
    );
  }
}
