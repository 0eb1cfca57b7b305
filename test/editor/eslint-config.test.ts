import assert from "node:assert/strict";
import { configAround } from "../../src/editor/eslint-config.ts";
import { folderOf } from "../../rules/kit/paths.ts";

/** What is found around `/team/shop/src` where there are these files. */
const found = (files: Record<string, string>) =>
  configAround("/team/shop/src", {
    namesIn: async (folder) =>
      Object.keys(files)
        .filter((file) => folderOf(file) === folder)
        .map((file) => file.slice(folder.length + 1)),
    textOf: async (file) => files[file],
  });

const line = async (text: string, name = "eslint.config.js") =>
  (await found({ [`/team/shop/${name}`]: text }))?.line;

const naming = `import lambda from "eslint-plugin-effective-lambda";\nexport default [lambda.configs.recommended];\n`;

describe("the configuration of ESLint around a file", () => {
  it("is the nearest, in the folder or above, up to the top of the disk", async () => {
    assert.equal(await found({}), undefined);
    assert.equal((await found({ "/eslint.config.ts": naming }))?.file, "/eslint.config.ts");
    const near = {
      "/team/eslint.config.js": naming,
      "/team/shop/src/eslint.config.mjs": "export default [];",
    };
    assert.deepEqual(await found(near), {
      file: "/team/shop/src/eslint.config.mjs",
      line: undefined,
      speaksOf: { typescript: false, templates: false },
    });
  });

  it("is the kind that ESLint has now, even where one of the older kind is nearer", async () => {
    const both = { "/team/eslint.config.js": naming, "/team/shop/.eslintrc.json": "{}" };
    assert.equal((await found(both))?.file, "/team/eslint.config.js");
  });

  it("is an older one where there is no other", async () => {
    const json = `{\n  // Ours.\n  "extends": ["plugin:effective-lambda/recommended"]\n}\n`;
    assert.equal(await line(json, ".eslintrc.json"), 3);
    assert.equal(await line(json, ".eslintrc"), 3);
    assert.equal(await line("root: true\nplugins:\n  - effective-lambda\n", ".eslintrc.yml"), 3);
  });

  it("is a package.json only where that configures ESLint", async () => {
    const depending = `"devDependencies": { "eslint-plugin-effective-lambda": "1.0.0" }`;
    assert.equal(await found({ "/team/shop/package.json": `{ ${depending} }` }), undefined);
    assert.equal(await found({ "/team/shop/package.json": "{ half typed" }), undefined);
    const configuring = (plugin: string) =>
      line(`{\n  ${depending},\n  "eslintConfig": { "plugins": ["${plugin}"] }\n}\n`, "package.json");
    assert.equal(await configuring("effective-lambda"), 3);
    assert.equal(await configuring("import"), undefined);
  });
});

describe("a configuration of ESLint names our plugin", () => {
  it("where it imports it, from wherever it lies", async () => {
    assert.equal(await line(naming), 1);
    assert.equal(await line(`// ESLint\nconst lambda = require('eslint-plugin-effective-lambda');`), 2);
    assert.equal(
      await line(`import lambda from "../node_modules/eslint-plugin-effective-lambda/dist/plugin.js";`),
      1,
    );
  });

  it("where it sets one of its rules, which another package brings", async () => {
    const text = `import ours from "@team/eslint";\nexport default [\n  ours,\n  { rules: { "effective-lambda/no-log-event": "off" } },\n];\n`;
    assert.equal(await line(text), 4);
  });

  it("not in a comment", async () => {
    assert.equal(
      await line(`// import lambda from "eslint-plugin-effective-lambda";\nexport default [];\n`),
      undefined,
    );
    assert.equal(
      await line(`/* "eslint-plugin-effective-lambda"\n   comes later */\nexport default [];\n`),
      undefined,
    );
    assert.equal(await line(`rules: {} # "effective-lambda/no-log-event"\n`, ".eslintrc.yaml"), undefined);
  });

  it("not in one of many comments that nobody ends, which is soon seen", async () => {
    assert.equal(await line(`${"/* ".repeat(300_000)}"eslint-plugin-effective-lambda"`), undefined);
  });

  it("behind what only looks like a comment", async () => {
    assert.equal(
      await line(`const all = "**/*"; import lambda from "eslint-plugin-effective-lambda"; // */`),
      1,
    );
    assert.equal(
      await line(`extends: "https://example.com/#x" # \nplugins: [effective-lambda]\n`, ".eslintrc.yml"),
      2,
    );
  });

  it("not where a folder, a file or another package is called so", async () => {
    const ignores = `["packages/effective-lambda", "effective-lambda/**", ".effective-lambda.json", "my-effective-lambda"]`;
    assert.equal(await line(`export default [{ ignores: ${ignores} }];`), undefined);
    assert.equal(await line(`import other from "eslint-plugin-effective-lambda-extras";`), undefined);
  });
});

describe("a configuration of ESLint speaks of a language", () => {
  const speaksOf = async (text: string) => (await found({ "/team/eslint.config.js": text }))?.speaksOf;

  it("where it names files, a parser or a preset for it", async () => {
    for (const text of [`{ files: ["**/*.{js,ts}"] }`, `["**/*.mts"]`, `import t from "typescript-eslint";`])
      assert.equal((await speaksOf(text))?.typescript, true, text);
    assert.deepEqual(await speaksOf("[lambda.configs.templates]"), { typescript: false, templates: true });
    assert.deepEqual(await speaksOf("// Neither .ts nor templates\n[]"), {
      typescript: false,
      templates: false,
    });
  });
});
