import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint-9";
import * as parser from "../rules/parser.ts";
import plugin from "../rules/plugin.ts";
import formatter from "../src/formatter.ts";
import { folderWith } from "./kit/folder.ts";
import { root } from "./kit/root.ts";

const run = promisify(execFile);
const cli = join(root, "rules/dist/cli.js");

const files = {
  ".git": "",
  "orders.ts": `import { S3Client } from "@aws-sdk/client-s3";
import type { SQSEvent } from "aws-lambda";
export const handler = async (event: SQSEvent) => {
  const s3 = new S3Client({});
  for (const record of event.Records) await s3.send(make(record));
  // eslint-disable-next-line effective-lambda/no-log-event -- a test stage
  console.log(event);
};
`,
  "template.yml": `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.handler
      Runtime: nodejs18.x
      Events:
        Queue: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:111122223333:orders } }
`,
};

const config = [
  plugin.configs.strict,
  plugin.configs.templates,
  { files: ["**/*.ts"], languageOptions: { parser: parser as never } },
];

describe("the formatter for ESLint", () => {
  for (const [version, Engine] of [
    ["10", ESLint],
    ["9", ESLint9 as unknown as typeof ESLint],
  ] as const) {
    it(`writes what the command writes, in ESLint ${version}`, async () => {
      const folder = await folderWith(files);
      const eslint = new Engine({ cwd: folder, overrideConfigFile: true, overrideConfig: config });
      const results = await eslint.lintFiles(["."]);
      const text = await formatter(results, {
        cwd: folder,
        rulesMeta: eslint.getRulesMetaForResults(results),
      });
      const args = [cli, "review", "--preset", "strict", "--format", "md", "--fail-on", "never"];
      const { stdout } = await run(process.execPath, args, { cwd: folder });
      assert.equal(`${text}\n`, stdout);
      assert.match(text, /no-client-in-handler[^]*no-log-event: a test stage/);
    });

    it(`is found by its path, and not by its name, in ESLint ${version}`, async () => {
      const eslint = new Engine({ cwd: root });
      const name = "eslint-plugin-effective-lambda/formatters/review";
      await assert.rejects(eslint.loadFormatter(name), /problem loading formatter/);
      assert.ok(await eslint.loadFormatter(`./node_modules/${name}.js`));
    });
  }

  it("tells what ESLint found and nothing else, whatever the plugin is called there", async () => {
    const folder = await folderWith(files);
    const rules = { "lambda/no-client-in-handler": "warn", "no-undef": "error" } as const;
    const plugins = { lambda: plugin as never };
    const overrideConfig = [config[2]!, { files: ["**/*.ts"], plugins, rules }];
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig });
    const results = await eslint.lintFiles(["."]);
    const text = await formatter(results, { cwd: folder, rulesMeta: eslint.getRulesMetaForResults(results) });
    assert.match(text, /# ⚠️ Lambda review: 1 warning in 1 handler\n/);
    assert.match(text, /### `orders\.ts:4` in `handler` · warning · \[no-client-in-handler\]/);
  });
});
