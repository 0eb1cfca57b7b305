import assert from "node:assert/strict";
import { templateReasonsFor } from "../../src/editor/template-reasons.ts";
import { folderWith } from "../kit/folder.ts";

const template = `Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: ship.run
      Runtime: nodejs22.x
      Events:
        Parcels:
          Type: SQS
          Properties: { Queue: !GetAtt Parcels.Arn }
        Orders:
          Type: Api
          Properties: { Path: /orders, Method: post }
  Bill:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: billing
      Handler: app.handler
      Runtime: python3.13
  Scan:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
`;

const reasonsIn = async (text: string, path = "services/template.yaml") =>
  templateReasonsFor(text, path, {
    preset: "recommended",
    root: await folderWith({
      ".git/HEAD": "",
      [path]: text,
      "services/src/ship.ts": "\nexport const run = async (work) => work;\n",
    }),
  });

describe("what a template deploys", () => {
  it("are functions, each with what invokes it and the handler that it leads to", async () => {
    const { isTemplate, functions } = await reasonsIn(template);
    assert.equal(isTemplate, true);
    assert.deepEqual(functions[0], {
      name: "Ship",
      file: "services/template.yaml",
      line: 2,
      handler: "ship.run",
      code: { name: "run", file: "services/src/ship.ts", line: 2 },
      invokers: [
        { title: "SQS", file: "services/template.yaml", line: 9 },
        { title: "API", file: "services/template.yaml", line: 12 },
      ],
    });
  });

  it("may be code of another language, or none that it names", async () => {
    const [, bill, scan] = (await reasonsIn(template)).functions;
    assert.deepEqual(
      [bill?.handler, bill?.otherRuntime, bill?.code],
      ["app.handler", "python3.13", undefined],
    );
    assert.deepEqual([scan?.handler, scan?.otherRuntime, scan?.code], [undefined, undefined, undefined]);
  });

  it("is said without a folder around it, as far as its own text goes", () => {
    const { functions } = templateReasonsFor(template, "template.yaml", { preset: "recommended" });
    assert.deepEqual(
      functions.map(({ name, line, code }) => [name, line, code]),
      [
        ["Ship", 2, undefined],
        ["Bill", 15, undefined],
        ["Scan", 21, undefined],
      ],
    );
  });

  it("is nothing where it deploys none, or is no template", async () => {
    const queue = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n";
    assert.deepEqual(await reasonsIn(queue), { isTemplate: true, functions: [] });
    const none = { isTemplate: false, functions: [] };
    assert.deepEqual(await reasonsIn("jobs: {}\n", "ci.yml"), none);
    const parameters = "AWSTemplateFormatVersion: 2010-09-09\nParameters:\n  Stage: { Type: String }\n";
    assert.deepEqual(await reasonsIn(parameters), none);
    assert.deepEqual(await reasonsIn("{ // Strict\n}\n", "tsconfig.json"), none);
    assert.deepEqual(await reasonsIn("service: a\nprovider: { name: google }\n", "serverless.yml"), none);
  });

  it("is unknown where it cannot be read", async () => {
    assert.ok((await reasonsIn("Resources: [\n")).syntax);
  });
});
