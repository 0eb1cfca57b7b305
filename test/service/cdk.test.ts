import { deploys } from "./deploys.ts";

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
    "of where code is, and of what surrounds it": `
      import { Duration } from "aws-cdk-lib";
      import { Code, Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      new NodejsFunction(this, "Create", { entry: "src/create.ts", handler: "create" });
      //  ^^^^^^^^^^^^^^ function Create, handler create, built from src/create.ts
      new Function(this, "Cancel", { code: Code.fromAsset("build"), handler: "cancel.handler", vpc: new Vpc(this, "Net") });
      //  ^^^^^^^^ function Cancel, handler cancel.handler, code build, vpc true
      new Function(this, "Other", { code: Code.fromBucket(bucket, "other.zip") });
      //  ^^^^^^^^ function Other, code unknown
      const orders = new Queue(this, "Orders", { fifo: true });
      //                 ^^^^^ queue Orders, isFifo true
      new SqsEventSource(orders, { maxBatchingWindow: Duration.minutes(1), filters: [FilterCriteria.filter({})] });
      //  ^^^^^^^^^^^^^^ sqs of Orders to ?, batchWindow 60, filters true
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
      //  ^^^^^^^^^^^^^^ function Orders, runtime unknown, timeout unknown, memory unknown, handler unknown, code unknown, vpc unknown, reservedConcurrency unknown, versionConcurrency unknown, onFailure unknown, retryAttempts unknown, maximumEventAge unknown
    `,
    "but leaves open what is assigned later, perhaps only sometimes": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      const settings = { memorySize: 128 };
      if (isLarge) settings.memorySize = 1024;
      new Function(this, "Orders", settings);
      //  ^^^^^^^^ function Orders, memory unknown
    `,
    "but leaves open what may be nothing": `
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const make = (props) => new Queue(this, "Orders", { deadLetterQueue: props.failed });
      //                          ^^^^^ queue Orders, deadLetterQueue unknown
    `,
    "of which nothing is said where the value is nothing": `
      import { Queue } from "aws-cdk-lib/aws-sqs";
      new Queue(this, "Orders", { deadLetterQueue: undefined });
      //  ^^^^^ queue Orders
    `,
    "but leaves open what is overridden on the resource": `
      import { CfnFunction, Function } from "aws-cdk-lib/aws-lambda";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Function(this, "Orders", { memorySize: 128 });
      //                 ^^^^^^^^ function Orders, runtime unknown, timeout unknown, memory unknown
      const resource = orders.node.defaultChild as CfnFunction;
      resource.addPropertyOverride("MemorySize", 512);
      resource.addOverride("Properties.Runtime", "nodejs24.x");
      resource.timeout = 60;
      const parcels = new Queue(this, "Parcels");
      //                  ^^^^^ queue Parcels, deadLetterQueue unknown
      parcels.node.defaultChild!.addPropertyOverride("RedrivePolicy", policy);
    `,
    "but leaves everything open where something else gets the resource": `
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders");
      //                 ^^^^^ queue Orders, visibilityTimeout unknown, deadLetterQueue unknown, isFifo unknown
      harden(orders.node.defaultChild);
    `,
    "beside what the resource has besides them": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Orders {
        constructor() {
          this.orders = new Function(this, "Orders", { memorySize: 128 });
          //                ^^^^^^^^ function Orders, memory 128, and more
          this.orders.node.defaultChild.addMetadata("cfn_nag", {});
          this.orders.node.defaultChild.addPropertyOverride("SnapStart", { ApplyOn: "None" });
        }
      }
    `,
    "of functions on the instances of a capacity provider, which have more memory": `
      import { CapacityProvider, Function } from "aws-cdk-lib/aws-lambda";
      const instances = new CapacityProvider(this, "Instances", network);
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, memory unknown, capacityProvider true, and more
      instances.addFunction(orders);
    `,
    "of functions on instances whose environments serve one event at a time, and on some that are not made here": `
      import { CapacityProvider, Function } from "aws-cdk-lib/aws-lambda";
      const instances = new CapacityProvider(this, "Instances", network);
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, memory unknown, and more
      instances.addFunction(orders, { perExecutionEnvironmentMaxConcurrency: 1 });
      const returns = new Function(this, "Returns");
      //                  ^^^^^^^^ function Returns, memory unknown, capacityProvider unknown, and more
      props.instances.addFunction(returns);
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

  deploys("reads settings through classes", {
    "that pass them on": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Small extends Function {}
      class Worker extends Small {
        constructor(scope, id) {
          super(scope, id, { memorySize: 512 });
        }
      }
      new Worker(this, "Orders", { memorySize: 128 });
      //  ^^^^^^ function Orders, memory 512
    `,
    "that add to what they are given": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Worker extends Function {
        constructor(scope, id, props) {
          super(scope, id, { ...props, memorySize: 512 });
        }
      }
      new Worker(this, "Orders", { handler: "orders.handler" });
      //  ^^^^^^ function Orders, memory 512, handler orders.handler
    `,
    "that have values by themselves for what they are not given": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Worker extends Function {
        constructor(scope, id, props = {}, memorySize = 512) {
          super(scope, id, { timeout: Duration.seconds(30), memorySize, ...props });
        }
      }
      new Worker(this, "Orders");
      //  ^^^^^^ function Orders, timeout 30, memory 512
      new Worker(this, "Refunds", { timeout: Duration.seconds(10) }, 1024);
      //  ^^^^^^ function Refunds, timeout 10, memory 1024
    `,
    "but not where they have a choice": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Worker extends Function {
        constructor(scope, id) {
          if (isLarge) super(scope, id, { memorySize: 1024 });
          else super(scope, id);
        }
      }
      new Worker(this, "Orders");
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
      //                 ^^^^^^^^^ queue Orders, visibilityTimeout 180, deadLetterQueue true
        visibilityTimeout: Duration.minutes(3),
        deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
      });
      const worker = new NodejsFunction(this, "Worker");
      //                 ^^^^^^^^^^^^^^ function Worker, from sqs
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
          //                 ^^^^^^^^ function Counter, from sns, from kinesis, and more
          this.counter.addEventSource(new KinesisEventSource(stream, { retryAttempts: 3 }));
          //                              ^^^^^^^^^^^^^^^^^^ kinesis of ? to Counter, retryAttempts 3
        }
      }
    `,
    "a mapping of its own": `
      import { EventSourceMapping, Function } from "aws-cdk-lib/aws-lambda";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker, from sqs
      const orders = new Queue(this, "Orders");
      //                 ^^^^^ queue Orders
      new EventSourceMapping(this, "Mapping", { target: worker, eventSourceArn: orders.queueArn, batchSize: 1 });
      //  ^^^^^^^^^^^^^^^^^^ sqs of Orders to Worker, batchSize 1
    `,
    "a mapping of what an ARN names": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker, from kinesis, from sqs, from else
      worker.addEventSourceMapping("Clicks", { eventSourceArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks" });
      //     ^^^^^^^^^^^^^^^^^^^^^ kinesis of ? to Worker
      worker.addEventSourceMapping("Orders", { eventSourceArn: \`arn:aws:sqs:\${this.region}:\${this.account}:orders\` });
      //     ^^^^^^^^^^^^^^^^^^^^^ sqs of ? to Worker
      worker.addEventSourceMapping("Broker", { eventSourceArn: "arn:aws:mq:eu-west-1:123456789012:broker:b" });
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
      //               ^^^^^ alias Live of Orders, provisionedConcurrency 5
      api.root.addMethod("GET", new LambdaIntegration(live));
      api.root.addMethod("POST", new LambdaIntegration(orders));
    `,
    "an alias that a method makes": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, from api through live
      const live = orders.addAlias("live", { provisionedConcurrentExecutions: 5 });
      //                  ^^^^^^^^ alias live of Orders, provisionedConcurrency 5
      api.root.addMethod("GET", new LambdaIntegration(live));
    `,
    "an alias through the name of a version": `
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders
      const version = orders.latestVersion;
      new Alias(this, "Test", { version });
      //  ^^^^^ alias Test of Orders, latest
    `,
    "what fails, through the alias or the version that is invoked": `
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      const first = new Function(this, "First");
      //                ^^^^^^^^ function First, onFailure true
      new Alias(this, "Live", { version: first.currentVersion, onFailure: new SqsDestination(failed) });
      //  ^^^^^ alias Live of First
      new Function(this, "Second", { currentVersionOptions: { onFailure: new SqsDestination(failed) } });
      //  ^^^^^^^^ function Second, onFailure true
    `,
    "no failures, where it does not show of what they are": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, onFailure unknown, retryAttempts unknown, maximumEventAge unknown
      for (const each of [orders]) each.configureAsyncInvoke({ onFailure: new SqsDestination(failed) });
    `,
    "a rule that fires by the clock, whatever the order": `
      import { Rule, Schedule } from "aws-cdk-lib/aws-events";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const cleaner = new Function(this, "Cleaner");
      //                  ^^^^^^^^ function Cleaner, from schedule
      const target = new LambdaFunction(cleaner);
      const nightly = new Rule(this, "Nightly", { schedule: Schedule.cron({ hour: "2" }) });
      nightly.addTarget(target);
      const greeter = new Function(this, "Greeter");
      //                  ^^^^^^^^ function Greeter, from eventbridge
      new Rule(this, "Created", { eventPattern: { source: ["orders"] }, targets: [new LambdaFunction(greeter)] });
    `,
    "a function with what SES waits for, which is no event": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { Lambda, LambdaInvocationType } from "aws-cdk-lib/aws-ses-actions";
      const guard = new Function(this, "Guard");
      //                ^^^^^^^^ function Guard, from else
      rules.addRule("In", {
        actions: [new Lambda({ function: guard, invocationType: LambdaInvocationType.REQUEST_RESPONSE })],
      });
    `,
    "a consumer of a stream, and what is no known source": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { KinesisConsumerEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const failed = new Queue(this, "Failed");
      //                 ^^^^^ queue Failed, dead letters
      const counter = new Function(this, "Counter");
      //                  ^^^^^^^^ function Counter, from kinesis, from else
      counter.addEventSource(new KinesisConsumerEventSource(consumer, { onFailure: new SqsDlq(failed) }));
      //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ kinesis of ? to Counter, onFailure true
      counter.addEventSource(props.source);
    `,
    "a queue of what went well, which holds no dead letters": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const done = new Queue(this, "Done");
      //               ^^^^^ queue Done
      new Function(this, "Orders", { onSuccess: new SqsDestination(done) });
      //  ^^^^^^^^ function Orders
    `,
    "the queue of dead letters that the file does not show to be one": `
      import { Queue, RedrivePermission } from "aws-cdk-lib/aws-sqs";
      new Queue(this, "OrdersDLQ");
      //  ^^^^^ queue OrdersDLQ, dead letters
      new Queue(this, "Failed", { redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL } });
      //  ^^^^^ queue Failed, dead letters
      new Queue(this, "Lost", { redriveAllowPolicy: { sourceQueues: [orders] } });
      //  ^^^^^ queue Lost, dead letters
      new Queue(this, "Orders", { redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL } });
      //  ^^^^^ queue Orders
    `,
    "whoever hands on something else than its event": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { RuleTargetInput } from "aws-cdk-lib/aws-events";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker, from eventbridge reshaped, from api reshaped, from api
      rule.addTarget(new LambdaFunction(worker, { event: RuleTargetInput.fromText("go") }));
      api.root.addMethod("POST", new LambdaIntegration(worker, { proxy: false }));
      api.root.addMethod("GET", new LambdaIntegration(worker));
    `,
    "an API, which may leave all to its methods": `
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, from else
      const api = new LambdaRestApi(this, "Api", { handler: orders, proxy: false });
      api.root.addMethod("POST", new MockIntegration());
    `,
    "an API with methods that leave it what to call": `
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders, from api
      const api = new LambdaRestApi(this, "Api", { handler: orders, proxy: false });
      api.root.addMethod("POST");
    `,
    "authorizers, sockets and custom resources": `
      import { TokenAuthorizer } from "aws-cdk-lib/aws-apigateway";
      import { CfnApi, CfnIntegration } from "aws-cdk-lib/aws-apigatewayv2";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { Provider } from "aws-cdk-lib/custom-resources";
      const guard = new Function(this, "Guard");
      //                ^^^^^^^^ function Guard, from authorizer
      new TokenAuthorizer(this, "Token", { handler: guard });
      const socket = new CfnApi(this, "Socket", { protocolType: "WEBSOCKET" });
      const connect = new Function(this, "Connect");
      //                  ^^^^^^^^ function Connect, from websocket, and more
      new CfnIntegration(this, "OnConnect", {
        apiId: socket.ref,
        integrationUri: "arn:aws:apigateway:" + region + ":lambda:path/" + connect.functionArn + "/invocations",
      });
      const setup = new Function(this, "Setup");
      //                ^^^^^^^^ function Setup, from custom-resource, and more
      const wait = new Function(this, "Wait");
      //               ^^^^^^^^ function Wait, and more
      new Provider(this, "Provider", { onEventHandler: setup, isCompleteHandler: wait });
      const fill = new Function(this, "Fill");
      //               ^^^^^^^^ function Fill, from custom-resource
      new Provider(this, "Filling", { onEventHandler: fill, logGroup });
      const spread = new Function(this, "Spread");
      //                 ^^^^^^^^ function Spread, from else reshaped, and more
      new Provider(this, "Spreading", { ...others, onEventHandler: spread });
    `,
    "state machines, and others that send no event of a source": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { CfnAccessPoint } from "aws-cdk-lib/aws-s3objectlambda";
      import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
      import { AwsCustomResource } from "aws-cdk-lib/custom-resources";
      const pick = new Function(this, "Pick");
      //               ^^^^^^^^ function Pick, from state machine
      new LambdaInvoke(this, "Picking", { lambdaFunction: pick });
      const fill = new Function(this, "Fill");
      //               ^^^^^^^^ function Fill, from SDK call, and more
      new AwsCustomResource(this, "Filling", {
        onUpdate: { service: "Lambda", action: "invoke", parameters: { FunctionName: fill.functionName } },
      });
      const shrink = new Function(this, "Shrink");
      //                 ^^^^^^^^ function Shrink, from S3 Object Lambda, and more
      new CfnAccessPoint(this, "Shrinking", {
        objectLambdaConfiguration: {
          transformationConfigurations: [{ contentTransformation: { AwsLambda: { FunctionArn: shrink.functionArn } } }],
        },
      });
      const warm = new Function(this, "Warm");
      //               ^^^^^^^^ function Warm, and more
      new AwsCustomResource(this, "Warming", {
        onCreate: { service: "Lambda", action: "updateFunctionCode", parameters: { FunctionName: warm.functionArn } },
      });
    `,
    "what a class of the file is given, which hands it on": `
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
      import { Construct } from "constructs";
      const pick = new Function(this, "Pick");
      //               ^^^^^^^^ function Pick, from state machine, and more
      const pack = new Function(this, "Pack");
      //               ^^^^^^^^ function Pack, from state machine, from api, and more
      class Job extends Construct {
        constructor(scope, id, props) {
          new LambdaInvoke(this, "Task", { lambdaFunction: props.handler });
        }
      }
      class Api extends Construct {
        constructor(scope, handler) {
          new LambdaRestApi(this, "Api", { handler });
        }
      }
      new Job(this, "Picking", { handler: pick });
      new Job(this, "Packing", { handler: pack });
      new Api(this, pack);
    `,
    "what a method makes or is given that is called once": `
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Rule } from "aws-cdk-lib/aws-events";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Api {
        constructor() {
          const answer = this.makeAnswer();
          this.addApi(answer);
          this.addApi(this.makeAny("One"), ...others);
          const rule = new Rule(this, "Rule");
          rule.addTarget(new LambdaFunction(this.makeAny("Two")));
          this.addRule(rule, answer);
        }
        makeAnswer() {
          return new Function(this, "Answer");
          //         ^^^^^^^^ function Answer, from eventbridge, and more
        }
        makeAny(name) {
          return new Function(this, name);
          //         ^^^^^^^^ function Function, and more
        }
        addApi(handler) {
          new LambdaRestApi(this, "Api", { handler });
        }
        addRule(rule, target) {
          rule.addTarget(new LambdaFunction(target));
        }
      }
    `,
    "topics of Kafka, which the properties name themselves": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { ManagedKafkaEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ function Worker, from kafka
      worker.addEventSource(new ManagedKafkaEventSource({ clusterArn, topic: "orders", batchSize: 50 }));
      //                        ^^^^^^^^^^^^^^^^^^^^^^^ kafka of ? to Worker, batchSize 50
    `,
    "how often an event is tried again, whoever says so": `
      import { Duration } from "aws-cdk-lib";
      import { EventInvokeConfig, Function } from "aws-cdk-lib/aws-lambda";
      const one = new Function(this, "One", { retryAttempts: 0 });
      //              ^^^^^^^^ function One, retryAttempts 0
      const two = new Function(this, "Two");
      //              ^^^^^^^^ function Two, retryAttempts 1, maximumEventAge 3600
      two.configureAsyncInvoke({ retryAttempts: 1, maxEventAge: Duration.hours(1) });
      const three = new Function(this, "Three");
      //                ^^^^^^^^ function Three, maximumEventAge 60
      new EventInvokeConfig(this, "Config", { function: three, maxEventAge: Duration.minutes(1) });
    `,
    "a function with all that gets hold of it": `
      import { UserPool, UserPoolOperation } from "aws-cdk-lib/aws-cognito";
      import { CfnVersion, Function } from "aws-cdk-lib/aws-lambda";
      import { CfnOutput } from "aws-cdk-lib";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ function Orders
      table.grantReadData(orders);
      orders.addToRolePolicy(policy);
      new CfnOutput(this, "Name", { value: orders.functionName });
      const first = new CfnVersion(this, "First", { functionName: orders.functionName });
      new CfnOutput(this, "Number", { value: first.attrVersion });
      const edge = new Function(this, "Edge");
      //               ^^^^^^^^ function Edge, and more
      const second = new CfnVersion(this, "Second", { functionName: edge.functionName });
      distribution.addPropertyOverride("Function", second.ref);
      const greeter = new Function(this, "Greeter");
      //                  ^^^^^^^^ function Greeter, STEPS, and more
      users.addTrigger(UserPoolOperation.POST_CONFIRMATION, greeter);
      const steps = new Function(this, "Steps");
      //                ^^^^^^^^ function Steps, and more
      greeter.addEnvironment("STEPS", steps.functionArn);
      let late: Function;
      late = new Function(this, "Late");
      //         ^^^^^^^^ function Late
      const called = new Function(this, "Called");
      //                 ^^^^^^^^ function Called, and more
      called.grantInvoke(role);
      const served = new Function(this, "Served");
      //                 ^^^^^^^^ function Served, and more
      new Service(this, "Service", { backend: { handler: served } });
    `,
    "what a field keeps with others, unless only its class can read it": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      export class Orders {
        public readonly packer: Function;
        private readonly shipper: Function;
        constructor() {
          this.packer = new Function(this, "Packer");
          //                ^^^^^^^^ function Packer, and more
          this.shipper = new Function(this, "Shipper");
          //                 ^^^^^^^^ function Shipper
        }
      }
    `,
    "nothing through the this of another function": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      class Orders {
        constructor() {
          this.worker = new Function(this, "Worker");
          //                ^^^^^^^^ function Worker, and more
          connect(function () {
            this.worker.addEventSource(new SqsEventSource(queue));
            //                             ^^^^^^^^^^^^^^ sqs of ? to ?
          });
        }
      }
    `,
    "a database's own address": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import * as rds from "aws-cdk-lib/aws-rds";
      const cluster = new rds.DatabaseCluster(this, "Orders", {});
      const proxy = cluster.addProxy("Proxy", {});
      const orders = new Function(this, "Orders", {
      //                 ^^^^^^^^ function Orders, HOST of a database, PROXY, URL of a database, NAME
        environment: {
          HOST: cluster.clusterEndpoint.hostname,
          PROXY: proxy.endpoint,
          URL: \`postgres://\${cluster.clusterEndpoint!.socketAddress}/orders\`,
        },
      });
      orders.addEnvironment("NAME", "orders");
    `,
    "no address of what can have no proxy": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import * as rds from "aws-cdk-lib/aws-rds";
      const old = new rds.ServerlessCluster(this, "Old", {});
      const ledger = new rds.DatabaseInstance(this, "Ledger", {
        engine: rds.DatabaseInstanceEngine.oracleSe2({ version }),
      });
      const replica = new rds.DatabaseInstanceReadReplica(this, "Replica", {});
      new Function(this, "Orders", {
      //  ^^^^^^^^ function Orders, OLD, LEDGER, REPLICA
        environment: {
          OLD: old.clusterEndpoint.hostname,
          LEDGER: ledger.dbInstanceEndpointAddress,
          REPLICA: replica.instanceEndpoint.hostname,
        },
      });
    `,
  });

  deploys("survives", {
    "names that every object has": `
      import constructor from "aws-cdk-lib/constructor";
      import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
      new constructor(this, "Orders");
      new EventSourceMapping(this, "Mapping", { target, eventSourceArn: orders.constructor });
    `,
    "what refers to itself": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      class Loop extends Loop {}
      new Loop(this, "Loop");
      const address = () => \`\${address()}\`;
      let orders = new Function(this, "Orders", { environment: { HOST: address() } });
      //               ^^^^^^^^ function Orders, HOST
      orders = orders;
      class Stack {
        a = this.b;
        b = this.a;
        constructor() {
          this.a.addEventSource(this.b);
        }
      }
    `,
    "nothing given": `
      import { Alias, EventSourceMapping, Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      new Alias();
      //  ^^^^^ alias Alias of ?
      new EventSourceMapping;
      new SqsEventSource(...sources);
      //  ^^^^^^^^^^^^^^ sqs of ? to ?, batchSize unknown, batchWindow unknown, filters unknown, reportsBatchItemFailures unknown, bisectsBatch unknown, retryAttempts unknown, maximumRecordAge unknown, onFailure unknown, tumblingWindow unknown
      new Function().addEventSource();
      //  ^^^^^^^^ function Function
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
