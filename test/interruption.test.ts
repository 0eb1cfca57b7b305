import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "./kit/folder.ts";
import { root } from "./kit/root.ts";

const handler = "export const handler = async (event) => ({ statusCode: 200, body: event.httpMethod });\n";

/** So many that a review which nobody interrupts takes seconds, where each takes a while. */
const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`handler-${index}.ts`, handler]));

/** Runs the built command on a terminal, with a change to Node itself. */
function startedWith(change: string, cwd: string, ...args: string[]): ChildProcess {
  const setUp = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    Object.assign(process.stderr, { isTTY: true, columns: 80 });
    ${change}
    syncBuiltinESMExports();
  `;
  return spawn(process.execPath, [join(root, "rules/dist/cli.js"), "review", ...args], {
    cwd,
    env: {
      PATH: process.env["PATH"],
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(setUp)}`,
    },
  });
}

/** Each source file takes a while to be read. */
const slowToRead = `
  const { readFileSync } = fs;
  fs.readFileSync = (path, ...how) => {
    if (how.length === 0 && /handler-/.test(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    return readFileSync(path, ...how);
  };
`;

/** A report takes so many milliseconds to get its name, and says when that begins. */
const slowToWrite = (milliseconds: number) => `
  const { rename } = fs.promises;
  fs.promises.rename = async (...paths) => {
    process.stderr.write("[renaming]");
    await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
    return rename(...paths);
  };
`;

/** What a command says until it ends, and how it does. Once it says something, signals are sent to it, one after the other. */
async function ended(child: ChildProcess, saying: RegExp, ...signals: NodeJS.Signals[]) {
  const said = { stdout: "", stderr: "" };
  child.stdout!.on("data", (chunk: Buffer) => (said.stdout += chunk));
  child.stderr!.on("data", (chunk: Buffer) => {
    said.stderr += chunk;
    if (!saying.test(said.stderr)) return;
    for (const [index, signal] of signals.splice(0).entries())
      setTimeout(() => child.kill(signal), 1_000 * index);
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

describe("an interrupted review", function () {
  this.timeout("2 minutes");

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    it(`ends at ${signal} with ${code}, an empty line, and no report`, async () => {
      const folder = await folderWith(files);
      const child = startedWith(slowToRead, folder, "--format", "md=review.md", "--format", "pretty");
      const result = await ended(child, /Reviewing \d+ of 200/, signal);
      assert.deepEqual([result.code, result.stdout], [code, ""]);
      assert.ok(result.stderr.endsWith(".ts\u001B[K\r\u001B[K"), result.stderr);
      assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
    });

  it("writes to its end the report that it has begun, and no other", async () => {
    const folder = await folderWith({ "a.ts": handler });
    const reports = ["--format", "md=review.md", "--format", "sarif=review.sarif"];
    const { code } = await ended(startedWith(slowToWrite(300), folder, ...reports), /renaming/, "SIGINT");
    assert.equal(code, 130);
    assert.deepEqual(readdirSync(folder).sort(), ["a.ts", "review.md"]);
    assert.match(readFileSync(join(folder, "review.md"), "utf8"), /\n$/);
  });

  it("waits for nothing where somebody insists", async () => {
    const folder = await folderWith({ "a.ts": handler });
    const child = startedWith(slowToWrite(60_000), folder, "-o", "review.txt");
    assert.equal((await ended(child, /renaming/, "SIGINT", "SIGINT")).code, 130);
    assert.ok(!readdirSync(folder).includes("review.txt"));
  });
});
