import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { chmod, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileError, fileError } from "../src/files/file-error.ts";
import { find } from "../src/files/find.ts";
import { reviewFiles, type Engine } from "../src/files/review-files.ts";
import { read, replace, withLineEndsOf } from "../src/files/source.ts";
import type { Finding, Review } from "../src/review/finding.ts";
import { folderWith } from "./kit/folder.ts";

describe("finding files", () => {
  const namesIn = async (folder: string, ...paths: string[]) =>
    (await find(paths, folder)).files.map(({ name }) => name);

  it("takes every ending of JavaScript and TypeScript, sorted by name", async () => {
    const folder = await folderWith({
      "b.ts": "",
      "a/x.mjs": "",
      "a/y.cts": "",
      "c.jsx": "",
      "d.tsx": "",
      "e.json": "",
      "f.md": "",
    });
    assert.deepEqual(await namesIn(folder, "."), ["a/x.mjs", "a/y.cts", "b.ts", "c.jsx", "d.tsx"]);
  });

  it("leaves out tests, declarations, minified files, build output and names that start with a dot", async () => {
    const folder = await folderWith({
      "src/orders.ts": "",
      "src/orders.test.ts": "",
      "src/orders.spec.mjs": "",
      "src/__tests__/all.ts": "",
      "src/types.d.ts": "",
      "src/vendor.min.js": "",
      "src/.hidden.js": "",
      "node_modules/x/index.js": "",
      "dist/orders.js": "",
      "cdk.out/asset/index.js": "",
      ".aws-sam/build/orders.js": "",
    });
    assert.deepEqual(await namesIn(folder, "."), ["src/orders.ts"]);
  });

  it("takes a file or folder that is named, whatever it is called", async () => {
    const folder = await folderWith({ "orders.test.ts": "", "dist/orders.js": "" });
    assert.deepEqual(await namesIn(folder, "orders.test.ts", "dist"), ["dist/orders.js", "orders.test.ts"]);
  });

  it("takes a file once, under its own name, however many paths and links lead to it", async () => {
    const folder = await folderWith({ "src/orders.ts": "" });
    await symlink("src", join(folder, "a-link"));
    await symlink("orders.ts", join(folder, "src/again.ts"));
    assert.deepEqual(await namesIn(folder, ".", "src/orders.ts"), ["src/orders.ts"]);
  });

  it("follows a link out of the folder", async () => {
    const shared = await folderWith({ "orders.ts": "" });
    const folder = await folderWith({});
    await symlink(shared, join(folder, "shared"));
    assert.deepEqual(await namesIn(folder, "."), ["shared/orders.ts"]);
  });

  it("reports a link that leads back to a folder it is in, and goes on", async () => {
    const folder = await folderWith({ "src/orders.ts": "" });
    await symlink("..", join(folder, "src/loop"));
    const { files, problems } = await find(["."], folder);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["src/orders.ts"],
    );
    assert.deepEqual(problems, [
      {
        file: "src/loop",
        message: "This link leads back to a folder it is in. Remove the link.",
        named: false,
      },
    ]);
  });

  it("reports a link to itself, a path where nothing is and a file of another kind, each as named", async () => {
    const folder = await folderWith({ "README.md": "" });
    await symlink("self.ts", join(folder, "self.ts"));
    const { problems } = await find(["self.ts", "nowhere", "README.md"], folder);
    assert.deepEqual(
      problems.map(({ file, message, named }) => [file, message.split(".")[0], named]),
      [
        ["self.ts", "This link leads back to itself", true],
        ["nowhere", "There is no file or folder here", true],
        ["README.md", "This is no JavaScript or TypeScript file", true],
      ],
    );
  });

  it("remembers whether a file was named itself", async () => {
    const folder = await folderWith({ "a.ts": "", "b.ts": "" });
    const { files } = await find([".", "a.ts"], folder);
    assert.deepEqual(
      files.map(({ named }) => named),
      [true, false],
    );
  });
});

describe("what the file system answers", () => {
  const answer = (code: string) => Object.assign(new Error("open"), { code, syscall: "open" });

  it("becomes a sentence that says what to do", () => {
    assert.match(
      fileError(answer("EACCES"), "read").message,
      /^This cannot be read: permission is denied\. Ask/,
    );
    assert.match(fileError(answer("EROFS"), "written").message, /^This cannot be written: .* Copy/);
  });

  it("is named where nobody expected it", () => {
    assert.match(fileError(answer("EMFILE"), "read").message, /the system answers EMFILE/);
  });

  it("is not confused with a mistake of ours", () => {
    const mistake = new TypeError("undefined is not a function");
    assert.throws(() => fileError(mistake, "read"), mistake);
  });
});

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

describe("reviewing files", () => {
  const clean: Review = { handlers: [], findings: [], problems: [] };
  const finding: Finding = {
    rule: "no-client-in-handler",
    severity: "error",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 4,
    message: "Wrong.",
    why: "It matters.",
    slide: "init-outside-handler",
    docs: "https://example.com",
    fix: { title: "Correct it", edits: [{ range: [0, 3], text: "good" }] },
    suggestions: [],
  };
  /** Finds `bad` at the start of a text, and corrects it to `good` and a line. */
  const engine: Engine = {
    review: (text) => (text.startsWith("bad") ? { ...clean, findings: [finding] } : clean),
    fixed: (text) => text.replace("bad", "good\n"),
  };

  const reviewed = async (folder: string, part: Partial<Engine>, fix = false, paths = ["."]) =>
    reviewFiles(
      await find(paths, folder),
      { preset: "recommended", fix },
      { ...engine, ...part },
      () => undefined,
    );

  it("goes on after a file that brings the engine down, and says whose fault it is", async () => {
    const folder = await folderWith({ "a.ts": "a", "b.ts": "b" });
    const review = (text: string) => {
      if (text === "a") throw new Error("No such node\nat a.ts");
      return clean;
    };
    const { files, problems } = await reviewed(folder, { review });
    assert.deepEqual(
      files.map(({ name }) => name),
      ["b.ts"],
    );
    assert.match(
      problems[0]!.message,
      /^The review of this file failed: No such node\. Please report it: https:/,
    );
    assert.equal(problems[0]!.fault, "ours");
    assert.match(problems[0]!.details!, /files\.test/);
  });

  it("says where a file does not parse and what to do, and whether it was named", async () => {
    const folder = await folderWith({ "a.ts": "a", "b.ts": "b" });
    const review = (): Review => ({
      ...clean,
      problems: [{ kind: "syntax", message: "Unexpected token", line: 3, column: 5 }],
    });
    const { problems } = await reviewed(folder, { review }, false, [".", "b.ts"]);
    const message = "Line 3, column 5: Unexpected token. Correct the syntax, then review the file again.";
    assert.deepEqual(problems, [
      { file: "a.ts", message, fault: "met" },
      { file: "b.ts", message, fault: "named" },
    ]);
  });

  it("keeps the findings of the rules beside one that crashed", async () => {
    const folder = await folderWith({ "a.ts": "bad" });
    const review = (): Review => ({
      ...clean,
      findings: [finding],
      problems: [{ kind: "crash", message: "The rule x failed.", details: "at x" }],
    });
    const { files, problems } = await reviewed(folder, { review });
    assert.equal(files[0]!.findings.length, 1);
    assert.deepEqual(problems, [
      { file: "a.ts", message: "The rule x failed.", fault: "ours", details: "at x" },
    ]);
  });

  it("writes a fix with the file's own line ends, and reports what is left", async () => {
    const folder = await folderWith({ "a.ts": "bad\r\n", "b.ts": "fine" });
    const { files, problems } = await reviewed(folder, {}, true);
    assert.equal(await readFile(join(folder, "a.ts"), "utf8"), "good\r\n\r\n");
    assert.deepEqual(
      files.map(({ name, fixed, findings }) => [name, fixed, findings.length]),
      [
        ["a.ts", 1, 0],
        ["b.ts", 0, 0],
      ],
    );
    assert.deepEqual(problems, []);
  });

  it("fixes the file behind a link, not the link", async () => {
    const shared = await folderWith({ "a.ts": "bad" });
    const folder = await folderWith({});
    await symlink(join(shared, "a.ts"), join(folder, "a.ts"));
    await reviewed(folder, {}, true);
    assert.equal(await readFile(join(shared, "a.ts"), "utf8"), "good\n");
  });

  it("writes nothing without being asked", async () => {
    const folder = await folderWith({ "a.ts": "bad" });
    const { files } = await reviewed(folder, {});
    assert.equal(files[0]!.findings.length, 1);
    assert.equal(await readFile(join(folder, "a.ts"), "utf8"), "bad");
  });

  it("does not fix a file that somebody changes meanwhile, and still says what it found", async () => {
    const folder = await folderWith({ "a.ts": "bad" });
    const fixed = () => {
      writeFileSync(join(folder, "a.ts"), "bad, and more");
      return "good";
    };
    const { files, problems } = await reviewed(folder, { fixed }, true);
    assert.equal(await readFile(join(folder, "a.ts"), "utf8"), "bad, and more");
    assert.equal(files[0]!.findings.length, 1);
    assert.match(problems[0]!.message, /^This changed while it was reviewed/);
  });
});
