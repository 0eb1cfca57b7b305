import assert from "node:assert/strict";
import { mkdir, readFile, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import * as prepare from "../../src/files/prepare.ts";
import { initIn } from "../../src/init.ts";
import { starts, type Start } from "../../src/files/starts.ts";
import { UsageError } from "../../src/usage-error.ts";
import { folderWith } from "../kit/folder.ts";

describe("the preparation of a project", () => {
  const names = Object.keys(starts) as Start[];

  /** Without a line that breaks. */
  const prepared = (start: Start, write: boolean, folder: string) =>
    prepare.prepared(start, write, folder, 200);

  it("shows what to add, and writes nothing", async () => {
    const folder = await folderWith({ "package.json": "{}" });
    const text = await prepared("lint-staged", false, folder);
    assert.equal(
      text,
      `lint-staged.config.mjs

  export default {
    "*.{js,mjs,cjs,ts,mts,cts,yml,yaml,json}": () => "effective-lambda review --diff=HEAD",
  };

Nothing is written yet: add --write.
`,
    );
    assert.deepEqual(await readdir(folder), ["package.json"]);
  });

  for (const name of names)
    it(`writes ${name} where nothing is in its place, and a second time nothing`, async () => {
      const folder = await folderWith({ "package.json": "{}" });
      const { path, text } = starts[name];
      assert.equal(await prepared(name, true, folder), `Wrote ${path}.\n`);
      assert.equal(await readFile(join(folder, path), "utf8"), text);
      assert.equal(
        await prepared(name, true, folder),
        `${path} speaks of effective-lambda already, and stays as it is.\n`,
      );
      assert.equal(await readFile(join(folder, path), "utf8"), text);
    });

  it("leaves what is there as it is, and says where to add what", async () => {
    const before = {
      ".gitlab-ci.yml": "test:\n  script: [npm test]\n",
      "eslint.config.js": "export default [];\n",
    };
    const folder = await folderWith(before);
    assert.match(
      await prepared("gitlab", true, folder),
      /^\.gitlab-ci\.yml is there, and stays as it is\. Add this to it:\n\n {2}lambda-review:\n/,
    );
    assert.match(
      await prepared("eslint", true, folder),
      /^eslint\.config\.js is there, and stays as it is\. Add this to it, as eslint\.config\.mjs would say it:\n/,
    );
    for (const [name, text] of Object.entries(before))
      assert.equal(await readFile(join(folder, name), "utf8"), text);
    assert.deepEqual((await readdir(folder)).sort(), Object.keys(before).sort());
  });

  it("says so in lines that fit the terminal, and breaks none of the file", async () => {
    const folder = await folderWith({ "eslint.config.js": "export default [];\n" });
    const text = await prepare.prepared("eslint", true, folder, 60);
    assert.ok(
      text.startsWith(`eslint.config.js is there, and stays as it is. Add this to
it, as eslint.config.mjs would say it:

  import effectiveLambda from "eslint-plugin-effective-lambda";
  import * as parser from "eslint-plugin-effective-lambda/parser";
`),
      text,
    );
  });

  it("finds what package.json says", async () => {
    const folder = await folderWith({ "package.json": '{ "lint-staged": { "*.ts": "eslint" } }' });
    assert.match(
      await prepared("lint-staged", true, folder),
      /^package\.json is there, and stays as it is\. /,
    );
    assert.deepEqual(await readdir(folder), ["package.json"]);
  });

  it("offers JSON and YAML what they can say: no function", async () => {
    const files = {
      "package.json": '{ "lint-staged": { "*.ts": "eslint" } }',
      ".lintstagedrc": "'*.ts': eslint\n",
      ".lintstagedrc.yml": "'*.ts': eslint\n",
    };
    for (const [name, text] of Object.entries(files))
      assert.equal(
        await prepared("lint-staged", true, await folderWith({ [name]: text })),
        `${name} is there, and stays as it is. Add this to what it says to lint-staged:

  "*.{js,mjs,cjs,ts,mts,cts}": "effective-lambda review"
`,
      );
    const code = await folderWith({ ".lintstagedrc.mjs": "export default {};\n" });
    assert.match(await prepared("lint-staged", true, code), /\(\) => "effective-lambda review --diff=HEAD"/);
  });

  it("goes on where package.json is no JSON", async () => {
    const folder = await folderWith({ "package.json": "{" });
    assert.match(await prepared("lint-staged", true, folder), /^Wrote /);
  });

  it("writes through no link, and into no file that is in the way of a folder", async () => {
    const folder = await folderWith({ ".github": "a file", "other/x": "" });
    await assert.rejects(
      prepared("github", true, folder),
      /^Error: \.github\/workflows\/lambda-review\.yml: /,
    );
    await symlink(join(folder, "other/gone.yml"), join(folder, ".gitlab-ci.yml"));
    assert.match(await prepared("gitlab", true, folder), /^\.gitlab-ci\.yml is there/);
    assert.deepEqual(await readdir(join(folder, "other")), ["x"]);
    await mkdir(join(folder, "eslint.config.mjs"));
    assert.match(await prepared("eslint", true, folder), /^eslint\.config\.mjs is there/);
  });
});

describe("the command line of init", () => {
  const complaint = (line: string) => {
    try {
      initIn(line.split(" "));
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
    return undefined;
  };

  it("takes one use or several, and whether to write", () => {
    assert.deepEqual(initIn(["init", "--github", "--eslint", "--write"]), {
      starts: ["eslint", "github"],
      write: true,
    });
    assert.equal(initIn(["review", "--github"]), undefined);
    assert.equal(initIn(["init", "--help"]), undefined);
  });

  it("says what is wrong", () => {
    assert.equal(
      complaint("init"),
      "Say for what: effective-lambda init --eslint, --github, --gitlab or --lint-staged",
    );
    assert.equal(complaint("init --git"), "init takes no option --git. Did you mean github or gitlab?");
    assert.equal(complaint("init --github=yes"), "--github takes no value.");
    assert.equal(complaint("init --github src"), "init takes no path: run it in the folder of the project.");
  });
});
