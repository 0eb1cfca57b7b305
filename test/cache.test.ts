import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "./kit/folder.ts";
import { TestRepository } from "./kit/git.ts";
import { root } from "./kit/root.ts";

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command as its users do. */
const review = (cwd: string, ...args: string[]): Promise<Result> =>
  reviewBy(join(root, "rules/dist"), cwd, ...args);

/** The same, by the bundle in a folder. */
const reviewBy = (bundle: string, cwd: string, ...args: string[]): Promise<Result> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(bundle, "cli.js"), "review", ...args],
      { cwd, env: { PATH: process.env["PATH"] } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const client = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  const s3 = new S3Client({});
  return { statusCode: 200, body: String([s3, event.headers]) };
};
`;

describe("effective-lambda review --cache", () => {
  it("says what it says without, the first time and later, and after --fix", async () => {
    const folder = await folderWith({ "a.ts": client, "b.ts": client });
    const without = await review(folder);
    assert.equal(without.code, 1);
    for (let time = 0; time < 2; time++) assert.deepEqual(await review(folder, "--cache"), without);
    const other = await folderWith({ "a.ts": client, "b.ts": client });
    assert.deepEqual(await review(folder, "--cache", "--fix"), await review(other, "--fix"));
    assert.deepEqual(await review(folder, "--cache"), await review(folder));
  });

  it("reviews a change with it, on both of its sides", async () => {
    const repository = new TestRepository({ "a.ts": client, "b.ts": client });
    const folder = repository.root;
    repository.write({ "a.ts": client.replace("200", "201") });
    const without = await review(folder, "--diff=HEAD", "--format", "json");
    assert.deepEqual(JSON.parse(without.stdout).findings.length, 1);
    for (let time = 0; time < 2; time++)
      assert.deepEqual(await review(folder, "--cache", "--diff=HEAD", "--format", "json"), without);
  });

  it("counts for nothing once the command is patched where it is installed", async () => {
    const folder = await folderWith({ "a.ts": client });
    const bundle = join(await folderWith({ "package.json": '{ "type": "module" }' }), "dist");
    cpSync(join(root, "rules/dist"), bundle, { recursive: true });
    const before = await reviewBy(bundle, folder, "--cache");
    for (const name of readdirSync(bundle).filter((name) => name.endsWith(".js"))) {
      const code = readFileSync(join(bundle, name), "utf8");
      writeFileSync(
        join(bundle, name),
        code.replaceAll("runs on every invocation", "runs at every invocation"),
      );
    }
    const { stdout } = await reviewBy(bundle, folder, "--cache");
    assert.equal(stdout, before.stdout.replace("runs on every invocation", "runs at every invocation"));
    assert.match(stdout, /runs at every invocation/);
  });

  it("is nothing that Git or a review sees", async () => {
    const { root: folder, git } = new TestRepository({ "a.ts": client });
    assert.ok(git);
    await review(folder, "--cache");
    assert.deepEqual(await review(folder, "--cache", "--diff"), await review(folder, "--diff"));
  });

  it("notes that it cannot be kept, and nothing else suffers", async () => {
    const folder = await folderWith({ "a.ts": client, "package.json": "{}" });
    const without = await review(folder);
    const { stderr, ...rest } = await review(folder, "--cache", "--cache-location", "package.json");
    assert.deepEqual({ stderr: "", ...rest }, without);
    assert.match(stderr, /^The cache \S+package\.json is not kept\. This is no\s+cache of effective-lambda/);
    assert.equal(readFileSync(join(folder, "package.json"), "utf8"), "{}");
  });
});
