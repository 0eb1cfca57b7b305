import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { SendMessageBatchCommand, SQSClient, type SendMessageBatchRequestEntry } from "@aws-sdk/client-sqs";
import type { Context, ScheduledEvent } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sqs = new SQSClient({});

const config = {
  subscriptionsTable: process.env.SUBSCRIPTIONS_TABLE!,
  renewalIndex: process.env.RENEWAL_INDEX ?? "by-renewal-day",
  queueUrl: process.env.RENEWALS_QUEUE_URL!,
  shards: Number(process.env.RENEWAL_SHARDS ?? 8),
} as const;

/** Time kept for the last batch and the summary. */
const reserveMs = 15_000;

interface DueSubscription {
  accountId: string;
  subscriptionId: string;
  renewalDay: string;
  plan: string;
  seats: number;
}

interface Summary {
  day: string;
  shards: number;
  found: number;
  queued: number;
  isComplete: boolean;
}

class QueueRefused extends Error {
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super(`The queue refused ${ids.length} renewals, first ${ids[0]}`);
    this.name = "QueueRefused";
    this.ids = ids;
  }
}

const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

function* inChunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

async function* pagesDueOn(day: string, shard: number): AsyncGenerator<DueSubscription[]> {
  const pages = paginateQuery(
    { client: documents, pageSize: 200 },
    {
      TableName: config.subscriptionsTable,
      IndexName: config.renewalIndex,
      KeyConditionExpression: "renewalShard = :shard",
      FilterExpression: "#status = :active AND attribute_not_exists(cancelAtPeriodEnd)",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":shard": `${day}#${shard}`, ":active": "active" },
    },
  );
  for await (const { Items = [] } of pages) yield Items as DueSubscription[];
}

/** A renewal belongs to a day: the job may run twice on it and the queue keeps the first message only. */
function messageFor(due: DueSubscription, day: string, index: number): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageGroupId: due.accountId,
    MessageDeduplicationId: `${due.subscriptionId}-${day}`,
    MessageBody: JSON.stringify({
      type: "renewal-due",
      version: 2,
      day,
      accountId: due.accountId,
      subscriptionId: due.subscriptionId,
      terms: { plan: due.plan, seats: due.seats },
    }),
  };
}

async function queue(subscriptions: readonly DueSubscription[], day: string): Promise<number> {
  let queued = 0;
  for (const chunk of inChunks(subscriptions, 10)) {
    const { Failed = [], Successful = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: config.queueUrl,
        Entries: chunk.map((due, index) => messageFor(due, day, index)),
      }),
    );
    queued += Successful.length;
    if (Failed.length > 0) {
      throw new QueueRefused(Failed.map(({ Id }) => chunk[Number(Id)]!.subscriptionId));
    }
  }
  return queued;
}

export const handler = async (event: ScheduledEvent, context: Context): Promise<Summary> => {
  const day = dayOf(event.time);
  const summary: Summary = { day, shards: config.shards, found: 0, queued: 0, isComplete: true };

  for (let shard = 0; shard < config.shards; shard++) {
    for await (const page of pagesDueOn(day, shard)) {
      summary.found += page.length;
      summary.queued += await queue(page, day);
      if (context.getRemainingTimeInMillis() < reserveMs) {
        summary.isComplete = false;
        break;
      }
    }
    if (!summary.isComplete) break;
  }

  console.info(JSON.stringify({ message: "Renewals queued", rule: event.resources[0], ...summary }));
  if (!summary.isComplete) throw new Error(`Only ${summary.queued} renewals of ${day} were queued in time`);
  return summary;
};
