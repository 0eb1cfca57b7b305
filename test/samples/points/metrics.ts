import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";

export class Metrics {
  private readonly cloudWatch = new CloudWatchClient({});

  async count(name: string, value: number): Promise<void> {
    const MetricData = [{ MetricName: name, Value: value }];
    this.cloudWatch.send(new PutMetricDataCommand({ Namespace: "shop", MetricData }));
  }
}
