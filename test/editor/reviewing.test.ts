import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lookAgain, serviceFor } from "../../rules/service/service-for.ts";
import { throughAll } from "../../src/editor/handler-facts.ts";
import { around, openFixed, openReview } from "../../src/editor/reviewing.ts";
import { folderWith } from "../kit/folder.ts";

describe("a file in an editor", () => {
  const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  console.log(event);
  return new S3Client({}).config;
};
`;
  const settings = { preset: "recommended" } as const;
  const rulesIn = (root: string, rules = {}) =>
    openReview(text, "src/a.js", { ...settings, root, rules }).findings.map(({ rule }) => rule);

  it("is reviewed as its configuration says, and as the settings where that is silent", async () => {
    const root = await folderWith({
      "package.json": "{}",
      ".effective-lambda.json": '{ "rules": { "no-client-in-handler": "off" } }',
    });
    assert.deepEqual(rulesIn(root), []);
    assert.deepEqual(rulesIn(root, { "no-client-in-handler": "error", "no-log-event": "warn" }), [
      "no-log-event",
    ]);
  });

  it("is left alone where the configuration excludes it", async () => {
    const root = await folderWith({
      "package.json": "{}",
      ".effective-lambda.json": '{ "exclude": ["src/**"] }',
    });
    assert.deepEqual(rulesIn(root), []);
    assert.equal(openFixed(text, "src/a.js", { ...settings, root }), text);
  });

  it("is to be reviewed again once the configuration has changed", async () => {
    const root = await folderWith({ "package.json": "{}" });
    const options = { ...settings, root };
    const before = around("src/a.js", options, [], []);
    writeFileSync(join(root, ".effective-lambda.json"), '{ "exclude": ["**"] }');
    lookAgain();
    assert.notEqual(around("src/a.js", options, [], []), before);
  });

  it("is to be reviewed again once a file has come that it imports", async () => {
    const importing = 'import { save } from "./save.js";\nexport const handler = async () => save;\n';
    const root = await folderWith({ "package.json": "{}", "src/a.js": importing });
    const options = { ...settings, root };
    const before = openReview(importing, "src/a.js", options);
    assert.deepEqual(before.imports, []);
    assert.equal(around("src/a.js", options, [], before.modules), before.around);
    writeFileSync(join(root, "src/save.js"), "export const save = 1;\n");
    lookAgain();
    assert.notEqual(around("src/a.js", options, [], before.modules), before.around);
    assert.deepEqual(openReview(importing, "src/a.js", options).imports, ["src/save.js"]);
  });

  it("calls what it calls as it stands in the editor, of which the disk knows nothing yet", async () => {
    const calling = (call: string) =>
      `import { save } from "./save.js";\nexport const handler = async (event) => {\n  ${call};\n};\n`;
    const root = await folderWith({
      "package.json": "{}",
      "src/a.js": calling("await save(event)"),
      "src/save.js": "export async function save(event) {\n  await fetch(event.url);\n}\n",
    });
    const options = { ...settings, root };
    const said = openReview(calling("save(event.url)"), "src/a.js", options);
    assert.deepEqual(
      said.findings.map(({ rule }) => rule),
      ["no-floating-promise"],
    );
    assert.equal(around("src/a.js", options, [], said.modules), said.around);
    const idle = openReview(calling("event"), "src/a.js", options);
    assert.deepEqual(idle.findings, []);
    assert.equal(around("src/a.js", options, [], idle.modules), idle.around);
    const broken = openReview(calling("save(").replace("from", "form"), "src/a.js", options);
    assert.deepEqual(
      [broken.problems.map(({ kind }) => kind), around("src/a.js", options, [], idle.modules)],
      [["syntax"], idle.around],
    );
  });

  it("has what ESLint reports to say, with what is known of it, whatever our configuration asks", async () => {
    const root = await folderWith({
      "package.json": "{}",
      ".effective-lambda.json": '{ "rules": { "no-client-in-handler": "off" } }',
    });
    const options = { ...settings, root, rules: { "no-log-event": "error" as const } };
    const fixable = text.replace("return new S3Client({})", "const s3 = new S3Client({});\n  return s3");
    const message = "As ESLint has it.";
    const place = { line: 4, column: 14, endLine: 4, endColumn: 30, message };
    const reported = [{ rule: "no-client-in-handler", severity: "error" as const, ...place }];
    const [finding, ...others] = openReview(fixable, "src/a.js", options, reported).findings;
    assert.deepEqual([finding!.rule, finding!.severity, others], ["no-client-in-handler", "error", []]);
    assert.equal(finding!.fix?.title, "Move `new S3Client()` to module scope");
    assert.deepEqual(openReview(fixable, "src/a.js", options, []).findings, []);

    assert.match(openFixed(fixable, "src/a.js", options, reported), /^const s3 = new S3Client\(\{\}\);$/m);
    assert.equal(openFixed(fixable, "src/a.js", options, []), fixable);
  });

  it("tells what is wrong with the configuration and with the settings", async () => {
    const root = await folderWith({ "package.json": "{}", ".effective-lambda.json": '{ "preset": 1 }' });
    const options = { ...settings, root, rules: { "no-such-rule": "off" as const } };
    assert.deepEqual(openReview(text, "src/a.js", options).mistakes, [
      "The setting effectiveLambda.rules does not count: There is no rule no-such-rule.",
      ".effective-lambda.json:1:13 does not count: preset can be recommended or strict.",
    ]);
  });
});

describe("the handlers that lead to what is found in an open file", () => {
  const calling = `import { save } from "./save.js";
export const handler = async (event) => {
  await save(event.body);
};
`;
  const save = `import { S3Client } from "@aws-sdk/client-s3";
export const save = async (order) => new S3Client({}).config;
export const load = async () => {};
`;
  const files: Record<string, string> = {
    ".git/HEAD": "",
    "src/a.js": calling,
    "src/b.js": calling,
    "src/c.js": calling.replaceAll("save(", "load(").replace("{ save }", "{ load }"),
    "src/save.js": save,
  };
  const options = { preset: "recommended" } as const;
  const callersIn = (root: string, path: string) =>
    openReview(save, path, { ...options, root }).callers.map(({ of, file, handler }) => [of, file, handler]);

  it("are all of them, called as it is called", async () => {
    const root = await folderWith(files);
    assert.deepEqual(callersIn(root, "src/save.js"), [
      ["save", "src/a.js", "handler"],
      ["save", "src/b.js", "handler"],
    ]);
    assert.deepEqual(callersIn(join(root, "src"), "save.js"), [
      ["save", "a.js", "handler"],
      ["save", "b.js", "handler"],
    ]);
  });

  it("are those too that call it by another of its names, or run it wrapped", async () => {
    const own = `import { S3Client } from "@aws-sdk/client-s3";
import middy from "@middy/core";
const handler = async (event) => new S3Client({}).config;
export { handler, handler as again };
export const wrapped = middy(handler);
`;
    const root = await folderWith({
      ".git/HEAD": "",
      "src/a.js": calling.replaceAll("save(", "again(").replace("{ save }", "{ again }"),
      "src/save.js": own,
    });
    const { callers, findings } = openReview(own, "src/save.js", { ...options, root });
    assert.deepEqual(
      findings.map(({ through }) => through),
      [["handler", "again", "wrapped"]],
    );
    assert.deepEqual(callers, [{ of: "again", handler: "handler", file: "src/a.js" }]);
  });

  it("are none where each file is looked at by itself", async () => {
    const root = await folderWith(files);
    assert.deepEqual(openReview(save, "src/save.js", { ...options, root, scope: "file" }).callers, []);
  });

  it("are looked for where something is found, and for nothing else of a file", async () => {
    const root = await folderWith(files);
    const { modules } = serviceFor({ filename: join(root, "src/save.js"), cwd: root })!;
    const waysTo = modules.waysTo.bind(modules);
    const looks: string[] = [];
    modules.waysTo = (path, name) => {
      looks.push(`${path} ${name}`);
      return waysTo(path, name);
    };
    for (const path of ["src/a.js", "src/b.js", "src/c.js", "src/save.js"]) {
      const { findings, modules: named } = openReview(files[path]!, path, { ...options, root });
      around(path, { ...options, root }, throughAll(findings), named);
    }
    assert.deepEqual(looks, ["src/save.js save", "src/save.js save"]);
  });

  it("are asked again once another leads there", async () => {
    const root = await folderWith(files);
    const before = around("src/save.js", { ...options, root }, ["save"], []);
    openReview(calling.replace("await save(event.body);", ""), "src/b.js", { ...options, root });
    const after = around("src/save.js", { ...options, root }, ["save"], []);
    assert.notEqual(after, before);
    assert.deepEqual(callersIn(root, "src/save.js"), [["save", "src/a.js", "handler"]]);
    openReview(calling, "src/b.js", { ...options, root });
    assert.equal(around("src/save.js", { ...options, root }, ["save"], []), before);
  });
});

describe("the files that an open file takes code from", () => {
  const files = {
    ".git/HEAD": "",
    "src/orders/save.ts": "",
    "src/types.ts": "",
    "shared/index.ts": "",
  };
  const text = `import { S3Client } from "@aws-sdk/client-s3";
import { save } from "./orders/save.js";
import type { Order } from "./types";
import config from "./config.json" with { type: "json" };
const shared = require("../shared");
`;
  const importsOf = (root: string | undefined, path: string) =>
    openReview(text, path, { preset: "recommended", ...(root !== undefined && { root }) }).imports;

  it("are called as it is called", async () => {
    const root = await folderWith(files);
    assert.deepEqual(importsOf(root, "src/a.ts"), ["src/orders/save.ts", "shared/index.ts"]);
    assert.deepEqual(importsOf(join(root, "src"), "a.ts"), ["orders/save.ts", "../shared/index.ts"]);
  });

  it("are what it calls them where nothing is known around it", () => {
    assert.deepEqual(importsOf(undefined, "a.ts"), ["./orders/save.js", "./config.json", "../shared"]);
  });
});
