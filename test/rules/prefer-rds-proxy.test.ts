import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("prefer-rds-proxy", {
  allows: {
    "the address of a proxy": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { DatabaseCluster } from "aws-cdk-lib/aws-rds";
      const cluster = new DatabaseCluster(this, "Orders", {});
      const proxy = cluster.addProxy("Proxy", { secrets, vpc });
      new NodejsFunction(this, "Api", { environment: { HOST: proxy.endpoint } });
    `,
    "a function whose concurrency is limited": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { DatabaseCluster } from "aws-cdk-lib/aws-rds";
      const cluster = new DatabaseCluster(this, "Orders", {});
      new NodejsFunction(this, "Api", {
        reservedConcurrentExecutions: 10,
        environment: { HOST: cluster.clusterEndpoint.hostname },
      });
    `,
    "what goes through the Data API, with the cluster's ARN": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { DatabaseCluster } from "aws-cdk-lib/aws-rds";
      const cluster = new DatabaseCluster(this, "Orders", { enableDataApi: true });
      new NodejsFunction(this, "Api", { environment: { CLUSTER: cluster.clusterArn } });
    `,
    "an address that another stack gives": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const make = (props) => new NodejsFunction(this, "Api", { environment: { HOST: props.cluster.clusterEndpoint.hostname } });
    `,
    "another kind of cluster": `
      import { DatabaseCluster } from "@aws-cdk/aws-neptune-alpha";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const graph = new DatabaseCluster(this, "Friends", {});
      new NodejsFunction(this, "Api", { environment: { HOST: graph.clusterEndpoint.hostname } });
    `,
    "a handler that connects to a proxy": `
      import { Pool } from "pg";
      const pool = new Pool({ host: "orders.proxy-abc123.eu-west-1.rds.amazonaws.com" });
      export const handler = async () => pool.query("SELECT 1");
    `,
    "a handler that connects to what its environment names": `
      import { Pool } from "pg";
      const pool = new Pool({ host: process.env.HOST });
      export const handler = async () => pool.query("SELECT 1");
      // not orders.abc123.eu-west-1.rds.amazonaws.com
    `,
    "an address that no connection is made to": `
      const alarm = "orders.abc123.eu-west-1.rds.amazonaws.com does not answer";
      export const handler = async (event, context) => alarm;
    `,
    "a proxy, in a template": yaml(`
      Resources:
        Proxy: { Type: AWS::RDS::DBProxy }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Environment: { Variables: { HOST: !GetAtt Proxy.Endpoint } }
    `),
    "a function whose environments are limited": yaml(`
      Resources:
        Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres } }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            ReservedConcurrentExecutions: 5
            Environment: { Variables: { HOST: !GetAtt Database.Endpoint.Address } }
    `),
  },

  reports: {
    "the address of a cluster": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { DatabaseCluster } from "aws-cdk-lib/aws-rds";
      const cluster = new DatabaseCluster(this, "Orders", {});
      new NodejsFunction(this, "Api", { environment: { HOST: cluster.clusterEndpoint.hostname } });
      //                                               ^^^^ direct
    `,
    "the address of an instance, spelt out": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      const api = new Function(this, "Api", {});
      api.addEnvironment("HOST", "orders.abc123.eu-west-1.rds.amazonaws.com");
      //                 ^^^^^^ direct
    `,
    "a handler that connects to a database itself": `
      import { Pool } from "pg";
      const pool = new Pool({ host: "orders.abc123.eu-west-1.rds.amazonaws.com", max: 1 });
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct
      export const handler = async () => pool.query("SELECT 1");
    `,
    "a handler that has the address in an URL": `
      const mysql = require("mysql2/promise");
      const pool = mysql.createPool("mysql://api@orders.abc123.eu-west-1.rds.amazonaws.com:3306/orders");
      //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ direct
      exports.handler = async () => pool.query("SELECT 1");
    `,
    "a database in YAML": yaml(`
      Resources:
        Database:
          Type: AWS::RDS::DBCluster
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Environment:
              Variables:
                HOST: !GetAtt Database.Endpoint.Address
              # ^^^^ direct
    `),
    "a database in YAML's flow style": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties: { Environment: { Variables: { HOST: orders.abc.eu-west-1.rds.amazonaws.com } } }
          #                                         ^^^^ direct
    `),
    "a database in JSON": json(`
      {
        "Resources": {
          "Database": { "Type": "AWS::RDS::DBInstance" },
          "Get": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Environment": { "Variables": { "HOST": { "Fn::GetAtt": ["Database", "Endpoint.Address"] } } }
              //                              ^^^^^^ direct
            }
          }
        }
      }
    `),
    "a database in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        get:
          handler: get.handler
          environment:
            HOST: orders.abc.eu-west-1.rds.amazonaws.com
          # ^^^^ direct
    `),
  },
});
