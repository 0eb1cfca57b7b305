import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { isStated, type Deployment, type Setting } from "../../rules/service/deployment.ts";
import { probeFile } from "../kit/probe.ts";

/** Marks what the file deploys with what the model says of it, without what nobody stated. */
const deploys = probeFile((sourceCode) => {
  const { functions, mappings, queues, aliases } = deploymentIn(sourceCode) ?? nothing;
  return [
    ...functions.map(({ at, name, environment, invokers, ...settings }) => ({
      at,
      says: [
        `function ${name}`,
        ...spelt(settings),
        ...environment.map(
          (one) => `${one.name}=${spell(one.value)}${one.isDatabaseAddress ? " (database)" : ""}`,
        ),
        ...invokers.map(
          ({ source, alias }) => `from ${source ?? "else"}${alias ? ` through ${alias.name}` : ""}`,
        ),
      ].join(", "),
    })),
    ...mappings.map(({ at, source, function: target, queue, ...settings }) => ({
      at,
      says: [`${source} of ${queue?.name ?? "?"} to ${target?.name ?? "?"}`, ...spelt(settings)].join(", "),
    })),
    ...queues.map(({ at, name, isDeadLetterQueue, ...settings }) => ({
      at,
      says: [`queue ${name}`, ...(isDeadLetterQueue ? ["dead letters"] : []), ...spelt(settings)].join(", "),
    })),
    ...aliases.map(({ at, name, function: target, isOfLatest, provisionedConcurrency }) => ({
      at,
      says: [
        `alias ${name} of ${target?.name ?? "?"}`,
        ...(isOfLatest ? ["latest"] : []),
        ...spelt({ provisionedConcurrency }),
      ].join(", "),
    })),
  ];
});

const nothing: Deployment = { functions: [], mappings: [], queues: [], aliases: [] };

const spell = (setting: Setting<unknown>): string => (isStated(setting) ? String(setting.value) : setting);

/** The settings that something is said of. */
const spelt = (settings: object): string[] =>
  Object.entries(settings).flatMap(([name, setting]: [string, unknown]) => {
    const isSetting =
      setting === "unknown" || (typeof setting === "object" && setting !== null && "value" in setting);
    return isSetting ? [`${name} ${spell(setting as Setting<unknown>)}`] : [];
  });

describe("A deployment in CDK code", () => {
  deploys("is read whatever the import:", {
    "a library of version 2": `
      import * as lambda from "aws-cdk-lib/aws-lambda";
      new lambda.Function(this, "Orders", { runtime: lambda.Runtime.NODEJS_22_X });
      //  ^^^^^^^^^^^^^^^ function Orders, runtime nodejs22.x
    `,
    "the whole of version 2": `
      import { aws_lambda_nodejs, Duration } from "aws-cdk-lib";
      new aws_lambda_nodejs.NodejsFunction(this, "Orders", { timeout: Duration.minutes(2) });
      //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ function Orders, timeout 120
    `,
    "version 1": `
      const { Function, Runtime } = require("@aws-cdk/aws-lambda");
      new Function(this, "Orders", { runtime: Runtime.PYTHON_3_9, memorySize: 256 });
      //  ^^^^^^^^ function Orders, runtime python3.9, memory 256
    `,
    "a default import": `
      import cdk from "aws-cdk-lib";
      new cdk.aws_lambda.Function(this, "Orders", { timeout: cdk.Duration.seconds(5) });
      //  ^^^^^^^^^^^^^^^^^^^^^^^ function Orders, timeout 5
    `,
    "but not somebody else's class": `
      import { Stack } from "aws-cdk-lib";
      import { NodejsFunction } from "./constructs";
      new NodejsFunction(this, "Orders", {});
    `,
  });

  deploys("reads settings", {
    "through constants, products and spreads": `
      import { Duration } from "aws-cdk-lib";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const gigabyte = 1024;
      const common = { memorySize: 2 * gigabyte };
      new NodejsFunction(this, "Orders", { ...common, timeout: Duration.seconds(6 * 5) });
      //  ^^^^^^^^^^^^^^ function Orders, timeout 30, memory 2048
    `,
    "but leaves open what a parameter or the environment says": `
      import { Duration } from "aws-cdk-lib";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const make = (props) => new NodejsFunction(this, "Orders", {
      //                          ^^^^^^^^^^^^^^ function Orders, timeout unknown, memory unknown
        memorySize: props.memory,
        timeout: Duration.seconds(Number(process.env.TIMEOUT)),
      });
    `,
    "but leaves open what an unknown spread may say": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { defaults } from "./defaults";
      new NodejsFunction(this, "Orders", { memorySize: 512, ...defaults });
      //  ^^^^^^^^^^^^^^ function Orders, runtime unknown, timeout unknown, memory unknown, reservedConcurrency unknown, onFailure unknown
    `,
    "that a class of the file gives to its base": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      class OneByOne extends SqsEventSource {
        constructor(queue) {
          super(queue, { batchSize: 1 });
        }
      }
      worker.addEventSource(new OneByOne(queue));
      //                        ^^^^^^^^ sqs of ? to ?, batchSize 1
    `,
  });

  deploys("connects", {
    "a function, its queue and the queue's dead letters": `
      import { Duration } from "aws-cdk-lib";
      import * as sqs from "aws-cdk-lib/aws-sqs";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";

      const failed = new sqs.Queue(this, "Failed");
      //                 ^^^^^^^^^ queue Failed, dead letters
      const orders = new sqs.Queue(this, "Orders", {
      //                 ^^^^^^^^^ queue Orders, visibilityTimeout 180, deadLetterQueue true, maximumReceives 5
        visibilityTimeout: Duration.minutes(3),
        deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
      });
      const worker = new NodejsFunction(this, "Worker");
      //                 ^^^^^^^^^^^^^^ function Worker
      worker.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));
      //                        ^^^^^^^^^^^^^^ sqs of Orders to Worker, reportsBatchItemFailures true
    `,
    "what is kept in fields of the stack": `
      import { Stack } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { KinesisEventSource, SnsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";

      export class Clicks extends Stack {
        constructor(scope, id) {
          super(scope, id);
          this.counter = new Function(this, "Counter", { events: [new SnsEventSource(topic)] });
          //                 ^^^^^^^^ function Counter, from sns
          this.counter.addEventSource(new KinesisEventSource(stream, { retryAttempts: 3 }));
          //                              ^^^^^^^^^^^^^^^^^^ kinesis of ? to Counter, retryAttempts 3
        }
      }
    `,
    "a mapping of its own": `
      import { EventSourceMapping, Function } from "aws-cdk-lib/aws-lambda";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker
      const orders = new Queue(this, "Orders", { fifo: true });
      //                 ^^^^^ queue Orders, isFifo true
      new EventSourceMapping(this, "Mapping", { target: worker, eventSourceArn: orders.queueArn, batchSize: 1 });
      //  ^^^^^^^^^^^^^^^^^^ sqs of Orders to Worker, batchSize 1
    `,
    "whoever invokes a function, and where its failures go": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const failed = new Queue(this, "Failed");
      //                 ^^^^^ queue Failed, dead letters
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker, onFailure true, from eventbridge, from sns
      rule.addTarget(new LambdaFunction(worker));
      topic.addSubscription(new LambdaSubscription(worker));
      worker.configureAsyncInvoke({ onFailure: new SqsDestination(failed) });
    `,
    "an alias, and who goes through it": `
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, from api through Live, from api
      const live = new Alias(this, "Live", { version: orders.currentVersion, provisionedConcurrentExecutions: 5 });
      //               ^^^^^ alias Live of Orders, provisionedConcurrency true
      api.root.addMethod("GET", new LambdaIntegration(live));
      api.root.addMethod("POST", new LambdaIntegration(orders));
    `,
    "a database's own address": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import * as rds from "aws-cdk-lib/aws-rds";
      const cluster = new rds.DatabaseCluster(this, "Orders", {});
      const proxy = cluster.addProxy("Proxy", {});
      const orders = new Function(this, "Orders", {
      //                 ^^^^^^^^ function Orders, HOST=unknown (database), PROXY=unknown, NAME=orders
        environment: { HOST: cluster.clusterEndpoint.hostname, PROXY: proxy.endpoint },
      });
      orders.addEnvironment("NAME", "orders");
    `,
  });

  deploys("is nothing", {
    "in a test": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { test } from "vitest";
      test("deploys", () => new Function(stack, "Orders"));
    `,
  });
});
