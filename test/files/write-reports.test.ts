import assert from "node:assert/strict";
import { readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { writeReports } from "../../src/files/write-reports.ts";
import { formats } from "../../src/report/formats.ts";
import { folderWith } from "../kit/folder.ts";
import { fileWith, findingWith, reportWith } from "../report/findings.ts";

describe("writing reports", () => {
  const report = reportWith({ files: [fileWith({ findings: [findingWith()] })] });
  const wishes = { terminal: { columns: 80, colours: false, hyperlinks: false }, includeSuppressed: false };
  const agent = formats.agent.print(report);
  const write = (outputs: Parameters<typeof writeReports>[1], files: string[] = []) =>
    writeReports(report, outputs, wishes, {
      files: files.map((path) => ({ name: path, place: path, root: "/", path, named: false })),
    });

  it("puts each into its file, in a new folder too, and gives back what is to be printed", async () => {
    const folder = await folderWith({});
    const file = join(folder, "reports/lambda.json");
    const { printed, refused } = await write([{ format: "gitlab", file }, { format: "agent" }]);
    assert.deepEqual([printed, refused], [agent, []]);
    assert.equal(await readFile(file, "utf8"), formats.gitlab.print(report));
    assert.deepEqual(readdirSync(join(folder, "reports")), ["lambda.json"]);
  });

  it("replaces what is there, behind a link too, and leaves its mode", async () => {
    const folder = await folderWith({});
    const [file, link] = [join(folder, "a.txt"), join(folder, "link.txt")];
    writeFileSync(file, "a longer text than the report\n".repeat(100), { mode: 0o600 });
    symlinkSync(file, link);
    await write([{ format: "agent", file: link }]);
    assert.equal(await readFile(file, "utf8"), agent);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it("says which file cannot be written, and prints the report in its place", async () => {
    const folder = await folderWith({ "a.txt": "" });
    const refusalOf = async (file: string) => {
      const { printed, refused } = await write([{ format: "agent", file }]);
      assert.equal(printed, agent);
      return refused.join().replace(folder, "");
    };
    const instead = " The report goes to standard output instead.";
    assert.equal(await refusalOf(folder), `: This is a folder. Name a file in it.${instead}`);
    assert.match(await refusalOf(join(folder, "a.txt/b.txt")), /^\/a\.txt\/b\.txt: .*\. The report goes/);
  });

  it("prints no second report where one is printed already", async () => {
    const folder = await folderWith({});
    const outputs = [{ format: "md", file: folder }, { format: "agent" }] as const;
    const { printed, refused } = await write(outputs);
    assert.equal(printed, agent);
    assert.deepEqual(refused, [`${folder}: This is a folder. Name a file in it.`]);
  });

  it("never replaces a file that is reviewed", async () => {
    const folder = await folderWith({ "orders.ts": "const one = 1;\n" });
    const file = join(folder, "orders.ts");
    const { refused } = await write([{ format: "agent", file }], [file]);
    assert.match(refused.join(), /orders\.ts: This is a file that is reviewed, and stays as it is\./);
    assert.equal(await readFile(file, "utf8"), "const one = 1;\n");
  });

  it("says where the disk is full", async function () {
    if (process.platform !== "linux") this.skip();
    const { printed, refused } = await write([{ format: "agent", file: "/dev/full" }]);
    assert.equal(printed, agent);
    assert.match(refused.join(), /^\/dev\/full: This cannot be written: the disk is full\. Make room/);
  });
});
