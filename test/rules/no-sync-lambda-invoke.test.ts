import { testRule } from "../kit/test-rule.ts";

testRule("no-sync-lambda-invoke", {
  allows: {
    "an invocation that is only queued, of another function or of itself": `
      import { InvocationType, InvokeCommand } from "@aws-sdk/client-lambda";
      export const handler = async (event, context) => {
        await client.send(new InvokeCommand({ FunctionName: "report", InvocationType: "Event" }));
        await client.send(new InvokeCommand({ FunctionName: context.functionName, InvocationType: InvocationType.Event }));
      };
    `,
    "a dry run": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      export const handler = async () => client.send(new InvokeCommand({ FunctionName: "report", InvocationType: "DryRun" }));
    `,
    "a type that cannot be told": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      export const handler = async (event) => {
        await client.send(new InvokeCommand({ FunctionName: "report", InvocationType: event.type ?? "RequestResponse" }));
        await client.send(new InvokeCommand({ FunctionName: "report", ...event.options }));
        await client.send(new InvokeCommand(event));
      };
    `,
    "the older request that is only queued": `
      const { Lambda } = require("aws-sdk");
      const lambda = new Lambda();
      exports.handler = async () => lambda.invokeAsync({ FunctionName: "report", InvokeArgs: "{}" }).promise();
    `,
    "a durable execution, which does not run while it waits": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) => context.invoke("report", process.env.REPORT, event));
    `,
    "somebody else's invoke": `
      import { Chain } from "./chain";
      const chain = new Chain();
      export const handler = async (event) => chain.invoke({ FunctionName: "report", input: event.body });
    `,
    "code that no event gets to": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      export const report = async () => client.send(new InvokeCommand({ FunctionName: "report" }));
      export const handler = async () => "done";
    `,
    "a function that tries out another one": {
      filename: "functions/smoke-test/index.js",
      code: `
        import { InvokeCommand } from "@aws-sdk/client-lambda";
        export const handler = async () => client.send(new InvokeCommand({ FunctionName: process.env.FUNCTION }));
      `,
    },
    "a function among tests": {
      filename: "tests/integration/invoke.js",
      code: `
        import { InvokeCommand } from "@aws-sdk/client-lambda";
        export const handler = async () => client.send(new InvokeCommand({ FunctionName: process.env.FUNCTION }));
      `,
    },
    "a function that keeps others warm": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      export const warmUpHandler = async (event, context) => client.send(new InvokeCommand({ FunctionName: "report" }));
    `,
    "a custom resource, which CloudFormation waits for": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      import type { CloudFormationCustomResourceEvent } from "aws-lambda";
      export const handler = async (event: CloudFormationCustomResourceEvent) => {
        await client.send(new InvokeCommand({ FunctionName: process.env.SEED }));
      };
    `,
    "a hook of CodeDeploy, which tries out the new version": `
      const { CodeDeploy } = require("@aws-sdk/client-codedeploy");
      const { Lambda } = require("@aws-sdk/client-lambda");
      const codedeploy = new CodeDeploy();
      const lambda = new Lambda();
      exports.handler = async ({ DeploymentId, LifecycleEventHookExecutionId }) => {
        await lambda.invoke({ FunctionName: process.env.NEW_VERSION });
        await codedeploy.putLifecycleEventHookExecutionStatus({ deploymentId: DeploymentId, status: "Succeeded" });
      };
    `,
  },

  reports: {
    "an invocation that waits, said or unsaid": `
      import { InvocationType, InvokeCommand } from "@aws-sdk/client-lambda";
      export const handler = async (event) => {
        await client.send(new InvokeCommand({ FunctionName: process.env.REPORT, Payload: JSON.stringify(event) }));
        //                    ^^^^^^^^^^^^^ waits
        await client.send(new InvokeCommand({ FunctionName: "report", InvocationType: "RequestResponse" }));
        //                    ^^^^^^^^^^^^^ waits
        await client.send(new InvokeCommand({ FunctionName: "report", InvocationType: InvocationType.RequestResponse }));
        //                    ^^^^^^^^^^^^^ waits
      };
    `,
    "an invocation whose parameters have a name": `
      const { InvokeCommand } = require("@aws-sdk/client-lambda");
      exports.handler = async (event) => {
        const params = { FunctionName: "report" };
        params.InvocationType = "RequestResponse";
        const command = new InvokeCommand(params);
        //                  ^^^^^^^^^^^^^ waits
        return client.send(command);
      };
    `,
    "the methods of version 2 and of the aggregated client": `
      const AWS = require("aws-sdk");
      const { Lambda } = require("@aws-sdk/client-lambda");
      const older = new AWS.Lambda();
      const newer = new Lambda();
      exports.handler = async (event) => {
        await older.invoke({ FunctionName: "report" }).promise();
        //    ^^^^^^^^^^^^ waits
        older.invoke({ FunctionName: "report" }, (error, data) => console.log(error, data));
     // ^^^^^^^^^^^^ waits
        return newer.invoke({ FunctionName: "report" });
        //     ^^^^^^^^^^^^ waits
      };
    `,
    "an invocation in a function that the handler calls": `
      import { InvokeCommand } from "@aws-sdk/client-lambda";
      const report = async (id) => client.send(new InvokeCommand({ FunctionName: "report", Payload: id }));
      //                                           ^^^^^^^^^^^^^ waits
      export const handler = async (event) => report(event.id);
    `,
  },
});
