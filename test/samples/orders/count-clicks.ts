import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { KinesisStreamEvent } from "aws-lambda";

const cloudWatch = new CloudWatchClient({});

export const handler = async (event: KinesisStreamEvent) => {
  for (const record of event.Records) {
    const { page } = JSON.parse(Buffer.from(record.kinesis.data, "base64").toString("utf8"));
    try {
      const clicks = { MetricName: "Clicks", Value: 1, Dimensions: [{ Name: "Page", Value: page }] };
      await cloudWatch.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData: [clicks] }));
    } catch (error) {
      console.error("No click counted from", record.eventID, error);
      return { batchItemFailures: [{ itemIdentifier: record.eventID }] };
    }
  }

  return { batchItemFailures: [] };
};
