import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { access, mkdir, readdir, readFile, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { find } from "../../src/files/find.ts";
import { fixSuggestions } from "../../src/files/fix-suggestions.ts";
import type { Engine } from "../../src/files/review-files.ts";
import type { Disk } from "../../src/files/source.ts";
import { fixed, review } from "../../src/review/review.ts";
import { withQueue } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";

const both = "require-batch-item-failures";
const engine: Engine = { review, fixed, ordered: (files) => files };

const handler = `import { save } from "./save.js";

export const run = async (event) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;
const template = withQueue("src/orders.run");
const service = { ".git": "", "template.yml": template, "src/orders.js": handler };

const client = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  const s3 = new S3Client({ region: process.env.REGION });
  return { statusCode: 200, body: String(await s3.config.region()), headers: event.headers };
};
`;

interface Run {
  rule?: string;
  write?: boolean;
  paths?: string[];
  part?: Partial<Engine>;
  disk?: Disk;
}

const denied = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES", syscall: "open" }));

const changed = async (
  folder: string,
  { rule = both, write = false, paths = ["."], part = {}, disk }: Run = {},
) =>
  fixSuggestions(
    await find(paths, folder),
    { preset: "recommended", rule, write },
    { ...engine, ...part },
    folder,
    () => undefined,
    disk,
  );

/** The texts of a folder by their names, without those of `.git`. */
async function textsIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== ".git")
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const texts = names.sort().map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

describe("the changes that a rule suggests", () => {
  it("are only shown unless they are to be written", async () => {
    const folder = await folderWith(service);
    const { changes, left, unchanged, outcome } = await changed(folder);
    assert.deepEqual(
      changes.map(({ place, files }) => [place, files.map(({ file }) => file)]),
      [[{ file: "src/orders.js", line: 4, column: 3 }, ["src/orders.js", "template.yml"]]],
    );
    assert.deepEqual([left, unchanged, outcome], [[], [], "shown"]);
    assert.deepEqual(await textsIn(folder), { "src/orders.js": handler, "template.yml": template });
  });

  it("are written into both files, and none is left then", async () => {
    const folder = await folderWith(service);
    assert.equal((await changed(folder, { write: true })).outcome, "written");
    const after = await textsIn(folder);
    assert.deepEqual(Object.keys(after), ["src/orders.js", "template.yml"]);
    assert.match(after["src/orders.js"]!, /return \{ batchItemFailures \};/);
    assert.match(after["template.yml"]!, /- ReportBatchItemFailures\n$/);
    assert.deepEqual((await changed(folder, { write: true })).changes, []);
  });

  it("are the same from the template's rule, and from a folder below", async () => {
    const folder = await folderWith(service);
    const rule = "require-report-batch-item-failures";
    const [ofTemplate] = (await changed(folder, { rule })).changes;
    assert.deepEqual(
      ofTemplate!.files.map(({ file }) => file),
      ["src/orders.js", "template.yml"],
    );
    await changed(join(folder, "src"), { write: true });
    assert.match((await textsIn(folder))["template.yml"]!, /- ReportBatchItemFailures\n$/);
  });

  it("are those of the template alone for code that has done its half", async () => {
    const code = handler
      .replace("async (event) => {", "async (event) => {\n  const batchItemFailures = [];")
      .replace(
        "await save(record.body);",
        "if (!(await save(record.body))) batchItemFailures.push({ itemIdentifier: record.messageId });",
      )
      .replace("\n};", "\n  return { batchItemFailures };\n};");
    const folder = await folderWith({ ...service, "src/orders.js": code });
    const rule = "no-ignored-batch-item-failures";
    const [change] = (await changed(folder, { rule, write: true })).changes;
    assert.equal(change!.title, "Set `ReportBatchItemFailures` in template.yml");
    assert.match((await textsIn(folder))["template.yml"]!, /- ReportBatchItemFailures\n$/);
    assert.deepEqual((await changed(folder, { rule })).changes, []);
  });

  it("are called from the current folder, wherever the path leads", async () => {
    const folder = await folderWith({ ...service, "docs/a.md": "" });
    const { changes } = await changed(join(folder, "docs"), { paths: ["../src/orders.js"] });
    assert.deepEqual(
      changes[0]!.files.map(({ file }) => file),
      ["../src/orders.js", "../template.yml"],
    );
  });

  it("keep the line ends and the byte order mark of each file", async () => {
    const folder = await folderWith({
      ...service,
      "src/orders.js": `\uFEFF${handler}`,
      "template.yml": template.replaceAll("\n", "\r\n"),
    });
    await changed(folder, { write: true });
    const after = await textsIn(folder);
    assert.ok(after["src/orders.js"]!.startsWith("\uFEFFimport"));
    assert.ok(!/(?<!\r)\n/.test(after["template.yml"]!));
  });

  it("are the safe fix, or else the first suggestion, where a rule speaks of one file", async () => {
    const folder = await folderWith({
      "a.js": client,
      "b.js": client.replace("{ region: process.env.REGION }", "{}"),
    });
    const { changes } = await changed(folder, { rule: "no-client-in-handler", write: true });
    assert.deepEqual(
      changes.map(({ title }) => title),
      ["Move `new S3Client()` to module scope", "Move `new S3Client()` to module scope"],
    );
    const after = await textsIn(folder);
    for (const name of ["a.js", "b.js"]) assert.match(after[name]!, /^const s3 = new S3Client/m);
  });

  it("are those of the rule alone, in the preset or not", async () => {
    const folder = await folderWith({
      "a.js": "exports.handler = async (event, context) => { console.log(event); };\n",
    });
    const { changes } = await changed(folder, { rule: "no-log-event" });
    assert.equal(changes.length, 1);
  });

  it("wait for another run where they overlap", async () => {
    const two = client
      .replace(
        '"@aws-sdk/client-s3";',
        '"@aws-sdk/client-s3";\nimport { SQSClient } from "@aws-sdk/client-sqs";',
      )
      .replace("  return", "  const sqs = new SQSClient({ region: process.env.REGION });\n  return");
    const folder = await folderWith({ "a.js": two });
    const rule = "no-client-in-handler";
    const counts = [];
    for (let run = 0; run < 3; run++) {
      const { changes, left } = await changed(folder, { rule, write: true });
      counts.push([changes.length, left.length]);
    }
    assert.deepEqual(counts, [
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  it("are not offered where the deployment does not show, and the rest is", async () => {
    const folder = await folderWith({ ...service, "src/other.js": handler.replaceAll("run", "handler") });
    const { changes, unchanged } = await changed(folder, { write: true });
    assert.equal(changes.length, 1);
    assert.deepEqual(
      unchanged.map(({ place }) => place.file),
      ["src/other.js"],
    );
    assert.match(unchanged[0]!.reason, /^No template that can be read/);
    assert.equal((await textsIn(folder))["src/other.js"], handler.replaceAll("run", "handler"));
  });

  it("are none for a finding that takes a person", async () => {
    const code =
      "export const run = async (event) => { await Promise.all(event.Records.map(save)); return 1; };\n";
    const folder = await folderWith({
      ...service,
      "src/orders.js": `import { save } from "./save.js";\n${code}`,
    });
    const { changes, unchanged } = await changed(folder);
    assert.deepEqual(changes, []);
    assert.match(unchanged[0]!.reason, /takes a person/);
  });

  describe("leave all files as they were", () => {
    it("where one changes meanwhile", async () => {
      const folder = await folderWith(service);
      const late = template.replace("Transform", "# late\nTransform");
      const meddling = (...given: Parameters<Engine["review"]>) => {
        const found = review(...given);
        if (given[1] === "src/orders.js") writeFileSync(join(folder, "template.yml"), late);
        return found;
      };
      const { outcome, problems } = await changed(folder, { write: true, part: { review: meddling } });
      assert.equal(outcome, "refused");
      assert.match(problems[0]!.message, /^This changed while it was reviewed/);
      assert.deepEqual([problems[0]!.file, problems[0]!.fault], ["template.yml", "named"]);
      assert.deepEqual(await textsIn(folder), { "src/orders.js": handler, "template.yml": late });
    });

    it("where a change would break one", async () => {
      const folder = await folderWith(service);
      const breaking = (...given: Parameters<Engine["review"]>) => {
        const found = review(...given);
        const joint = found.findings[0]?.joint;
        if (joint && "files" in joint) joint.files[1]!.edits[0]!.text = "\n  : [";
        return found;
      };
      const { outcome, problems } = await changed(folder, { write: true, part: { review: breaking } });
      assert.equal(outcome, "refused");
      assert.match(problems[0]!.message, /^The changes would break this: .* Please report it/);
      assert.equal(problems[0]!.fault, "ours");
      assert.deepEqual(await textsIn(folder), { "src/orders.js": handler, "template.yml": template });
    });
  });

  it("are said to be made in part where one fails and another cannot be put back", async () => {
    const folder = await folderWith(service);
    let renamed = 0;
    const failing: Disk = { access, rename: (from, to) => (++renamed === 1 ? rename(from, to) : denied()) };
    const { outcome, problems } = await changed(folder, { write: true, disk: failing });
    assert.equal(outcome, "partial");
    assert.equal(problems[0]!.file, "src/orders.js");
    assert.match(problems[0]!.message, /^This was written although not all could be/);
    const after = await textsIn(folder);
    assert.match(after["src/orders.js"]!, /return \{ batchItemFailures \};/);
    assert.equal(after["template.yml"], template);
  });

  it("are not made through a link to another place", async () => {
    const elsewhere = await folderWith({ "orders.js": handler });
    const folder = await folderWith({ ".git": "", "template.yml": template });
    await mkdir(join(folder, "src"));
    await symlink(join(elsewhere, "orders.js"), join(folder, "src/orders.js"));
    const { changes, unchanged } = await changed(folder, { write: true });
    assert.deepEqual(changes, []);
    assert.match(unchanged[0]!.reason, /^src\/orders\.js: A link leads from here to another place\./);
    assert.equal((await textsIn(elsewhere))["orders.js"], handler);
  });

  it("are not made in a file that must not be written", async () => {
    const folder = await folderWith(service);
    const refusing: Disk = {
      access: (path) => (String(path).endsWith("template.yml") ? denied() : access(path)),
      rename,
    };
    const { changes, unchanged } = await changed(folder, { write: true, disk: refusing });
    assert.deepEqual(changes, []);
    assert.match(unchanged[0]!.reason, /^template\.yml: This cannot be written: permission is denied/);
    assert.equal((await textsIn(folder))["src/orders.js"], handler);
  });

  it("are made through a link within the folder", async () => {
    const folder = await folderWith({ ".git": "", "template.yml": template, "lib/orders.js": handler });
    await mkdir(join(folder, "src"));
    await symlink("../lib/orders.js", join(folder, "src/orders.js"));
    await changed(folder, { write: true, paths: ["src"] });
    assert.match(await readFile(join(folder, "lib/orders.js"), "utf8"), /batchItemFailures/);
  });
});
