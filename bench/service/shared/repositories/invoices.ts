import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Day, Period } from "../dates";
import { requiredEnvironment } from "../environment";
import { Conflict, NotFound } from "../errors";
import type { Currency } from "../money";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4 }), {
  marshallOptions: { removeUndefinedValues: true },
});
const tableName = requiredEnvironment("INVOICES_TABLE");

export type InvoiceStatus = "draft" | "open" | "paid" | "uncollectible";

export interface InvoiceLine {
  text: string;
  quantity: number;
  amount: number;
}

export interface Invoice {
  accountId: string;
  invoiceId: string;
  subscriptionId: string;
  /** Given when the invoice is issued: numbers must follow one another without a gap. */
  number?: string;
  status: InvoiceStatus;
  period: Period;
  lines: InvoiceLine[];
  tax: number;
  amountDue: number;
  currency: Currency;
  dueOn: Day;
  paymentId?: string;
  paidAt?: string;
}

type Key = Pick<Invoice, "accountId" | "invoiceId">;

const keyOf = ({ accountId, invoiceId }: Key): Key => ({ accountId, invoiceId });

export async function findInvoice(key: Key): Promise<Invoice> {
  const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: keyOf(key) }));
  if (!Item) throw new NotFound("invoice", key.invoiceId);
  return Item as Invoice;
}

/** False when the draft of this period already stands, which a repeated message brings about. */
export async function addDraft(invoice: Invoice): Promise<boolean> {
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName,
        Item: invoice,
        ConditionExpression: "attribute_not_exists(invoiceId)",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export async function nextSequence(year: string): Promise<number> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: tableName,
      Key: { accountId: "SEQUENCE", invoiceId: year },
      ConsistentRead: true,
    }),
  );
  return Number(Item?.last ?? 0) + 1;
}

/** The number and the counter move together, or neither does; a loser of the race reads the counter anew. */
export async function issue(invoice: Invoice, year: string, sequence: number): Promise<Invoice> {
  const number = `${year}-${String(sequence).padStart(6, "0")}`;
  try {
    await documents.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Update: {
              TableName: tableName,
              Key: { accountId: "SEQUENCE", invoiceId: year },
              UpdateExpression: "SET #last = :sequence",
              ConditionExpression: "attribute_not_exists(#last) OR #last = :previous",
              ExpressionAttributeNames: { "#last": "last" },
              ExpressionAttributeValues: { ":sequence": sequence, ":previous": sequence - 1 },
            },
          },
          {
            Update: {
              TableName: tableName,
              Key: keyOf(invoice),
              UpdateExpression: "SET #status = :open, #number = :number",
              ConditionExpression: "#status = :draft",
              ExpressionAttributeNames: { "#status": "status", "#number": "number" },
              ExpressionAttributeValues: { ":open": "open", ":draft": "draft", ":number": number },
            },
          },
        ],
      }),
    );
  } catch (error) {
    if ((error as Error).name !== "TransactionCanceledException") throw error;
    throw new Conflict("invoice", invoice.invoiceId, { cause: error });
  }
  return { ...invoice, status: "open", number };
}

export async function writeOff(key: Key): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: tableName,
      Key: keyOf(key),
      UpdateExpression: "SET #status = :uncollectible",
      ConditionExpression: "#status = :open",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":uncollectible": "uncollectible", ":open": "open" },
    }),
  );
}

export async function* invoicesOf(accountId: string): AsyncGenerator<Invoice> {
  const pages = paginateQuery(
    { client: documents, pageSize: 100 },
    {
      TableName: tableName,
      KeyConditionExpression: "accountId = :account",
      ExpressionAttributeValues: { ":account": accountId },
      ScanIndexForward: false,
    },
  );
  for await (const { Items = [] } of pages) yield* Items as Invoice[];
}
