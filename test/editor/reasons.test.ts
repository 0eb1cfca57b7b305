import assert from "node:assert/strict";
import { reasonsFor } from "../../src/editor/reasons.ts";
import { folderWith } from "../kit/folder.ts";

const reasons = (text: string, path = "src/a.ts", root?: string) =>
  reasonsFor(text, path, { preset: "recommended", ...(root !== undefined && { root }) });

const names = (all: readonly { name: string }[]) => all.map(({ name }) => name);

describe("why a file is a handler", () => {
  it("is what its own code shows", () => {
    const { handlers, against } = reasons(`import type { SQSHandler } from "aws-lambda";
export const run: SQSHandler = async (event) => void event;
`);
    assert.deepEqual(
      handlers.map(({ name, evidence }) => [name, evidence.code]),
      [["run", "typed SQSHandler"]],
    );
    assert.deepEqual(against, []);
  });

  it("is what a template says, and where", async () => {
    const root = await folderWith({
      "template.yaml": `Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: ship.run
      Events:
        Parcels:
          Type: SQS
          Properties: { Queue: !GetAtt Parcels.Arn }
`,
    });
    const [handler] = reasons("export const run = async (work) => work;\n", "ship.js", root).handlers;
    assert.deepEqual(handler?.evidence, {
      code: "exported as run",
      isSet: false,
      functions: [{ name: "Ship", file: "template.yaml", line: 2 }],
      triggers: [{ source: "sqs", file: "template.yaml", line: 8 }],
    });
  });

  it("is what somebody has set", () => {
    const { handlers } = reasonsFor("export const run = async (work) => work;\n", "src/a.js", {
      preset: "recommended",
      handlers: [{ files: "src/**", export: "run", source: "sqs" }],
    });
    assert.deepEqual(
      handlers.map(({ sources, evidence }) => [sources, evidence.isSet]),
      [[["sqs"], true]],
    );
  });
});

describe("why a file is none", () => {
  it("is that nothing in it speaks of Lambda", () => {
    const { against, others } = reasons("export const total = (prices) => prices.length;\n");
    assert.deepEqual(against, ["no words"]);
    assert.deepEqual(names(others), ["total"]);
  });

  it("is that it exports no function", () => {
    assert.deepEqual(reasons("export const eventNames = [];\n").against, ["no exported function"]);
    assert.deepEqual(reasons("const handler = async (event) => event;\n").against, ["no exported function"]);
  });

  it("is that it is a test, a script, or a part of another program", () => {
    const handler = "export const handler = async (event) => event;\n";
    assert.deepEqual(reasons(`import { it } from "mocha";\n${handler}`).against, ["test"]);
    assert.deepEqual(reasons(`#!/usr/bin/env node\n${handler}`, "a.js").against, ["script"]);
    const command = `export const command = "ship";\n${handler}`;
    assert.deepEqual(reasons(command).against, ["another program"]);
  });

  it("names functions that take an event, and may be helpers", () => {
    const { handlers, others } = reasons(`import type { SQSRecord } from "aws-lambda";
export const parse = (record: SQSRecord) => JSON.parse(record.body);
`);
    assert.deepEqual(handlers, []);
    assert.deepEqual(others, [{ name: "parse", line: 2, takesEvent: true }]);
  });

  it("is that it cannot be read", () => {
    assert.match(reasons("export const handler = (").syntax!, /^Line 1/);
  });
});
