import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";

const suppressedIn = (text: string, path: string) =>
  review(text, path, { preset: "strict" }).suppressed.map(({ rule, line, reason }) => [rule, line, reason]);

describe("what a file silences", () => {
  it("is told with the reason behind the comment, or with none", () => {
    const code = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  // eslint-disable-next-line effective-lambda/no-client-in-handler -- one client for each tenant
  const one = new S3Client({});
  const two = new S3Client({}); // eslint-disable-line effective-lambda/no-client-in-handler
  return [one, two];
};
`;
    assert.deepEqual(suppressedIn(code, "orders.js"), [
      ["no-client-in-handler", 4, "one client for each tenant"],
      ["no-client-in-handler", 5, ""],
    ]);
  });

  it("leaves out other plugins' rules and what nothing was silenced by", () => {
    const code = `// eslint-disable-next-line no-undef, effective-lambda/no-client-in-handler -- for later
export const handler = async () => {};
`;
    assert.deepEqual(suppressedIn(code, "orders.js"), []);
  });

  it("is told of a template's metadata", () => {
    const template = `Resources:
  Prices:
    Type: AWS::SQS::Queue
    Metadata:
      effective-lambda:
        disable:
          require-queue-dlq: Worthless a minute later.
          no-such-rule: Whatever.
  Orders:
    Type: AWS::SQS::Queue
    Metadata:
      effective-lambda:
        disable: [require-queue-dlq]
`;
    assert.deepEqual(suppressedIn(template, "template.yml"), [
      ["require-queue-dlq", 7, "Worthless a minute later."],
      ["require-queue-dlq", 13, ""],
    ]);
  });
});
