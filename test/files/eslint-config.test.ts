import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint-9";
import { configuredByEslint } from "../../src/files/eslint-config.ts";
import { find } from "../../src/files/find.ts";
import { reviewFiles } from "../../src/files/review-files.ts";
import { importersFirst } from "../../src/review/order.ts";
import { fixed, review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";
import { root } from "../kit/root.ts";

const handler = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  console.log(event);
  new S3Client({});
  return { statusCode: 200, body: event.httpMethod };
};
`;

const manifest = '{ "type": "module" }';

const urlOf = (path: string) => JSON.stringify(pathToFileURL(join(root, path)));

/** A configuration of ESLint with our plugin, and with more entries. */
const configWith = (entries: string) => `import plugin from ${urlOf("rules/plugin.ts")};
import * as parser from ${urlOf("rules/parser.ts")};
export default [${entries}];
`;

/** A folder in which ESLint is installed. */
async function project(files: Record<string, string>, version = "eslint"): Promise<string> {
  const folder = await folderWith({ "package.json": manifest, ...files });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "node_modules", version), join(folder, "node_modules/eslint"), "junction");
  return folder;
}

async function reviewed(folder: string, paths = ["."]): Promise<Awaited<ReturnType<typeof reviewFiles>>> {
  const found = await configuredByEslint(await find(paths, folder), folder);
  return reviewFiles(found, { fix: false }, { review, fixed, ordered: importersFirst }, () => undefined);
}

async function told(folder: string, paths?: string[]): Promise<string[]> {
  const { files, problems } = await reviewed(folder, paths);
  assert.deepEqual(problems, []);
  return files.flatMap(({ name, findings }) =>
    findings.map(({ line, rule, severity }) => `${name}:${line} ${rule} ${severity}`),
  );
}

/** The same of ESLint. */
async function toldBy(eslint: ESLint, folder: string): Promise<string[]> {
  const results = await eslint.lintFiles(["."]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, severity, message }) =>
        `${filePath.slice(folder.length + 1).replaceAll("\\", "/")}:${line} ${ruleId?.replace("effective-lambda/", "") ?? message} ${severity === 2 ? "error" : "warning"}`,
    ),
  );
}

const complaintOf = (folder: string): Promise<string> =>
  reviewed(folder).then(
    () => assert.fail("Nothing is said."),
    ({ message }: Error) => message,
  );

describe("the project's configuration of ESLint", () => {
  for (const [name, Engine] of [
    ["eslint", ESLint],
    ["eslint-9", ESLint9 as unknown as typeof ESLint],
  ] as const)
    it(`decides which rules are asked, how, and where, as in ${name}`, async () => {
      const folder = await project(
        {
          "eslint.config.js": configWith(`
            plugin.configs.strict,
            plugin.configs.templates,
            { rules: { "effective-lambda/no-client-in-handler": "warn" } },
            { files: ["admin/**"], rules: { "effective-lambda/no-log-event": "off" } },
            { files: ["jobs/**"], rules: { "effective-lambda/no-client-in-handler": ["error", { clients: "all" }] } },
            { files: ["**/*.ts"], languageOptions: { parser } },
            { ignores: ["old/**"] },
          `),
          ".effective-lambda.json": '{ "rules": { "no-client-in-handler": "off" } }',
          "admin/a.js": handler,
          "jobs/b.ts": handler
            .replaceAll("S3Client", "Stripe")
            .replace("{ Stripe }", "Stripe")
            .replace("@aws-sdk/client-s3", "stripe"),
          "old/c.js": handler,
          "template.yml": `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Handler: jobs/b.handler, Runtime: nodejs18.x }
`,
        },
        name,
      );
      const ours = await told(folder);
      assert.ok(ours.includes("admin/a.js:4 no-client-in-handler warning"));
      assert.ok(ours.includes("jobs/b.ts:3 no-log-event warning"));
      assert.ok(ours.includes("jobs/b.ts:4 no-client-in-handler error"));
      assert.ok(ours.some((line) => line.startsWith("template.yml:4 no-deprecated-runtime")));

      assert.deepEqual(ours, await toldBy(new Engine({ cwd: folder }), folder));
    }).timeout(60_000);

  it("may call the plugin otherwise, and say how handlers are deployed", async () => {
    const loop = `import { save } from "./save.js";
export const handler = async (event) => {
  for (const { messageId, receiptHandle, body } of event.Records) await save(messageId, receiptHandle, body);
};
`;
    const folder = await project({
      "eslint.config.js": configWith(`{
        plugins: { lambda: plugin },
        rules: { "lambda/require-batch-item-failures": "error" },
        settings: { "effective-lambda": { handlers: [{ files: "b.js", source: "sqs", batchSize: 1 }] } },
      }`),
      "a.js": loop,
      "b.js": loop,
    });
    assert.deepEqual(await told(folder), ["a.js:3 require-batch-item-failures error"]);
  });

  for (const settings of ["{}", '{ today: "2024-01-01" }', "{ templates: false }"])
    it(`may pin the day, and have no templates looked for, as in ESLint: ${settings}`, async () => {
      const folder = await project({
        "eslint.config.js": configWith(`
          plugin.configs.strict,
          plugin.configs.templates,
          { settings: { "effective-lambda": ${settings} } },
        `),
        "a.js":
          "export const work = async (what) => { for (const one of what.Records) await save(one.body); };\n",
        "template.yml": `Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.work
      Runtime: nodejs18.x
      Events: { Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } } }
`,
      });
      const ours = await told(folder);
      assert.deepEqual(ours, await toldBy(new ESLint({ cwd: folder }), folder));
      assert.deepEqual(
        ["a.js:1 require-batch-item-failures", "template.yml:6 no-deprecated-runtime"].map((place) =>
          ours.some((line) => line.startsWith(place)),
        ),
        [!settings.includes("templates"), !settings.includes("today")],
      );
    });

  it("keeps files that it ignores from being reviewed, and says so of those that are named", async () => {
    const folder = await project({
      "eslint.config.js": configWith(`plugin.configs.recommended, { ignores: ["old/**"] }`),
      "a.js": handler,
      "old/b.js": handler,
    });
    const { files, problems } = await reviewed(folder, [".", "old/b.js"]);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["a.js", "eslint.config.js"],
    );
    assert.deepEqual(problems, [
      {
        file: "old/b.js",
        message:
          "ESLint's configuration ignores this, or has no entry for such files. Correct it, or leave out --config eslint.",
        fault: "met",
      },
    ]);
  });

  it("is told where it has no entry for code, which ESLint then passes over without a word", async () => {
    const folder = await project({
      "eslint.config.js": configWith(`plugin.configs.recommended, { ignores: ["old/**"] }`),
      "a.ts": handler,
      "b.ts": handler,
      "old/c.js": handler,
    });
    const { problems } = await reviewed(folder);
    assert.deepEqual(problems, [
      {
        file: "a.ts",
        message:
          'ESLint\'s configuration has no entry for files with this ending (2 in all), so that nothing is found in them. Add one that names them, as `files: ["**/*.ts"]` does.',
        fault: "met",
      },
    ]);
  });

  it("says so where it ignores all", async () => {
    const ignoring = configWith(`plugin.configs.recommended, { ignores: ["old/**"] }`);
    const folder = await project({ "eslint.config.js": ignoring, "old/b.js": handler });
    const { files, problems } = await reviewed(folder, ["old/b.js"]);
    assert.deepEqual([files, problems.map(({ file }) => file)], [[], ["old/b.js"]]);
  });

  it("is missed where ESLint is not installed", async () => {
    assert.equal(
      await complaintOf(await folderWith({ "package.json": manifest, "a.js": handler })),
      "ESLint is not installed for this folder. Install it (npm install --save-dev eslint), or leave out --config eslint.",
    );
  });

  it("is not to be had of an ESLint that is too old", async () => {
    const folder = await folderWith({
      "a.js": handler,
      "node_modules/eslint/package.json": '{ "main": "index.js" }',
      "node_modules/eslint/index.js": 'exports.ESLint = class { static version = "8.57.1"; };\n',
    });
    assert.equal(
      await complaintOf(folder),
      "ESLint 8.57.1 is installed for this folder, and --config eslint takes ^9 || ^10. Install a newer one.",
    );
  });

  it("is missed where there is none", async () => {
    assert.match(
      await complaintOf(await project({ "a.js": handler })),
      /^There is no eslint\.config\.js, \.mjs, \.cjs or \.ts in this folder or above\. Write one: effective-lambda init --eslint$/,
    );
  });

  it("is told where it cannot be used", async () => {
    assert.equal(
      await complaintOf(
        await project({ "a.js": handler, "eslint.config.js": 'throw new Error("No token.\\nat x");' }),
      ),
      "ESLint cannot use its configuration: No token. Correct it.",
    );
    const option = `{ plugins: { lambda: plugin }, rules: { "lambda/no-client-in-handler": ["error", { all: true }] } }`;
    assert.match(
      await complaintOf(await project({ "a.js": handler, "eslint.config.js": configWith(option) })),
      /^ESLint cannot use its configuration: Key "rules": Key "lambda\/no-client-in-handler": Value \{"all":true\} should NOT have additional properties\. Correct it\.$/,
    );
  });

  it("has to use the plugin", async () => {
    const folder = await project({ "a.js": handler, "eslint.config.js": "export default [];" });
    assert.equal(
      await complaintOf(folder),
      "ESLint's configuration does not use eslint-plugin-effective-lambda for any of these files. Add it: effective-lambda init --eslint",
    );
  });
});
