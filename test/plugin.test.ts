import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint as ESLint10, type Linter } from "eslint";
import { ESLint as ESLint9 } from "eslint-9";
import yml from "eslint-plugin-yml";
import effectiveLambda from "eslint-plugin-effective-lambda";
import * as ourParser from "eslint-plugin-effective-lambda/parser";
import * as catalogue from "../rules/index.ts";
import { root } from "./kit/root.ts";

const { recommended, strict, templates } = effectiveLambda.configs;

const javascript = `
  const { S3Client } = require("@aws-sdk/client-s3");
  exports.handler = async () => new S3Client({}).config.region();
`;
const typescript = `
  import { S3Client } from "@aws-sdk/client-s3";
  export const handler = async (): Promise<S3Client> => new S3Client({});
`;

/** A queue without dead letters, which a function reads one message at a time. */
const yaml = `
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn, BatchSize: 1 } }
  Orders:
    Type: AWS::SQS::Queue
`;
const json = (metadata: object) =>
  JSON.stringify({
    Resources: {
      Orders: { Type: "AWS::SQS::Queue", Metadata: metadata },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { EventSourceArn: { "Fn::GetAtt": ["Orders", "Arn"] }, BatchSize: 1 },
      },
    },
  });
const missing = ["effective-lambda/require-queue-dlq"];

const typescriptWith = (parser: unknown): Linter.Config => ({
  files: ["**/*.ts"],
  languageOptions: { parser: parser as Linter.Parser },
});

describe("the built plugin", () => {
  it("has every rule of the catalogue, its name and its version", () => {
    assert.deepEqual(Object.keys(effectiveLambda.rules), Object.keys(catalogue));
    assert.equal(effectiveLambda.meta.name, "eslint-plugin-effective-lambda");
    assert.match(effectiveLambda.meta.version, /^\d+\.\d+\.\d+/);
  });

  it("starts the parser for templates with the first of them", () => {
    const bundle = readFileSync(join(root, "rules/dist/plugin.js"), "utf8");
    assert.match(bundle, /\btemplateTreeOf\d*=\(\.\.\.\w+\)=>\(init_template_tree\(\),/);
    assert.equal(bundle.match(/\binit_template_tree\(\)/g)?.length, 1);
  });

  it("raises no severity in the strict preset, and adds nothing worse than a warning", () => {
    const severityIn = ({ rules }: Linter.Config, id: string) => [rules![id]].flat()[0];
    for (const id of Object.keys(strict.rules!))
      assert.equal(severityIn(strict, id), severityIn(recommended, id) ?? "warn", id);
  });

  for (const [name, ESLint] of [
    ["ESLint 9", ESLint9],
    ["ESLint 10", ESLint10],
  ] as const) {
    describe(`inside ${name}`, () => {
      /** The ids of the rules that report something, where the configuration is all there is. */
      async function reported(
        config: Linter.Config[],
        filePath: string,
        code: string,
      ): Promise<(string | null)[]> {
        const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config as never });
        const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
        return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
      }

      it("finds mistakes in JavaScript with nothing but the recommended preset", async () => {
        assert.deepEqual(await reported([recommended], "orders.cjs", javascript), [
          "effective-lambda/no-client-in-handler",
        ]);
      });

      it("finds mistakes in JavaScript with nothing but the strict preset", async () => {
        assert.deepEqual(await reported([strict], "orders.cjs", javascript), [
          "effective-lambda/no-client-in-handler",
        ]);
      });

      it("finds mistakes in TypeScript that @typescript-eslint/parser reads", async () => {
        const config = [recommended, typescriptWith(typescriptParser)];
        assert.deepEqual(await reported(config, "orders.ts", typescript), [
          "effective-lambda/no-client-in-handler",
        ]);
      });

      it("finds mistakes in TypeScript that our own parser reads", async () => {
        const config = [recommended, typescriptWith(ourParser)];
        assert.deepEqual(await reported(config, "orders.ts", typescript), [
          "effective-lambda/no-client-in-handler",
        ]);
      });

      it("finds mistakes in templates with nothing but their preset, and with the others beside it", async () => {
        assert.deepEqual(await reported([templates], "template.yaml", yaml), missing);
        assert.deepEqual(
          await reported([recommended, templates], "infra/orders.template.json", json({})),
          missing,
        );
        assert.deepEqual(await reported([templates, recommended], "serverless.yml", yaml), missing);
      });

      it("leaves alone what a build writes, and what is called otherwise", async () => {
        for (const path of [
          "cdk.out/Orders.template.json",
          ".aws-sam/build/template.yaml",
          "docker-compose.yml",
        ])
          assert.doesNotMatch((await reported([templates], path, yaml)).join(), /effective-lambda/, path);
      });

      it("finds them in the language that eslint-plugin-yml brings", async () => {
        const language = {
          files: ["**/*.yml"],
          plugins: { yml },
          language: "yml/yaml",
        } as unknown as Linter.Config;
        const { plugins, rules } = recommended;
        const found = await reported(
          [language, { files: ["**/*.yml"], plugins, rules } as Linter.Config],
          "orders.yml",
          yaml,
        );
        assert.deepEqual(found, missing);
      });

      it("is silent in a template where a comment has it so", async () => {
        const comment =
          "  # eslint-disable-next-line effective-lambda/require-queue-dlq -- worthless a minute later\n";
        const silent = yaml.replace("  Orders:\n", `${comment}  Orders:\n`);
        assert.deepEqual(await reported([templates], "template.yaml", silent), []);
      });

      it("is silent in a template where its metadata has it so, of one resource or of all", async () => {
        const disable = { "require-queue-dlq": "Worthless a minute later." };
        const ofRule = json({ "effective-lambda": { disable } });
        assert.deepEqual(await reported([templates], "template.json", ofRule), []);
        const ofOthers = json({ "effective-lambda": { disable: ["no-deprecated-runtime"] } });
        assert.deepEqual(await reported([templates], "template.json", ofOthers), missing);
        const whole = `Metadata: { effective-lambda: { disable: [require-queue-dlq] } }${yaml}`;
        assert.deepEqual(await reported([templates], "template.yaml", whole), []);
      });

      it("refuses an option of the wrong type, and names the rule and the option", async () => {
        const config = [
          recommended,
          { rules: { "effective-lambda/require-batch-item-failures": ["warn", { batchSizeOne: "yes" }] } },
        ];
        await assert.rejects(
          reported(config as Linter.Config[], "orders.cjs", javascript),
          /"effective-lambda\/require-batch-item-failures"[^]*batchSizeOne|Value "yes" should be boolean/,
        );
      });
    });
  }
});
