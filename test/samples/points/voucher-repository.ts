import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

export class VoucherRepository {
  private readonly documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

  async markAsUsed(code: string, customer: string): Promise<void> {
    await this.documents.send(
      new UpdateCommand({
        TableName: process.env.VOUCHERS_TABLE,
        Key: { code },
        UpdateExpression: "SET usedBy = :customer",
        ExpressionAttributeValues: { ":customer": customer },
      }),
    );
  }
}
