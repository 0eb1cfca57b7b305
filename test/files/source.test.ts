import assert from "node:assert/strict";
import { access, chmod, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileError } from "../../src/files/file-error.ts";
import { read, RefusedDraft, replace, replaceTogether, withLineEndsOf } from "../../src/files/source.ts";
import { folderWith } from "../kit/folder.ts";

describe("reading a file", () => {
  const readContent = async (content: string | Uint8Array) =>
    read(join(await folderWith({ "a.ts": content }), "a.ts"));

  it("drops the byte order mark", async () => {
    assert.equal((await readContent("\uFEFFlet a;")).text, "let a;");
  });

  it("refuses what is not UTF-8", async () => {
    await assert.rejects(readContent(Buffer.from('"caf\xE9"', "latin1")), {
      message: /^This is binary, or not saved as UTF-8/,
    });
  });

  it("refuses what is binary, though every byte were UTF-8", async () => {
    await assert.rejects(readContent("a\0b"), { message: /^This is binary/ });
  });

  it("takes a megabyte, and no byte more", async () => {
    assert.equal((await readContent(" ".repeat(1_000_000))).text.length, 1_000_000);
    await assert.rejects(readContent(" ".repeat(1_000_001)), { message: /^This is larger than 1 MB/ });
  });
});

describe("writing a file", () => {
  it("keeps the byte order mark and the mode", async () => {
    const path = join(await folderWith({ "a.ts": "\uFEFFlet a;" }), "a.ts");
    await chmod(path, 0o750);
    await replace(path, await read(path), "let b;");
    assert.equal(await readFile(path, "utf8"), "\uFEFFlet b;");
    assert.equal((await stat(path)).mode & 0o777, 0o750);
  });

  it("leaves a file alone that is no longer what was read, and nothing beside it", async () => {
    const folder = await folderWith({ "a.ts": "let a;" });
    const path = join(folder, "a.ts");
    const source = await read(path);
    await writeFile(path, "let other;");
    await assert.rejects(replace(path, source, "let b;"), { message: /^This changed while it was reviewed/ });
    assert.equal(await readFile(path, "utf8"), "let other;");
    assert.deepEqual(await readdir(folder), ["a.ts"]);
  });

  it("writes a file whose name is as long as the system allows", async () => {
    const name = `${"a".repeat(252)}.ts`;
    const path = join(await folderWith({ [name]: "let a;" }), name);
    await replace(path, await read(path), "let b;");
    assert.equal(await readFile(path, "utf8"), "let b;");
  });

  it("says that a file is gone", async () => {
    const path = join(await folderWith({}), "a.ts");
    await assert.rejects(replace(path, { bytes: Buffer.from(""), text: "" }, "let b;"), FileError);
  });

  it("ends lines as the file does", () => {
    assert.equal(withLineEndsOf("a\r\nb\r\n", "a\r\nnew\nb\r\n"), "a\r\nnew\r\nb\r\n");
    assert.equal(withLineEndsOf("a\nb\n", "a\nnew\nb\n"), "a\nnew\nb\n");
  });

  it("keeps mixed line ends as they are", () => {
    assert.equal(withLineEndsOf("a\r\nb\n", "a\r\nnew\nb\n"), "a\r\nnew\nb\n");
  });
});

describe("writing several files", () => {
  const texts = async (folder: string) =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), "utf8")]),
      ),
    );
  const before = { "a.ts": "let a;", "b.yml": "b: 1", "c.ts": "let c;" };
  const drafts = (folder: string) =>
    Promise.all(
      Object.entries(before).map(async ([name, text]) => {
        const path = join(folder, name);
        return { path, before: await read(path), text: `${text} // new` };
      }),
    );
  const denied = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES", syscall: "rename" }));
  const isOf = (name: string, message: RegExp) => (error: unknown) =>
    error instanceof RefusedDraft && error.path.endsWith(name) && message.test(error.message);

  it("writes all, and leaves nothing beside them", async () => {
    const folder = await folderWith(before);
    await replaceTogether(await drafts(folder));
    assert.deepEqual(await texts(folder), {
      "a.ts": "let a; // new",
      "b.yml": "b: 1 // new",
      "c.ts": "let c; // new",
    });
  });

  it("writes none where one has changed meanwhile", async () => {
    const folder = await folderWith(before);
    const made = await drafts(folder);
    await writeFile(join(folder, "c.ts"), "let other;");
    await assert.rejects(replaceTogether(made), isOf("c.ts", /^This changed while/));
    assert.deepEqual(await texts(folder), { ...before, "c.ts": "let other;" });
  });

  it("writes none where one is gone", async () => {
    const folder = await folderWith(before);
    const made = await drafts(folder);
    await rm(join(folder, "b.yml"));
    await assert.rejects(replaceTogether(made), isOf("b.yml", /^There is no file/));
    assert.deepEqual(Object.keys(await texts(folder)), ["a.ts", "c.ts"]);
  });

  it("writes none where one must not be written", async () => {
    const folder = await folderWith(before);
    const refusing = {
      access: (path: unknown) => (String(path).endsWith("c.ts") ? denied() : access(String(path))),
      rename,
    };
    await assert.rejects(
      replaceTogether(await drafts(folder), refusing),
      isOf("c.ts", /permission is denied/),
    );
    assert.deepEqual(await texts(folder), before);
  });

  it("puts back what was written before one that fails", async () => {
    const folder = await folderWith(before);
    let renamed = 0;
    const failing: typeof rename = (from, to) => (++renamed === 3 ? denied() : rename(from, to));
    await assert.rejects(
      replaceTogether(await drafts(folder), { access, rename: failing }),
      isOf("c.ts", /permission is denied/),
    );
    assert.deepEqual(await texts(folder), before);
  });

  it("keeps what was there, and says where, if it cannot be put back", async () => {
    const folder = await folderWith(before);
    let renamed = 0;
    const failing: typeof rename = (from, to) =>
      ++renamed === 2 || renamed === 3 ? denied() : rename(from, to);
    await assert.rejects(
      replaceTogether(await drafts(folder), { access, rename: failing }),
      isOf("a.ts", /before is in .*-0\.bak\.$/),
    );
    const left = await texts(folder);
    const copy = Object.keys(left).find((name) => name.endsWith(".bak"))!;
    assert.deepEqual([left["a.ts"], left[copy], left["b.yml"]], ["let a; // new", "let a;", "b: 1"]);
  });
});
