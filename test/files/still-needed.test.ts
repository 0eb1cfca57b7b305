import assert from "node:assert/strict";
import manifest from "../../rules/package.json" with { type: "json" };
import { starts, type Start } from "../../src/files/starts.ts";
import { stillNeeded } from "../../src/files/still-needed.ts";
import { folderWith } from "../kit/folder.ts";

describe("what a project needs besides a recipe", () => {
  const tarball = `eslint-plugin-effective-lambda-${manifest.version}.tgz`;

  const told = async (files: Record<string, string>, ...names: Start[]) =>
    stillNeeded(
      names.map((name) => starts[name]),
      await folderWith(files),
      80,
    );

  /** Without its lines. */
  const flat = async (files: Record<string, string>, ...names: Start[]) =>
    (await told(files, ...names)).replace(/\s+/g, " ");

  /** A project that has our package from somewhere. */
  const having = (from: string) => ({
    "package.json": JSON.stringify({ devDependencies: { "eslint-plugin-effective-lambda": from } }),
  });
  const lock = { "package-lock.json": "{}" };

  it("is our package in an empty folder, and that what `npm ci` reads is committed", async () => {
    assert.equal(
      await told({}, "github"),
      `This needs eslint-plugin-effective-lambda, which package.json does not name yet.
Install it, and commit package.json and package-lock.json, from which \`npm ci\`
installs it:

  npm install --save-dev eslint-plugin-effective-lambda

While eslint-plugin-effective-lambda is not on npm, make its tarball as
${manifest.homepage}#in-eslint says, copy it
into this folder, and commit and install that:

  npm install --save-dev ./${tarball}`,
    );
  });

  it("is said once for all recipes, with what else they need", async () => {
    const text = await told({}, "eslint", "github", "lint-staged");
    assert.deepEqual(text.match(/^ {2}npm install .*/gm), [
      "  npm install --save-dev eslint eslint-plugin-effective-lambda lint-staged",
      `  npm install --save-dev eslint ./${tarball} lint-staged`,
    ]);
    assert.match(text, /\n\nA Git hook has to run lint-staged before each commit: `npx lint-staged`/);
  });

  it("is nothing where package.json names all, whatever it is needed for", async () => {
    for (const from of [
      "^0.1.0",
      `file:${tarball}`,
      "npm:other@1",
      "github:effective-lambda/effective-lambda",
    ])
      assert.equal(await told({ ...having(from), ...lock }, "github", "gitlab"), "", from);
  });

  it("is only what is missing where package.json names a part", async () => {
    assert.equal(
      await told(having("^0.1.0"), "eslint"),
      "This needs eslint, which package.json does not name yet. Install it:\n\n  npm install --save-dev eslint",
    );
  });

  it("is the same where an editor has left a byte order mark", async () => {
    const { "package.json": text } = having("^0.1.0");
    assert.equal(await told({ "package.json": `\uFEFF${text}`, ...lock }, "github"), "");
  });

  it("is another place for a package that lies outside the project", async () => {
    assert.equal(
      await told({ ...having("file:../checkout/dist/rules-7.tgz"), ...lock }, "gitlab"),
      `package.json takes eslint-plugin-effective-lambda from
../checkout/dist/rules-7.tgz, outside this folder: a pipeline has no such file.
Copy the tarball into this folder, and commit and install that:

  npm install --save-dev ./rules-7.tgz`,
    );
    for (const from of ["file:/home/me/checkout/rules", "link:a/../../checkout", "../checkout/rules"])
      assert.ok((await told({ ...having(from), ...lock }, "gitlab")).endsWith(` ./${tarball}`), from);
  });

  it("is a lock file where there is none that `npm ci` reads", async () => {
    const none = "`npm ci` reads package-lock.json, which is not here.";
    assert.equal(
      await flat(having("^0.1.0"), "github"),
      `${none} Run \`npm install\`, and commit what it writes.`,
    );
    assert.equal(
      await flat({ ...having("^0.1.0"), "pnpm-lock.yaml": "" }, "github"),
      `${none} Put in its place the command that installs from pnpm-lock.yaml.`,
    );
    assert.equal(await flat({ ...having("^0.1.0"), "npm-shrinkwrap.json": "" }, "github"), "");
  });

  it("is installed by whatever the project installs packages with", async () => {
    for (const [file, add] of [
      ["pnpm-lock.yaml", "pnpm add --save-dev"],
      ["yarn.lock", "yarn add --dev"],
      ["bun.lockb", "bun add --dev"],
    ] as const) {
      const text = await flat({ [file]: "" }, "github");
      assert.match(text, new RegExp(`Install it, and commit package.json and ${file}: ${add} eslint-plugin`));
      assert.match(text, new RegExp(`in its place the command that installs from ${file}\\.$`));
      assert.doesNotMatch(text, /npm install/);
      assert.match(
        await flat({ ...having("../rules.tgz"), [file]: "" }, "gitlab"),
        new RegExp(`: ${add} ./rules.tgz`),
      );
    }
  });

  it("is told where package.json is no JSON, or says nothing", async () => {
    for (const text of ["{", "null", "[]"])
      assert.match(
        await flat({ "package.json": text }, "github"),
        /^This needs eslint-plugin-effective-lambda,/,
      );
  });
});
