import * as cdk from "aws-cdk-lib";
import { LambdaIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Alias, Runtime, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { DatabaseCluster, type DatabaseClusterProps } from "aws-cdk-lib/aws-rds";
import type { Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

interface FulfilmentProps extends cdk.StackProps {
  orders: Table;
  announcements: Topic;
  database: DatabaseClusterProps;
}

/** Deploys what happens after an order, with a mistake in each function. */
export class FulfilmentStack extends cdk.Stack {
  constructor(scope: Construct, id: string, { orders, announcements, database, ...props }: FulfilmentProps) {
    super(scope, id, props);

    const parcels = new Queue(this, "Parcels");
    const shipOrders = new NodejsFunction(this, "ShipOrders", {
      entry: "orders/ship-orders.ts",
      runtime: Runtime.NODEJS_18_X,
      memorySize: 512,
      timeout: cdk.Duration.minutes(1),
    });
    shipOrders.addEventSource(new SqsEventSource(parcels));

    const followOrders = new NodejsFunction(this, "FollowOrders", {
      entry: "src/follow-orders.ts",
      memorySize: 256,
      timeout: cdk.Duration.seconds(30),
      environment: { AWS_REGION: "eu-west-1" },
    });
    followOrders.addEventSource(
      new DynamoEventSource(orders, {
        startingPosition: StartingPosition.LATEST,
        reportBatchItemFailures: true,
      }),
    );

    const thankCustomers = new NodejsFunction(this, "ThankCustomers", { entry: "src/thank-customers.ts" });
    announcements.addSubscription(new LambdaSubscription(thankCustomers));

    const cluster = new DatabaseCluster(this, "Customers", database);
    const findCustomer = new NodejsFunction(this, "FindCustomer", {
      entry: "customers/find.js",
      memorySize: 512,
      timeout: cdk.Duration.minutes(1),
      environment: { DATABASE_HOST: cluster.clusterEndpoint.hostname },
    });
    new Alias(this, "FindCustomerLive", {
      aliasName: "live",
      version: findCustomer.currentVersion,
      provisionedConcurrentExecutions: 5,
    });
    const api = new RestApi(this, "CustomersApi");
    api.root.addMethod("GET", new LambdaIntegration(findCustomer));
  }
}
