import assert from "node:assert/strict";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeAround } from "../../src/git/repository.ts";
import { textsOf } from "../../src/git/texts.ts";
import { TestRepository } from "../kit/git.ts";

const lines = (count: number, word = "line") =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}\n`).join("");

describe("what changed in a repository", () => {
  const changed = async ({ root }: TestRepository, base = "main") =>
    (await changeAround(root, base, {})).files
      .map(({ path, before, hunks, kind }) => ({ path, before, hunks, kind }))
      .sort((one, other) => ((one.path ?? one.before!) < (other.path ?? other.before!) ? -1 : 1));
  const file = { kind: "file" as const };

  it("is the lines that were replaced, added and taken away, committed or not", async () => {
    const repository = new TestRepository({ "a.ts": lines(9), "b.ts": lines(3), "c.ts": lines(3) });
    repository.git("checkout", "--quiet", "-b", "work");
    repository.commit({ "a.ts": lines(9).replace("line 2\n", "line two\nand a half\n") });
    repository.write({ "b.ts": lines(3).replace("line 3\n", ""), "c.ts": `first\n${lines(3)}` });
    repository.git("add", "b.ts");
    assert.deepEqual(await changed(repository), [
      {
        ...file,
        path: "a.ts",
        before: "a.ts",
        hunks: [{ before: { start: 2, count: 1 }, after: { start: 2, count: 2 } }],
      },
      {
        ...file,
        path: "b.ts",
        before: "b.ts",
        hunks: [{ before: { start: 3, count: 1 }, after: { start: 2, count: 0 } }],
      },
      {
        ...file,
        path: "c.ts",
        before: "c.ts",
        hunks: [{ before: { start: 0, count: 0 }, after: { start: 1, count: 1 } }],
      },
    ]);
  });

  it("is files that are new or gone, be they known to Git or not", async () => {
    const repository = new TestRepository({
      "gone.ts": "1\n",
      "out.ts": "1\n",
      ".gitignore": "ignored.ts\n",
    });
    repository.remove("gone.ts");
    repository.git("rm", "--quiet", "--cached", "out.ts");
    repository.write({ "staged.ts": "const a = 1;\n", "untracked.ts": "x\n", "ignored.ts": "x\n" });
    repository.git("add", "staged.ts");
    const all = { ...file, hunks: undefined };
    assert.deepEqual(await changed(repository, "HEAD"), [
      { ...all, path: undefined, before: "gone.ts" },
      { ...all, path: "out.ts", before: "out.ts" },
      { ...all, path: "staged.ts", before: undefined },
      { ...all, path: "untracked.ts", before: undefined },
    ]);
  });

  it("is the lines of a file that has another name by now", async () => {
    const repository = new TestRepository({ "old.ts": lines(20), "same.ts": lines(9, "same") });
    repository.git("mv", "old.ts", "new.ts");
    repository.git("mv", "same.ts", "moved.ts");
    repository.write({ "new.ts": lines(20).replace("line 5", "line five") });
    assert.deepEqual(await changed(repository, "HEAD"), [
      { ...file, path: "moved.ts", before: "same.ts", hunks: [] },
      {
        ...file,
        path: "new.ts",
        before: "old.ts",
        hunks: [{ before: { start: 5, count: 1 }, after: { start: 5, count: 1 } }],
      },
    ]);
  });

  it("is all of a binary, nothing of what only has another mode, and the link or submodule that is none of the files", async () => {
    const inner = new TestRepository({ "x.ts": "1\n" });
    const repository = new TestRepository({ "a.ts": new Uint8Array([0, 1, 2]), "run.js": "1\n" });
    repository.git("submodule", "--quiet", "add", inner.root, "inner");
    repository.commit();
    const before = repository.git("rev-parse", "HEAD").trim();
    inner.commit({ "x.ts": "2\n" });
    repository.git("-C", "inner", "pull", "--quiet");
    repository.write({ "a.ts": new Uint8Array([0, 1, 3]) });
    chmodSync(join(repository.root, "run.js"), 0o755);
    new TestRepository().git("init", "--quiet", join(repository.root, "nested"));
    repository.write({ "nested/y.ts": "1\n" });
    const found = await changed(repository, before);
    assert.deepEqual(
      found.map(({ path, kind, hunks }) => [path, kind, hunks?.length]),
      [
        ["a.ts", "file", undefined],
        ["inner", "submodule", undefined],
        ["nested", "submodule", undefined],
        ["run.js", "file", 0],
      ],
    );
  });

  it("finds its way through names and lines that look like what Git prints", async () => {
    const names = [
      "with space.ts",
      "-dash.ts",
      "a\nb.ts",
      'quote".ts',
      "ümlaut.ts",
      "tab\t.ts",
      "a\ndiff --git a/x b/x.js",
    ];
    const text = "one\ntwo\n";
    const repository = new TestRepository(Object.fromEntries(names.map((name) => [name, text])));
    for (const name of names)
      repository.write({
        [name]: "one\n++ b/with space.ts\n@@ -1 +1 @@\ndiff --git a/x b/x\n:100644\ntwo\n",
      });
    const found = await changed(repository, "HEAD");
    assert.deepEqual(found.map(({ path }) => path).sort(), [...names].sort());
    for (const { path, hunks } of found)
      assert.deepEqual(hunks, [{ before: { start: 1, count: 0 }, after: { start: 2, count: 4 } }], path);
  });

  it("is both sides of a merge that is not settled, once", async () => {
    const repository = new TestRepository({ "a.ts": lines(5) });
    repository.git("checkout", "--quiet", "-b", "work");
    repository.commit({ "a.ts": lines(5).replace("line 3", "mine") });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "a.ts": lines(5).replace("line 3", "theirs") });
    assert.throws(() => repository.git("merge", "work"));
    const found = await changed(repository, "HEAD~1");
    assert.deepEqual(
      found.map(({ path, hunks }) => [path, hunks?.length]),
      [["a.ts", 1]],
    );
  });

  it("gives what files held before, to the byte", async () => {
    const repository = new TestRepository({ "a.ts": "\uFEFFone\r\n", "b.ts": "" });
    repository.write({ "a.ts": "two\n", "b.ts": "x\n" });
    const { git, files } = await changeAround(repository.root, "HEAD", {});
    const blobs = files.map(({ blob }) => blob!);
    const texts = await textsOf(git, blobs);
    assert.deepEqual(
      blobs.map((blob) => texts.get(blob)!.toString()),
      ["\uFEFFone\r\n", ""],
    );
  });

  it("is found without running anything that the repository names", async () => {
    const repository = new TestRepository({
      "a.ts": "one\n",
      ".gitattributes": "*.ts filter=evil diff=evil\n",
    });
    const mark = join(repository.root, "ran");
    const script = join(repository.root, "evil.sh");
    writeFileSync(script, `#!/bin/sh\necho "$0" >> "${mark}"\ncat\n`);
    chmodSync(script, 0o755);
    for (const key of [
      "core.fsmonitor",
      "diff.external",
      "diff.evil.command",
      "diff.evil.textconv",
      "filter.evil.clean",
      "filter.evil.process",
      "core.pager",
    ])
      repository.git("config", key, script);
    repository.git("config", "filter.evil.required", "true");
    repository.write({ "a.ts": "two\n", ".git/hooks/post-index-change": `#!/bin/sh\necho x >> "${mark}"\n` });
    chmodSync(join(repository.root, ".git/hooks/post-index-change"), 0o755);
    const { files } = await changeAround(repository.root, "HEAD", {});
    assert.ok(files.some(({ path, hunks }) => path === "a.ts" && hunks?.length === 1));
    assert.ok(!existsSync(mark));
  });
});
