import { DynamoDBClient, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamHandler } from "aws-lambda";
import type { Subscription } from "../shared/subscription";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
});

const ledgerTable = process.env.LEDGER_TABLE ?? "billing-ledger";

type EntryKind = "opened" | "plan-changed" | "seats-changed" | "paused" | "resumed" | "cancelled" | "erased";

interface LedgerEntry {
  accountId: string;
  entryId: string;
  kind: EntryKind;
  subscriptionId: string;
  happenedAt: string;
  before?: Partial<Subscription>;
  after?: Partial<Subscription>;
}

interface Change {
  before: Subscription | undefined;
  after: Subscription | undefined;
}

const auditedFields = [
  "plan",
  "seats",
  "status",
  "discount",
] as const satisfies readonly (keyof Subscription)[];

const image = (value: DynamoDBRecord["dynamodb"], side: "OldImage" | "NewImage"): Subscription | undefined =>
  value?.[side] && (unmarshall(value[side] as Record<string, AttributeValue>) as Subscription);

function changeOf(record: DynamoDBRecord): Change {
  return { before: image(record.dynamodb, "OldImage"), after: image(record.dynamodb, "NewImage") };
}

function kindsOf({ before, after }: Change): EntryKind[] {
  if (!before) return ["opened"];
  if (!after) return ["erased"];
  const kinds: EntryKind[] = [];
  if (before.plan !== after.plan) kinds.push("plan-changed");
  if (before.seats !== after.seats) kinds.push("seats-changed");
  if (before.status !== after.status) {
    switch (after.status) {
      case "paused":
        kinds.push("paused");
        break;
      case "cancelled":
        kinds.push("cancelled");
        break;
      case "active":
        if (before.status === "paused") kinds.push("resumed");
        break;
      case "trialing":
        break;
    }
  }
  return kinds;
}

function audited(subscription: Subscription | undefined): Partial<Subscription> | undefined {
  if (!subscription) return undefined;
  return Object.fromEntries(
    auditedFields
      .filter((field) => subscription[field] !== undefined)
      .map((field) => [field, subscription[field]]),
  );
}

function entriesOf(record: DynamoDBRecord): LedgerEntry[] {
  const change = changeOf(record);
  const subject = change.after ?? change.before;
  if (!subject || !record.dynamodb) return [];

  const seconds = record.dynamodb.ApproximateCreationDateTime ?? 0;
  return kindsOf(change).map((kind) => ({
    accountId: subject.accountId,
    entryId: `${record.dynamodb!.SequenceNumber}#${kind}`,
    kind,
    subscriptionId: subject.subscriptionId,
    happenedAt: new Date(seconds * 1000).toISOString(),
    before: audited(change.before),
    after: audited(change.after),
  }));
}

/** The ledger is only ever added to; an entry that stands there already came with an earlier delivery. */
async function append(entry: LedgerEntry): Promise<void> {
  try {
    await documents.send(
      new PutCommand({
        TableName: ledgerTable,
        Item: entry,
        ConditionExpression: "attribute_not_exists(entryId)",
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return;
    throw error;
  }
}

export const handler: DynamoDBStreamHandler = async (event): Promise<DynamoDBBatchResponse> => {
  for (const record of event.Records) {
    try {
      const entries = entriesOf(record);
      await Promise.all(entries.map(append));
    } catch (error) {
      console.error("Change was not entered", { eventId: record.eventID, kind: record.eventName, error });
      // Everything from here on comes again, so the order of an account's entries is kept.
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  return { batchItemFailures: [] };
};
