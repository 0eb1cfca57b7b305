import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { baselineForPeople } from "../../src/report/baseline.ts";
import { renewBaseline, withBaseline } from "../../src/files/baseline.ts";
import { configured } from "../../src/files/configure.ts";
import { find } from "../../src/files/find.ts";
import { reviewFiles } from "../../src/files/review-files.ts";
import { importersFirst } from "../../src/review/order.ts";
import { fixed, review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";
import { root } from "../kit/root.ts";

const run = promisify(execFile);
const engine = { review, fixed, ordered: importersFirst };
const ignored = () => undefined;

/** A handler with so many errors of one rule, and a warning of another. */
const handlerWith = (clients: number) => `import { S3Client } from "@aws-sdk/client-s3";
import AWS from "aws-sdk";
export const handler = async (event) => {
${"  new S3Client({});\n".repeat(clients)}  return { statusCode: 200, body: String([AWS, event.headers]) };
};
`;

const config = `import plugin from ${JSON.stringify(pathToFileURL(join(root, "rules/plugin.ts")))};
export default [plugin.configs.recommended, { rules: { "no-var": "error" } }];
`;

const project = (files: Record<string, string>) =>
  folderWith({ "package.json": '{ "type": "module" }', "eslint.config.js": config, ...files });

const file = "eslint-suppressions.json";
const textIn = (folder: string) => readFileSync(join(folder, file), "utf8");

const foundIn = async (folder: string) => configured(await find(["."], folder));

/** What is said, without its lines. */
const renewed = async (folder: string, { prune = false } = {}): Promise<string> =>
  (await printed(folder, prune)).replace(/\n(?=.)/g, " ");

async function printed(folder: string, prune: boolean): Promise<string> {
  const report = await renewBaseline(
    await foundIn(folder),
    { prune, preset: undefined },
    engine,
    folder,
    ignored,
  );
  return baselineForPeople(report, { columns: 80 });
}

/** What is told of a folder, as ESLint would call it: `a.js:4 no-client-in-handler`. */
async function told(folder: string): Promise<string[]> {
  const reviewed = await reviewFiles(await foundIn(folder), { fix: false }, engine, ignored);
  const { files, problems } = await withBaseline(reviewed, folder);
  assert.deepEqual(problems, []);
  return files.flatMap(({ name, findings }) => findings.map(({ line, rule }) => `${name}:${line} ${rule}`));
}

/** ESLint's own command, as a project has it. */
async function eslint(version: "eslint" | "eslint-9", folder: string, ...args: string[]): Promise<string> {
  const bin = join(root, "node_modules", version, "bin/eslint.js");
  const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs"));
  const asked = ["--import", tsx.href, bin, ...args];
  try {
    return (await run(process.execPath, asked, { cwd: folder })).stdout;
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    // 1 says that there are findings.
    if (code !== 1) throw new Error(stderr, { cause: error });
    return stdout;
  }
}

/** What ESLint tells of a folder. */
async function toldByEslint(folder: string): Promise<string[]> {
  const results = JSON.parse(
    await eslint("eslint", folder, "--pass-on-unpruned-suppressions", "-f", "json", "."),
  ) as { filePath: string; messages: { line: number; ruleId: string }[] }[];
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId }) =>
        `${filePath.slice(folder.length + 1).replaceAll("\\", "/")}:${line} ${ruleId.replace("effective-lambda/", "")}`,
    ),
  );
}

describe("the baseline", () => {
  for (const version of ["eslint", "eslint-9"] as const)
    it(`is what the --suppress-all of ${version} writes, byte by byte`, async () => {
      const files = { "b/orders.js": handlerWith(2), "a.js": handlerWith(1), "c.js": handlerWith(0) };
      const [ours, theirs] = [await project(files), await project(files)];
      await renewed(ours);
      await eslint(version, theirs, "--suppress-all", ".");
      assert.equal(textIn(ours), textIn(theirs));
      assert.deepEqual(JSON.parse(textIn(ours)), {
        "a.js": { "effective-lambda/no-client-in-handler": { count: 1 } },
        "b/orders.js": { "effective-lambda/no-client-in-handler": { count: 2 } },
      });
    }).timeout(60_000);

  it("silences what it silences in ESLint: all findings of a rule in a file, or none", async () => {
    const folder = await project({
      "same.js": handlerWith(2),
      "fewer.js": handlerWith(2),
      "more.js": handlerWith(2),
    });
    await renewed(folder);
    assert.deepEqual(await told(folder), [
      "fewer.js:2 no-aws-sdk-v2",
      "more.js:2 no-aws-sdk-v2",
      "same.js:2 no-aws-sdk-v2",
    ]);
    writeFileSync(join(folder, "fewer.js"), handlerWith(1));
    writeFileSync(join(folder, "more.js"), handlerWith(3));
    assert.deepEqual(await told(folder), [
      "fewer.js:2 no-aws-sdk-v2",
      "more.js:2 no-aws-sdk-v2",
      "more.js:4 no-client-in-handler",
      "more.js:5 no-client-in-handler",
      "more.js:6 no-client-in-handler",
      "same.js:2 no-aws-sdk-v2",
    ]);
    assert.deepEqual(await toldByEslint(folder), await told(folder));
  }).timeout(60_000);

  it("counts what it accepts as silenced", async () => {
    const folder = await project({ "a.js": handlerWith(1) });
    await renewed(folder);
    const reviewed = await reviewFiles(await foundIn(folder), { fix: false }, engine, ignored);
    const { files } = await withBaseline(reviewed, folder);
    assert.deepEqual(
      files.flatMap(({ suppressed }) =>
        suppressed.map(({ rule, line, isInBaseline }) => [rule, line, isInBaseline]),
      ),
      [["no-client-in-handler", 4, true]],
    );
  });

  it("forgets what is mended, and rules that are gone, as ESLint does, and keeps what it says of other rules", async () => {
    const files = {
      "a.js": handlerWith(2),
      "b.js": handlerWith(1),
      "c.js": handlerWith(1),
      "d.js": handlerWith(1),
    };
    const [ours, theirs] = [await project(files), await project(files)];
    for (const folder of [ours, theirs]) {
      await renewed(folder);
      const accepted = JSON.parse(textIn(folder)) as Record<string, object>;
      const other = { "no-var": { count: 1 }, "effective-lambda/no-longer-there": { count: 1 } };
      writeFileSync(
        join(folder, file),
        JSON.stringify({ ...accepted, "a.js": { ...accepted["a.js"], ...other } }),
      );
      writeFileSync(join(folder, "a.js"), `var one = 1;\n${handlerWith(1)}`);
      writeFileSync(join(folder, "b.js"), handlerWith(0));
      writeFileSync(join(folder, "c.js"), handlerWith(2));
      rmSync(join(folder, "d.js"));
    }
    assert.equal(
      await renewed(ours, { prune: true }),
      "Wrote eslint-suppressions.json: 4 errors in it are mended. It still accepts 2 errors in 2 files.\n",
    );
    await eslint("eslint", theirs, "--prune-suppressions", ".");
    assert.equal(textIn(ours), textIn(theirs));
    assert.deepEqual(JSON.parse(textIn(ours)), {
      "a.js": { "effective-lambda/no-client-in-handler": { count: 1 }, "no-var": { count: 1 } },
      "c.js": { "effective-lambda/no-client-in-handler": { count: 1 } },
    });
  }).timeout(60_000);

  it("keeps what it says of rules that nobody asks, of files that cannot be read, and of those that were not reviewed", async () => {
    const one = { "effective-lambda/no-client-in-handler": { count: 1 } };
    const folder = await project({
      ".effective-lambda.json": '{ "rules": { "no-client-in-handler": "off" }, "exclude": ["b.js"] }',
      "a.js": handlerWith(0),
      "b.js": handlerWith(0),
      "c.js": "export const (",
      "eslint-suppressions.json": JSON.stringify({ "a.js": one, "b.js": one, "c.js": one }),
    });
    const before = textIn(folder);
    assert.equal(
      await renewed(folder, { prune: true }),
      "eslint-suppressions.json stays as it is: it accepts 3 errors in 3 files, and none of them is mended.\n",
    );
    assert.equal(textIn(folder), before);
  });

  it("says what it did, and what it cannot do", async () => {
    const folder = await project({ "a.js": handlerWith(1), "b.js": handlerWith(2) });
    const warnings = "2 warnings cannot be accepted: ESLint counts only errors.";
    assert.equal(
      await renewed(folder, { prune: true }),
      "There is no eslint-suppressions.json in this folder. Nothing is written.\n",
    );
    assert.equal(
      await renewed(folder),
      `Wrote eslint-suppressions.json: it accepts 3 errors in 2 files. ${warnings}\n`,
    );
    assert.equal(
      await renewed(folder),
      `eslint-suppressions.json stays as it is: it accepts 3 errors in 2 files already. ${warnings}\n`,
    );
    writeFileSync(join(folder, "a.js"), handlerWith(2));
    assert.equal(
      await renewed(folder),
      `Wrote eslint-suppressions.json: it accepts 4 errors in 2 files. Before, it accepted 3. ${warnings}\n`,
    );
    for (const name of ["a.js", "b.js"]) rmSync(join(folder, name));
    assert.equal(
      await renewed(folder, { prune: true }),
      "Wrote eslint-suppressions.json: 4 errors in it are mended. It accepts none any more.\n",
    );
    assert.equal(textIn(folder), "{}");
  });

  it("says how much of what it accepts is mended, and how that is forgotten", async () => {
    const folder = await project({ "a.js": handlerWith(2), "b.js": handlerWith(1), "c.js": handlerWith(1) });
    await renewed(folder);
    assert.doesNotMatch(await renewed(folder), /mended/);
    writeFileSync(join(folder, "a.js"), handlerWith(1));
    rmSync(join(folder, "b.js"));
    assert.match(
      await renewed(folder),
      /Before, it accepted 4\. Of what it accepts, 1 error is mended: `effective-lambda baseline --prune` forgets that\. 2 warnings/,
    );
    writeFileSync(join(folder, "c.js"), handlerWith(0));
    assert.match(
      await renewed(folder),
      /it accepts 3 errors in 3 files already\. Of what it accepts, 2 errors are mended: `effective-lambda baseline --prune` forgets/,
    );
    await renewed(folder, { prune: true });
    assert.doesNotMatch(await renewed(folder), /mended/);
  });

  it("says it in lines that fit the terminal", async () => {
    const folder = await project({ "a.js": handlerWith(1) });
    assert.equal(
      await printed(folder, false),
      `Wrote eslint-suppressions.json: it accepts 1 error in 1 file. 1 warning cannot
be accepted: ESLint counts only errors.
`,
    );
  });

  it("is not made where there is nothing to accept", async () => {
    const folder = await project({ "a.js": "export const one = 1;\n" });
    assert.equal(await renewed(folder), "There is no error to accept. Nothing is written.\n");
    assert.ok(!existsSync(join(folder, file)));
  });

  for (const [name, text] of Object.entries({
    "no JSON": '{ "a.js": {',
    "a list": "[]",
    "a file without rules": '{ "a.js": 1 }',
    "a rule without a count": '{ "a.js": { "effective-lambda/no-client-in-handler": 1 } }',
  }))
    it(`stays as it is where it is ${name}, which a review tells`, async () => {
      const folder = await project({ "a.js": handlerWith(1), [file]: text });
      const complaint =
        /^This is not what ESLint writes, so that nothing of it counts, and it stays as it is\./;
      await assert.rejects(renewed(folder), {
        message: /^eslint-suppressions\.json: This is not what ESLint writes/,
      });
      assert.equal(textIn(folder), text);

      const reviewed = await reviewFiles(await foundIn(folder), { fix: false }, engine, ignored);
      const { files, problems } = await withBaseline(reviewed, folder);
      assert.equal(files.flatMap(({ findings }) => findings).length, 2);
      assert.deepEqual(
        problems.map(({ file, fault }) => [file, fault]),
        [["eslint-suppressions.json", "named"]],
      );
      assert.match(problems[0]!.message, complaint);
    });
});
