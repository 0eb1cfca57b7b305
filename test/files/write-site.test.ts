import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeSite } from "../../src/files/write-site.ts";
import { FileError } from "../../src/files/file-error.ts";
import { folderWith } from "../kit/folder.ts";

const site = { "index.html": "deck", "rules/index.html": "rules" };
const mark = "effective-lambda-site.json";

describe("writing a site", () => {
  const complaint = async (folder: string, files: Record<string, string> = site) => {
    try {
      await writeSite(folder, files);
    } catch (error) {
      assert.ok(error instanceof FileError);
      return error.message;
    }
    return undefined;
  };
  const filesIn = async (folder: string) =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll("\\", "/"),
      )
      .sort();

  it("makes the folder, and says where to begin", async () => {
    const folder = join(await folderWith({}), "a/b");
    assert.equal(
      await writeSite(folder, site),
      `Wrote 2 files. Open ${join(folder, "index.html")} in a browser.`,
    );
    assert.deepEqual(await filesIn(folder), [mark, "index.html", "rules/index.html"]);
  });

  it("writes beside what belongs to tools", async () => {
    const folder = await folderWith({ ".git/HEAD": "" });
    assert.equal(await complaint(folder), undefined);
    assert.deepEqual(await filesIn(folder), [".git/HEAD", mark, "index.html", "rules/index.html"]);
  });

  it("leaves a folder alone that holds anything else", async () => {
    const folder = await folderWith({ "notes.txt": "mine" });
    assert.equal(
      await complaint(folder),
      "This holds files that are not from an export, and stays as it is. Name a folder that is empty or new.",
    );
    assert.deepEqual(await filesIn(folder), ["notes.txt"]);
  });

  it("replaces what it wrote before, takes away what is no more, and keeps what somebody added", async () => {
    const folder = await folderWith({});
    await writeSite(folder, site);
    await writeFile(join(folder, "CNAME"), "lambda.test");
    await writeSite(folder, { "index.html": "new", "slides/a/index.html": "slide" });
    assert.deepEqual(await filesIn(folder), ["CNAME", mark, "index.html", "slides/a/index.html"]);
    assert.equal(await readFile(join(folder, "index.html"), "utf8"), "new");
  });

  it("writes nothing where something that somebody added is in the way", async () => {
    const folder = await folderWith({});
    await writeSite(folder, { "index.html": "deck" });
    await mkdir(join(folder, "rules"));
    await writeFile(join(folder, "rules/index.html"), "mine");
    assert.equal(
      await complaint(folder, { ...site, "index.html": "new" }),
      "rules/index.html in it is not from an export. Move it, or name another folder.",
    );
    assert.equal(await readFile(join(folder, "index.html"), "utf8"), "deck");
  });

  it("does not follow a list that leads out of the folder, or is none", async () => {
    for (const list of ['{"files":["../outside.txt"]}', '{"files":["/etc/passwd"]}', "{", "{}"]) {
      const folder = await folderWith({ [`site/${mark}`]: list, "outside.txt": "mine" });
      assert.match((await complaint(join(folder, "site")))!, /was changed and cannot be relied on/, list);
      assert.equal(await readFile(join(folder, "outside.txt"), "utf8"), "mine");
    }
  });

  it("says what is wrong with a file, or a folder in one", async () => {
    const folder = await folderWith({ "a.txt": "" });
    for (const path of ["a.txt", "a.txt/b"])
      assert.equal(
        await complaint(join(folder, path)),
        "This cannot be a folder, because a file is in the way. Name another one.",
      );
  });
});
