import assert from "node:assert/strict";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import { asDeployed } from "../../rules/service/deployed-as.ts";

const sizesIn = (template: string, text: string) =>
  new Service(new FilesInMemory({ "cdk.json": "{}", [template]: text }))
    .deploymentsOf("work.js")
    .flatMap((one) => asDeployed(one).batchSizes);

describe("The size of batches that nobody states", () => {
  it("is what Lambda takes for the source", () => {
    const sized = (event: string) =>
      sizesIn(
        "template.yml",
        `Resources: { Work: { Type: AWS::Serverless::Function, Properties: { Handler: work.run, Events: { E: ${event} } } } }`,
      );
    assert.deepEqual(sized("{ Type: SQS, Properties: { Queue: q } }"), [10]);
    assert.deepEqual(sized("{ Type: Kinesis, Properties: { Stream: s } }"), [100]);
    assert.deepEqual(sized("{ Type: DynamoDB, Properties: { Stream: s } }"), [100]);
    assert.deepEqual(sized("{ Type: SQS, Properties: { Queue: q, BatchSize: !Ref Unknown } }"), [undefined]);
  });

  it("is what the Serverless Framework writes for it", () => {
    const sized = (event: string) =>
      sizesIn(
        "serverless.yml",
        `{ service: s, provider: { name: aws }, functions: { work: { handler: work.run, events: [${event}] } } }`,
      );
    assert.deepEqual(sized("{ sqs: arn }"), [10]);
    assert.deepEqual(sized("{ stream: { type: kinesis, arn: s } }"), [10]);
    assert.deepEqual(sized("{ stream: { type: dynamodb, arn: s } }"), [10]);
  });

  it("is what the CDK leaves to Lambda", () => {
    const sized = (source: string) =>
      sizesIn(
        "stack.ts",
        `import { Code, Function } from "aws-cdk-lib/aws-lambda";
         import { DynamoEventSource, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
         new Function(this, "Work", { code: Code.fromAsset("."), handler: "work.run", events: [new ${source}] });`,
      );
    assert.deepEqual(sized("SqsEventSource(queue)"), [10]);
    assert.deepEqual(sized("DynamoEventSource(table, { startingPosition })"), [100]);
  });
});
