import { gunzipSync } from "node:zlib";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Context, KinesisStreamEvent, KinesisStreamRecord } from "aws-lambda";

const metrics = new Metrics({ namespace: "Billing", serviceName: "project-usage" });
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 6 }));
const tableName = process.env.USAGE_TABLE;

const meters = ["api-calls", "storage-gb-hours", "seats", "exports"] as const;
type Meter = (typeof meters)[number];

/** One reading of a meter: the total since the month began, never a difference. */
interface Reading {
  accountId: string;
  meter: Meter;
  total: number;
  readAt: string;
}

interface UsageItem {
  pk: string;
  sk: string;
  total: number;
  readAt: string;
  expiresAt: number;
}

type Decoded = { ok: true; reading: Reading } | { ok: false; why: string };

const isMeter = (value: unknown): value is Meter => meters.includes(value as Meter);

function isReading(value: unknown): value is Reading {
  if (typeof value !== "object" || value === null) return false;
  const { accountId, meter, total, readAt } = value as Record<string, unknown>;
  return (
    typeof accountId === "string" &&
    isMeter(meter) &&
    typeof total === "number" &&
    Number.isFinite(total) &&
    total >= 0 &&
    typeof readAt === "string" &&
    !Number.isNaN(Date.parse(readAt))
  );
}

/** Agents older than version 4 send plain JSON, newer ones compress it. */
function decoded(record: KinesisStreamRecord): Decoded {
  const bytes = Buffer.from(record.kinesis.data, "base64");
  const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const value: unknown = JSON.parse((isCompressed ? gunzipSync(bytes) : bytes).toString("utf8"));
    return isReading(value) ? { ok: true, reading: value } : { ok: false, why: "not a reading" };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  }
}

function monthOf(readAt: string): string {
  return new Date(readAt).toISOString().slice(0, 7);
}

function expiryOf(readAt: string): number {
  const date = new Date(readAt);
  date.setUTCMonth(date.getUTCMonth() + 25);
  return Math.floor(date.getTime() / 1000);
}

function usageItem({ accountId, meter, total, readAt }: Reading): UsageItem {
  return {
    pk: `ACCOUNT#${accountId}`,
    sk: `USAGE#${monthOf(readAt)}#${meter}`,
    total,
    readAt,
    expiresAt: expiryOf(readAt),
  };
}

/** An older reading must not overwrite a newer one, in whichever order the two arrive. */
async function store({ pk, sk, total, readAt, expiresAt }: UsageItem): Promise<"stored" | "stale"> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk, sk },
        UpdateExpression: "SET #total = :total, readAt = :readAt, expiresAt = :expiresAt",
        ConditionExpression: "attribute_not_exists(readAt) OR readAt < :readAt",
        ExpressionAttributeNames: { "#total": "total" },
        ExpressionAttributeValues: { ":total": total, ":readAt": readAt, ":expiresAt": expiresAt },
      }),
    );
    return "stored";
  } catch (error) {
    if ((error as Error).name === "ConditionalCheckFailedException") return "stale";
    throw error;
  }
}

export async function handler(event: KinesisStreamEvent, context: Context): Promise<void> {
  const counts = { stored: 0, stale: 0, malformed: 0 };

  for (const record of event.Records) {
    const result = decoded(record);
    if (!result.ok) {
      counts.malformed += 1;
      console.warn("Reading skipped", {
        requestId: context.awsRequestId,
        sequenceNumber: record.kinesis.sequenceNumber,
        partition: record.kinesis.partitionKey,
        why: result.why,
      });
      continue;
    }
    counts[await store(usageItem(result.reading))] += 1;
  }

  for (const [name, count] of Object.entries(counts)) {
    metrics.addMetric(`readings-${name}`, MetricUnit.Count, count);
  }
  metrics.publishStoredMetrics();
}
