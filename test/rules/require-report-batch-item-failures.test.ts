import { testRule } from "../kit/test-rule.ts";

testRule("require-report-batch-item-failures", {
  allows: {
    "a mapping that asks for them": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));
    `,
    "a mapping that may ask for them": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const connect = (props) => worker.addEventSource(new SqsEventSource(orders, props));
    `,
    "a mapping whose settings come from elsewhere": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { defaults } from "./defaults";
      worker.addEventSource(new SqsEventSource(orders, { ...defaults, maxConcurrency: 5 }));
    `,
    "batches of one record": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SqsEventSource(orders, { batchSize: 1 }));
    `,
    "batches of one record, by a class of this file": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      class OneByOne extends SqsEventSource {
        constructor(queue) {
          super(queue, { batchSize: 1 });
        }
      }
      worker.addEventSource(new OneByOne(orders));
    `,
    "batches whose size is not known": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { batchSize } from "./settings";
      worker.addEventSource(new SqsEventSource(orders, { batchSize }));
    `,
    "a tumbling window, whose answer is its state": `
      import { Duration } from "aws-cdk-lib";
      import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      counter.addEventSource(new KinesisEventSource(clicks, { tumblingWindow: Duration.minutes(1) }));
    `,
    "Kafka, which knows them only with provisioned pollers": `
      import { ManagedKafkaEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new ManagedKafkaEventSource({ clusterArn, topic: "orders" }));
    `,
    "events that come one at a time": `
      import { SnsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SnsEventSource(topic));
    `,
    "somebody else's class": `
      import { Stack } from "aws-cdk-lib";
      import { SqsEventSource } from "./event-sources";
      worker.addEventSource(new SqsEventSource(orders));
    `,
  },

  reports: {
    "a queue without any settings": {
      code: `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new SqsEventSource(orders));
        //                        ^^^^^^^^^^^^^^ repeatsAll
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));
        //                        ^^^^^^^^^^^^^^ repeatsAll
      `,
      },
    },
    "a stream with other settings": {
      code: `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, {
          //  ^^^^^^^^^^^^^^^^^ repeatsAll
            startingPosition: StartingPosition.LATEST,
            retryAttempts: 3, // then it is given up
          }),
        );
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, {
          //  ^^^^^^^^^^^^^^^^^ repeatsAll
            startingPosition: StartingPosition.LATEST,
            retryAttempts: 3, // then it is given up
            reportBatchItemFailures: true,
          }),
        );
      `,
      },
    },
    "a mapping that says no": {
      code: `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { reportBatchItemFailures: false }));
        //                        ^^^^^^^^^^^^^^^^^^ repeatsAll
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { reportBatchItemFailures: true }));
        //                        ^^^^^^^^^^^^^^^^^^ repeatsAll
      `,
      },
    },
    "settings that a class of this file gives, which has to be changed by hand": {
      code: `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        class Slowly extends SqsEventSource {
          constructor(queue) {
            super(queue, { maxConcurrency: 2 });
          }
        }
        worker.addEventSource(new Slowly(orders));
        //                        ^^^^^^ repeatsAll
      `,
    },
    "a mapping of its own": `
      import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
      new EventSourceMapping(this, "Orders", { target: worker, eventSourceArn: orders.queueArn, batchSize: 5 });
      //  ^^^^^^^^^^^^^^^^^^ repeatsAll
    `,
  },
});
