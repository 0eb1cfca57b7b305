import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { find } from "../../src/files/find.ts";
import { reviewFiles, type Engine } from "../../src/files/review-files.ts";
import type { Finding, Review } from "../../src/review/finding.ts";
import { folderWith } from "../kit/folder.ts";

describe("reviewing files", () => {
  const clean: Review = {
    isTemplate: false,
    handlers: [],
    eventTakers: 0,
    deployed: [],
    findings: [],
    suppressed: [],
    problems: [],
  };
  const finding: Finding = {
    rule: "no-client-in-handler",
    severity: "error",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 4,
    message: "Wrong.",
    why: "It matters.",
    harm: "cost and latency",
    slide: "init-outside-handler",
    docs: "https://example.com",
    fix: { title: "Correct it", edits: [{ range: [0, 3], text: "good" }] },
    suggestions: [],
  };
  /** Finds `bad` at the start of a text, and corrects it to `good` and a line. */
  const engine: Engine = {
    review: (text) => (text.startsWith("bad") ? { ...clean, findings: [finding] } : clean),
    fixed: (text) => text.replace("bad", "good\n"),
    ordered: (files) => files,
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
    assert.match(problems[0]!.details!, /review-files\.test/);
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

  it("passes on that a limit was reached, which nobody is to correct", async () => {
    const message = "The repository has more than 5000 files of code: the rest is unknown.";
    const review = (): Review => ({ ...clean, problems: [{ kind: "limit", message }] });
    const { files, problems } = await reviewed(await folderWith({ "a.ts": "a" }), { review });
    assert.deepEqual(problems, [{ file: "a.ts", message, fault: "met" }]);
    assert.equal(files.length, 1);
  });

  it("calls the files on the way to a finding as it calls that one", async () => {
    const folder = await folderWith({ "src/a.ts": "bad", "docs/index.md": "" });
    const way = [{ function: "handler", file: "api.ts", line: 1 }];
    const review = (): Review => ({ ...clean, findings: [{ ...finding, way }] });
    const { files } = await reviewed(join(folder, "docs"), { review }, false, ["../src"]);
    assert.deepEqual(
      files.map(({ name, findings: [one] }) => [name, one?.way]),
      [["../src/a.ts", [{ ...way[0], file: "../src/api.ts" }]]],
    );
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

  it("takes a template that spells a handler wrong for one that was reviewed", async () => {
    const folder = await folderWith({
      ".git/HEAD": "",
      "orders.ts": "export const handler = async (event) => event;\n",
      "serverless.yml":
        "service: orders\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions: { create: { handler: order.handler } }\n",
    });
    const { files, problems } = await reviewed(folder, {});
    assert.deepEqual(problems, []);
    assert.deepEqual(
      files.map(({ name, misspelt }) => [name, misspelt.map(({ line }) => line)]),
      [
        ["orders.ts", []],
        ["serverless.yml", [3]],
      ],
    );
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
