import * as cdk from "aws-cdk-lib";
import { LambdaIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Alias, Runtime, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { DynamoEventSource, SqsDlq, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
import { DatabaseCluster, type DatabaseClusterProps, type DatabaseProxyOptions } from "aws-cdk-lib/aws-rds";
import type { Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

interface ReturnsProps extends cdk.StackProps {
  orders: Table;
  announcements: Topic;
  database: DatabaseClusterProps;
  proxy: DatabaseProxyOptions;
}

const common = {
  runtime: Runtime.NODEJS_24_X,
  memorySize: 512,
  timeout: cdk.Duration.seconds(25),
} satisfies NodejsFunctionProps;

/** Deploys what happens when an order comes back: the same as `fulfilment-stack.ts`, and nothing to find. */
export class ReturnsStack extends cdk.Stack {
  constructor(
    scope: Construct,
    id: string,
    { orders, announcements, database, proxy, ...props }: ReturnsProps,
  ) {
    super(scope, id, props);
    const failed = new Queue(this, "FailedReturns", { retentionPeriod: cdk.Duration.days(14) });

    const returns = new Queue(this, "Returns", {
      visibilityTimeout: cdk.Duration.minutes(3),
      deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
    });
    const packOrders = new NodejsFunction(this, "PackOrders", {
      ...common,
      entry: "orders/pack-orders.ts",
    });
    packOrders.addEventSource(new SqsEventSource(returns, { reportBatchItemFailures: true }));

    const followReturns = new NodejsFunction(this, "FollowReturns", {
      ...common,
      entry: "src/follow-returns.ts",
      environment: { REPORT_REGION: "eu-west-1" },
    });
    followReturns.addEventSource(
      new DynamoEventSource(orders, {
        startingPosition: StartingPosition.LATEST,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 3,
        onFailure: new SqsDlq(failed),
      }),
    );

    const comfortCustomers = new NodejsFunction(this, "ComfortCustomers", {
      ...common,
      entry: "src/comfort-customers.ts",
      onFailure: new SqsDestination(failed),
    });
    announcements.addSubscription(new LambdaSubscription(comfortCustomers));

    const cluster = new DatabaseCluster(this, "Customers", database);
    const renameCustomer = new NodejsFunction(this, "RenameCustomer", {
      ...common,
      entry: "customers/rename.js",
      environment: { DATABASE_HOST: cluster.addProxy("Proxy", proxy).endpoint },
    });
    const live = new Alias(this, "RenameCustomerLive", {
      aliasName: "live",
      version: renameCustomer.currentVersion,
      provisionedConcurrentExecutions: 5,
    });
    const api = new RestApi(this, "ReturnsApi");
    api.root.addMethod("PUT", new LambdaIntegration(live));
  }
}
