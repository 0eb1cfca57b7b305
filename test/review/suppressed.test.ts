import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";

const mistakesIn = (text: string) =>
  review(text, "template.yml", { preset: "strict" }).problems.map(
    ({ kind, line, message }) => `${kind} in line ${line}: ${message}`,
  );

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

  it("is a problem in a template's metadata where there is no such rule, or the reason is empty", () => {
    const silencing = (disable: string) => `Resources:
  Prices:
    Type: AWS::SQS::Queue
    Metadata:
      effective-lambda:
        disable: ${disable}
`;
    assert.deepEqual(
      mistakesIn(silencing("{ require-queue-dlp: Worthless later., no-such-thing: So be it. }")),
      [
        "metadata in line 6: There is no rule require-queue-dlp to silence. Did you mean require-queue-dlq?",
        "metadata in line 6: There is no rule no-such-thing to silence.",
      ],
    );
    assert.deepEqual(mistakesIn(silencing("[effective-lambda/require-queue-dlq]")), [
      "metadata in line 6: There is no rule effective-lambda/require-queue-dlq to silence. Did you mean require-queue-dlq?",
    ]);
    for (const reason of ['""', "", "' '", "{ why: so }"])
      assert.deepEqual(mistakesIn(silencing(`{ require-queue-dlq: ${reason} }`)), [
        "metadata in line 6: require-queue-dlq is silenced without a reason. Write after its name why.",
      ]);
    for (const disable of ["{ require-queue-dlq: Worthless later. }", "[require-queue-dlq]"])
      assert.deepEqual(mistakesIn(silencing(disable)), []);
  });
});
