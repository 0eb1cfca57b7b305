import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { changeIn, choiceIn } from "../../src/change/in-folder.ts";
import { GitProblem } from "../../src/git/run.ts";
import { importersFirst } from "../../src/review/order.ts";
import { fixed, review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";
import { TestRepository } from "../kit/git.ts";

const handlers = `import { save } from "./store";
export const orders = async (event) => {
  await save(event);
};
export const bills = async (event) => event;
`;

describe("a change in a folder", () => {
  const engine = { review, fixed, ordered: importersFirst };

  it("is the report of the command, with the lines that it touches", async () => {
    const store = "const table = 1;\nexport const save = (record) => [table, record];\n";
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Handler: handlers.orders, Runtime: nodejs22.x }
`;
    const repository = new TestRepository({
      "handlers.js": handlers,
      "store.js": store,
      "template.yaml": template,
    });
    repository.write({ "store.js": store.replace("= 1", "= 2") });
    const { report, parts } = await changeIn(repository.root, "HEAD", engine, () => undefined);
    assert.deepEqual(report.paths, ["."]);
    assert.deepEqual(
      report.change?.touched.map(({ file, name }) => `${file} ${name}`),
      ["handlers.js orders"],
    );
    const lines = Object.entries(parts).map(([name, all]) => [
      name,
      all.map(({ start, end }) => `${start}-${end}`),
    ]);
    assert.deepEqual(Object.fromEntries(lines.map(([name, all]) => [name, [...new Set(all)].sort()])), {
      "handlers.js": ["1-1", "2-4"],
      "store.js": ["1-1", "2-2"],
      "template.yaml": ["3-5"],
    });
  });
});

describe("what a folder can be compared with", () => {
  const complaint = async (folder: string, file?: string) => {
    const error = await choiceIn(folder, file).catch((error: unknown) => error);
    assert.ok(error instanceof GitProblem, String(error));
    return error.plain.replaceAll(folder, "FOLDER");
  };

  it("is the usual branch and all others, that with the newest commit first", async () => {
    const origin = new TestRepository({ "a.ts": "1\n" });
    origin.git("branch", "older");
    const clone = new TestRepository();
    clone.git("remote", "add", "origin", origin.root);
    clone.git("fetch", "--quiet", "origin");
    clone.git("checkout", "--quiet", "-b", "work", "origin/main");
    assert.deepEqual(await choiceIn(clone.root, undefined), {
      folder: clone.root,
      usual: "origin/main",
      branches: ["work", "origin/main", "origin/older"],
    });
  });

  it("is that of the repository around a file where the folder is in none", async () => {
    const repository = new TestRepository({ "src/a.ts": "1\n" });
    const folder = await folderWith({ "notes.md": "" });
    assert.equal((await choiceIn(repository.root, join(folder, "notes.md"))).folder, repository.root);
    symlinkSync(join(repository.root, ".."), join(folder, "projects"));
    const choice = await choiceIn(join(folder, "projects"), join(repository.root, "src/a.ts"));
    assert.equal(choice.folder, join(folder, "projects", repository.root.split("/").at(-1)!));
  });

  it("is told to be nothing without options of a command line", async () => {
    const folder = await folderWith({ "a.ts": "" });
    assert.equal(
      await complaint(folder),
      "FOLDER is in no Git repository with files, and nothing else knows what changed.",
    );
    const { usual, branches } = await choiceIn(new TestRepository().root, undefined);
    assert.deepEqual([usual, branches], [undefined, []]);
  });
});
