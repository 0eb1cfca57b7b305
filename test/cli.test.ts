import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import manifest from "../rules/package.json" with { type: "json" };
import { folderWith } from "./kit/folder.ts";
import { TestRepository } from "./kit/git.ts";
import { root } from "./kit/root.ts";

const cli = join(root, "rules/dist/cli.js");

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built command as its users do. */
const runIn = (cwd: string, args: string[], env: Record<string, string> = {}): Promise<Result> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { cwd, env: { PATH: process.env["PATH"], ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

/** A text without its line breaks, which follow the width. */
const flat = (text: string): string => text.replace(/\s+/g, " ");

/** The environment of a command that may not read some paths, whoever runs it and on whatever system. */
const denying = (paths: RegExp) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const deny = (fs, steps, refuse) => {
      for (const step of steps) {
        const real = fs[step];
        fs[step] = (path, ...rest) =>
          ${paths}.test(path)
            ? refuse(Object.assign(new Error("no"), { code: "EACCES", syscall: step }))
            : real(path, ...rest);
      }
    };
    deny(fs.promises, ["open", "readFile", "readdir"], (error) => Promise.reject(error));
    deny(fs, ["readFileSync"], (error) => { throw error; });
    syncBuiltinESMExports();
  `)}`,
});

const old = `const AWS = require("aws-sdk");
exports.handler = async (event) => {
  for (const { messageId, receiptHandle } of event.Records) console.log(messageId, receiptHandle);
};
`;
const clean = "export const handler = async (event) => ({ statusCode: 200, body: event.httpMethod });\n";

describe("effective-lambda", () => {
  it("prints its version", async () => {
    const { code, stdout } = await runIn(root, ["--version"]);
    assert.deepEqual([code, stdout], [0, `${manifest.version}\n`]);
  });

  it("prints help, exit codes included", async () => {
    const { code, stdout } = await runIn(root, ["--help"]);
    assert.equal(code, 0);
    assert.match(stdout, /--fail-on error\|warning\|never[\s\S]*Exit codes/);
  });

  it("says what is wrong with the command line, and where help is", async () => {
    const { code, stdout, stderr } = await runIn(root, ["review", "--fomat", "json"]);
    assert.deepEqual(
      [code, stdout, stderr],
      [2, "", "There is no option --fomat. Did you mean --format?\nSee: effective-lambda --help\n"],
    );
  });

  it("says it in lines as wide as its prose, and commands no terminal with what it was given", async () => {
    const given = ["review", "--format", `\u001B[31m${"x".repeat(30)}`];
    const { stderr } = await runIn(root, given);
    assert.equal(
      stderr,
      `--format takes pretty, md, json, sarif, github, gitlab, junit, html or agent,
not \uFFFD[31m${"x".repeat(30)}.
See: effective-lambda --help
`,
    );
    const { stderr: narrow } = await runIn(root, given, { COLUMNS: "40" });
    assert.ok(narrow.split("\n").every((line) => line.length <= 40));
  });
});

describe("effective-lambda review", () => {
  it("prints what it finds in the current folder, with no colour into a pipe", async () => {
    const { code, stdout, stderr } = await runIn(await folderWith({ "src/old.js": old }), ["review"]);
    assert.equal(code, 0);
    assert.match(stdout, /^src\/old\.js:1:21 {2}warning {2}no-aws-sdk-v2\n/);
    assert.match(stdout, /^ {2}> 1 \| const AWS = require\("aws-sdk"\);\n {6}\| {21}\^{9}$/m);
    assert.match(stdout, /^ {2}no-aws-sdk-v2 \(1\) · What's New$/m);
    assert.match(stdout, /\n1 handler in 1 file: 1 SQS\.\n1 finding: 0 errors, 1 warning\.\n$/);
    assert.ok(!stdout.includes("\u001B"));
    assert.equal(stderr, "");
  });

  it("cuts source into a pipe at the width that COLUMNS says", async () => {
    const folder = await folderWith({ "old.js": old.replace("\n", ` // ${"long ".repeat(15)}\n`) });
    const widthWith = async (env: Record<string, string>) => {
      const { stdout } = await runIn(folder, ["review"], env);
      return /^ {2}> 1 .*$/m.exec(stdout)![0].length;
    };
    assert.equal(await widthWith({ COLUMNS: "70" }), 70);
    assert.ok((await widthWith({})) > 80);
  });

  it("colours and links where it is told to", async () => {
    const folder = await folderWith({ "old.js": old });
    const { stdout } = await runIn(folder, ["review"], { FORCE_COLOR: "1", FORCE_HYPERLINK: "1" });
    assert.ok(stdout.includes("\u001B[33mwarning"));
    assert.ok(stdout.includes("no-aws-sdk-v2.md\u0007no-aws-sdk-v2\u001B]8;;\u0007"));
  });

  it("prints JSON and nothing else, sorted by file", async () => {
    const folder = await folderWith({
      "b.js": old,
      "a.js": old,
      "sub/clean.ts": clean,
      "broken.ts": "export const (",
    });
    const { code, stdout, stderr } = await runIn(folder, ["review", "--format", "json", "."]);
    const { version, handlers, findings, problems } = JSON.parse(stdout);
    assert.deepEqual([code, stderr, version], [0, "", manifest.version]);
    assert.deepEqual(
      handlers.map(({ file, line, name, sources }: Record<string, unknown>) => [file, line, name, sources]),
      [
        ["a.js", 2, "handler", ["sqs"]],
        ["b.js", 2, "handler", ["sqs"]],
        ["sub/clean.ts", 1, "handler", ["api"]],
      ],
    );
    assert.deepEqual(
      findings.map(({ file, rule, line, column }: Record<string, unknown>) => [file, rule, line, column]),
      [
        ["a.js", "no-aws-sdk-v2", 1, 21],
        ["b.js", "no-aws-sdk-v2", 1, 21],
      ],
    );
    assert.equal(problems[0].file, "broken.ts");
    assert.match(problems[0].message, /^Line 1, column \d+: .* Correct the syntax/);
  });

  it("writes several reports in one run, and prints the one without a file", async () => {
    const folder = await folderWith({ "old.js": old });
    const formats = ["--format", "sarif=out/lambda.sarif", "--format", "md=review.md", "--format", "agent"];
    const { code, stdout, stderr } = await runIn(folder, ["review", ...formats]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^old\.js:1:21 no-aws-sdk-v2 warning: .*\n1 warning in 1 handler\.\n$/);
    const { runs } = JSON.parse(await readFile(join(folder, "out/lambda.sarif"), "utf8"));
    assert.equal(runs[0].results.length, 1);
    assert.match(await readFile(join(folder, "review.md"), "utf8"), /^<!-- effective-lambda -->\n/);
  });

  it("counts what --max leaves out, which still decides how it exits", async () => {
    const folder = await folderWith({ "a.js": old, "b.js": old });
    const { code, stdout } = await runIn(folder, ["review", "--max", "1", "--fail-on", "warning"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /\n1 finding: 0 errors, 1 warning\.\n1 more finding is left out, because --max asks for fewer\.\n$/,
    );
  });

  it("exits with 2 where a report cannot be written, and prints it whole", async () => {
    const folder = await folderWith({ "old.js": old });
    const asked = ["review", "--format", "json"];
    const whole = await runIn(folder, asked);
    const refused = await runIn(folder, [...asked, "-o", "old.js/x.json"]);
    assert.deepEqual([refused.code, refused.stdout], [2, whole.stdout]);
    assert.match(
      flat(refused.stderr),
      /^old\.js\/x\.json: .*\. The report goes to standard output instead\. $/,
    );
  });

  it("says where the disk behind its output is full", async function () {
    if (process.platform !== "linux") this.skip();
    const folder = await folderWith({ "old.js": old });
    const full = await open("/dev/full", "w");
    const child = spawn(process.execPath, [cli, "review"], {
      cwd: folder,
      stdio: ["ignore", full.fd, "pipe"],
    });
    let stderr = "";
    child.stderr!.on("data", (chunk) => (stderr += chunk));
    const [code] = await once(child, "close");
    await full.close();
    assert.deepEqual([code, stderr.split(":")[0]], [2, "The report could not be written"]);
  });

  it("exits with 1 for a finding that --fail-on names, with 0 for none", async () => {
    const folder = await folderWith({ "old.js": old, "clean.ts": clean });
    const codeFor = async (...args: string[]) => (await runIn(folder, ["review", ...args])).code;
    assert.equal(await codeFor("--fail-on", "warning"), 1);
    assert.equal(await codeFor("--fail-on", "error"), 0);
    assert.equal(await codeFor("--fail-on", "never"), 0);
    assert.equal(await codeFor("--fail-on", "warning", "clean.ts"), 0);
  });

  it("reviews the rest and exits with 2 where a named path is missing", async () => {
    const folder = await folderWith({ "old.js": old });
    const { code, stdout } = await runIn(folder, ["review", "nowhere", "old.js"]);
    assert.equal(code, 2);
    assert.match(stdout, /old\.js:1:21/);
    assert.match(stdout, /nowhere\n {4}There is no file or folder here\. Check the spelling/);
  });

  it("exits with 2 where a named file does not parse, is binary, too large or a link to itself", async () => {
    const folder = await folderWith({
      "broken.ts": "export const (",
      "binary.ts": "\0",
      "large.js": " ".repeat(1_000_001),
    });
    await symlink("self.js", join(folder, "self.js"));
    for (const path of ["broken.ts", "binary.ts", "large.js", "self.js"]) {
      const { code, stdout, stderr } = await runIn(folder, ["review", path]);
      assert.deepEqual([path, code, stderr], [path, 2, ""]);
      assert.ok(stdout.startsWith(`Problems\n  ${path}\n`), stdout);
      assert.doesNotMatch(stdout, /^\s+at /m);
    }
  });

  it("does not fail for such files in a folder, but lists them", async () => {
    const folder = await folderWith({ "clean.ts": clean, "broken.ts": "export const (", "binary.ts": "\0" });
    const { code, stdout } = await runIn(folder, ["review"]);
    assert.equal(code, 0);
    assert.match(stdout, /Problems\n {2}binary\.ts\n[^]*\n {2}broken\.ts\n[^]*No findings\. 2 problems\.\n$/);
  });

  it("reviews the rest and exits with 2 where the system does not let what is in a folder be read", async () => {
    const folder = await folderWith({ "clean.ts": clean, "locked.ts": clean, "closed/a.ts": clean });
    for (const command of ["review", "handlers"]) {
      const { code, stdout } = await runIn(folder, [command], denying(/\b(locked\.ts|closed)$/));
      assert.deepEqual([command, code], [command, 2]);
      assert.match(stdout, /Problems\n {2}closed\n {4}This cannot be read: permission is denied\./);
      assert.match(stdout, /\n {2}locked\.ts\n {4}This cannot be read: permission is denied\./);
      assert.match(stdout, /1 handler in 1 file/);
    }
    const { code, stdout } = await runIn(folder, ["review"], denying(/\bclosed$/));
    assert.equal(code, 0);
    assert.match(stdout, /Problems\n {2}closed\n {4}This cannot be read: permission is denied\./);
  });

  it("reviews templates, and goes on where one does not parse", async () => {
    const folder = await folderWith({
      "a/template.yml": "Resources:\n  Orders: {\n",
      "serverless.yml":
        "service: shop\nprovider: { name: aws, runtime: nodejs18.x }\nfunctions:\n  list: { handler: list.handler }\n",
      "package.json": "{}",
    });
    const { code, stdout } = await runIn(folder, ["review"]);
    assert.equal(code, 0);
    assert.match(stdout, /^serverless\.yml:2:33 {2}warning {2}no-deprecated-runtime · suggests a change\n/);
    assert.match(stdout, /\| {33}\^{10}\n/);
    assert.match(stdout, /a\/template\.yml\n {4}Line \d, column \d+: [^.]*\. Correct the\s+syntax/);
    assert.match(stdout, /1 template read, with 1 function\./);
    const named = await runIn(folder, ["review", "a/template.yml", "--format", "json"]);
    assert.deepEqual([named.code, JSON.parse(named.stdout).templates], [2, []]);
  });

  it("says what a handler is where there is none, on standard error beside JSON", async () => {
    const folder = await folderWith({ "src/a.ts": "export const one = 1;\n" });
    const printed = await runIn(folder, ["review", "src"]);
    assert.match(printed.stdout, /^No Lambda handlers found in src \(1 file read\)\. A handler is/);
    const asJson = await runIn(folder, ["review", "src", "--format", "json"]);
    assert.deepEqual(JSON.parse(asJson.stdout).handlers, []);
    assert.match(asJson.stderr, /^No Lambda handlers found in src/);
    assert.deepEqual([printed.code, asJson.code], [0, 0]);
  });

  it("reviews a file that is named, though ESLint would leave it out", async () => {
    const folder = await folderWith({ "node_modules/old/index.js": old });
    const { stdout } = await runIn(folder, ["review", "node_modules/old/index.js"]);
    assert.match(stdout, /^node_modules\/old\/index\.js:1:21/);
  });

  it("reviews a file whose comments for ESLint are malformed", async () => {
    const folder = await folderWith({ "old.js": `/* eslint semi: [ */\n${old}` });
    const { stdout } = await runIn(folder, ["review"]);
    assert.match(stdout, /^old\.js:2:21/);
  });

  it("names files outside the current folder from there", async () => {
    const folder = await folderWith({ "lib/old.js": old, "other/x.md": "" });
    const { stdout } = await runIn(join(folder, "other"), ["review", "../lib"]);
    assert.match(stdout, /^\.\.\/lib\/old\.js:1:21/);
  });

  it("is quiet where its reader closes the pipe", async () => {
    const files = Array.from({ length: 300 }, (_, index) => [`${index}.js`, old]);
    const folder = await folderWith(Object.fromEntries(files));
    const child = spawn(process.execPath, [cli, "review"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    assert.deepEqual([code, stderr], [0, ""]);
  });
});

describe("effective-lambda review --config eslint", () => {
  it("asks the rules of the project's ESLint, of a change too, and says why where it cannot", async () => {
    const plugin = JSON.stringify(pathToFileURL(join(root, "rules/dist/plugin.js")));
    const repository = new TestRepository({
      ".gitignore": "node_modules/",
      "eslint.config.mjs": `import plugin from ${plugin};
export default [{ plugins: { "effective-lambda": plugin }, rules: { "effective-lambda/no-aws-sdk-v2": "error" } }];
`,
      "a.js": clean,
    });
    const reviewed = (...args: string[]) =>
      runIn(repository.root, ["review", "--config", "eslint", "--format", "agent", ...args]);
    const missing = await reviewed();
    assert.deepEqual([missing.code, missing.stdout], [2, ""]);
    assert.match(missing.stderr, /^ESLint is not installed for this folder\./);

    repository.write({ "node_modules/x": "", "a.js": old });
    await symlink(
      join(root, "node_modules/eslint"),
      join(repository.root, "node_modules/eslint"),
      "junction",
    );
    for (const args of [[], ["--diff"]]) {
      const { code, stdout, stderr } = await reviewed(...args);
      assert.deepEqual([code, stderr], [1, ""]);
      assert.match(stdout, /^a\.js:1:21 no-aws-sdk-v2 error: /);
    }

    const thrown = JSON.stringify("\u001B[31mNo token\u001B[39m\u0007");
    repository.write({ "eslint.config.mjs": `throw new Error(${thrown});` });
    assert.deepEqual(await reviewed(), {
      code: 2,
      stdout: "",
      stderr: "ESLint cannot use its configuration: No token. Correct it.\n",
    });
  });
});

describe("effective-lambda baseline", () => {
  it("writes what a review, also of a change, leaves out from then on", async () => {
    const handler = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  new S3Client({});
  return { statusCode: 200, body: event.httpMethod };
};
`;
    const repository = new TestRepository({ "a.js": handler });
    repository.write({ "a.js": handler.replace("200", "201") });
    const reviewed = async (...args: string[]) => (await runIn(repository.root, ["review", ...args])).code;
    assert.deepEqual([await reviewed(), await reviewed("--diff")], [1, 1]);
    const { code, stdout, stderr } = await runIn(repository.root, ["baseline"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Wrote eslint-suppressions\.json: it accepts \d errors? in 1 file\./);
    assert.deepEqual([await reviewed(), await reviewed("--diff")], [0, 0]);
    const { findings, suppressed } = JSON.parse(
      (await runIn(repository.root, ["review", "--diff", "--format", "json"])).stdout,
    );
    assert.ok(!findings.some(({ severity }: { severity: string }) => severity === "error"));
    assert.ok(suppressed.some(({ isInBaseline }: { isInBaseline: boolean }) => isInBaseline));
  });

  it("exits with 2 for a path that is not there, and for a file that ESLint would not have written", async () => {
    const folder = await folderWith({ "a.js": clean });
    const missing = await runIn(folder, ["baseline", "nowhere"]);
    assert.deepEqual(
      [missing.code, missing.stderr.split(".")[0]],
      [2, "nowhere: There is no file or folder here"],
    );

    await writeFile(join(folder, "eslint-suppressions.json"), "{");
    const malformed = await runIn(folder, ["baseline"]);
    assert.deepEqual([malformed.code, malformed.stdout], [2, ""]);
    assert.match(malformed.stderr, /^eslint-suppressions\.json: This is not what ESLint writes/);
    assert.equal((await runIn(folder, ["review"])).code, 2);
  });
});

describe("effective-lambda review --fix-suggestions", () => {
  const loop = `import { save } from "./save.js";
export const run = async (event) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;
  const template = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.run
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:eu-west-1:111122223333:orders
`;
  const files = { ".git": "", "orders.js": loop, "template.yml": template };
  const fix = (folder: string, ...args: string[]) =>
    runIn(folder, ["review", "--fix-suggestions", "require-batch-item-failures", ...args], { COLUMNS: "80" });
  const textOf = (folder: string, name: string) => readFile(join(folder, name), "utf8");

  it("shows both files of a change, and writes nothing", async () => {
    const folder = await folderWith(files);
    const { code, stdout, stderr } = await fix(folder);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^orders\.js:3:3\n {2}Return `batchItemFailures` for failed records, and set\n/);
    assert.match(stdout, /\n--- orders\.js\n[^]*\n\+ {2}return \{ batchItemFailures \};\n/);
    assert.match(stdout, /\n--- template\.yml\n[^]*\n\+ +- ReportBatchItemFailures\n/);
    assert.match(stdout, /\n1 change in 2 files\. Nothing is written yet: add --write\.\n$/);
    assert.deepEqual(
      [await textOf(folder, "orders.js"), await textOf(folder, "template.yml")],
      [loop, template],
    );
  });

  it("makes the change in both files with --write, and has nothing left to do then", async () => {
    const folder = await folderWith(files);
    const { code, stdout } = await fix(folder, "--write");
    assert.equal(code, 0);
    assert.match(stdout, /\n\nMade 1 change in 2 files\.\n$/);
    assert.match(await textOf(folder, "orders.js"), /batchItemFailures/);
    assert.match(await textOf(folder, "template.yml"), /ReportBatchItemFailures/);
    assert.match((await fix(folder, "--write")).stdout, /^There is nothing to change/);
    assert.equal((await runIn(folder, ["review", "--fail-on", "warning"])).stdout.includes("batch"), false);
  });

  it("prints JSON where it is asked to", async () => {
    const { stdout } = await fix(await folderWith(files), "--format", "json");
    const { changes, written } = JSON.parse(stdout);
    assert.deepEqual([changes.length, written, changes[0].files.length], [1, false, 2]);
  });

  it("exits with 1 where changes are left for another run, and with 2 for what is wrong", async () => {
    const two = `import { S3Client } from "@aws-sdk/client-s3";
exports.handler = async (event) => {
  const a = new S3Client({});
  const b = new S3Client({});
  return { statusCode: 200, body: String([a, b, event.headers]) };
};
`;
    const folder = await folderWith({ "a.js": two });
    const codeFor = async (...args: string[]) => (await runIn(folder, ["review", ...args])).code;
    assert.equal(await codeFor("--fix-suggestions", "no-client-in-handler"), 0);
    assert.equal(await codeFor("--fix-suggestions", "no-client-in-handler", "--write"), 1);
    assert.equal(await codeFor("--fix-suggestions", "no-client-in-handler", "--write"), 0);
    assert.equal(await codeFor("--fix-suggestions", "no-clients"), 2);
    assert.equal(await codeFor("--fix-suggestions", "no-client-in-handler", "nowhere"), 2);
    assert.equal(await codeFor("--write"), 2);
  });
});

describe("npm start", () => {
  const start = (...args: string[]) =>
    new Promise<Result>((resolve) => {
      execFile(process.execPath, ["build/start.mjs", ...args], { cwd: root }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it("reviews the sample service, and findings are no failure", async () => {
    const { code, stdout } = await start("--format", "json");
    const files = JSON.parse(stdout).findings.map(({ file }: { file: string }) => file);
    assert.equal(code, 0);
    assert.ok(files.length > 0);
    assert.ok(files.every((file: string) => file.startsWith("test/samples/")));
  });

  it("reviews other paths where they are named", async () => {
    const folder = await folderWith({ "old.js": old });
    const { stdout } = await start("--format=json", folder);
    assert.equal(JSON.parse(stdout).findings.length, 1);
  });
});

describe("effective-lambda handlers", () => {
  const template = `Resources:
  Copy:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/copy.run
      Runtime: nodejs22.x
      Timeout: 20
      MemorySize: !Ref Memory
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: arn:aws:sqs:eu-west-1:111122223333:orders
            BatchSize: 1
`;
  const files = {
    "package.json": "{}",
    "template.yml": template,
    "src/copy.js": "export const run = async (input) => console.log(input);\n",
    "src/old.js": old,
  };

  it("prints a table with the template that names each, or what its code shows", async () => {
    const { code, stdout, stderr } = await runIn(await folderWith(files), ["handlers"], { COLUMNS: "80" });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.deepEqual(
      stdout.split("\n").map((line) => line.replace(/ {2,}/g, "  ")),
      [
        "  Shown by  Sources  Batch  Runtime  Timeout  Memory",
        "",
        "src/copy.js:1  run",
        "  template.yml:2  SQS  1  nodejs22.x  20 s  ?",
        "src/old.js:2  handler",
        "  exported as handler  SQS",
        "",
        "2 handlers in 2 files, 1 named by a template.",
        "",
      ],
    );
    assert.ok(stdout.split("\n").every((line) => line.length <= 80));
  });

  it("prints JSON, with `null` for what cannot be told", async () => {
    const { stdout } = await runIn(await folderWith(files), ["handlers", "src/copy.js", "--format", "json"]);
    const { handlers, isComplete, problems } = JSON.parse(stdout);
    assert.deepEqual([isComplete, problems, handlers.length], [true, [], 1]);
    assert.deepEqual(handlers[0], {
      file: "src/copy.js",
      line: 1,
      name: "run",
      code: "exported as run",
      sources: ["sqs"],
      deployments: [
        {
          template: "template.yml",
          line: 2,
          function: "Copy",
          sources: ["sqs"],
          otherInvokers: [],
          mayHaveOtherSources: false,
          batchSizes: [1],
          runtime: "nodejs22.x",
          timeout: 20,
          memory: null,
        },
      ],
    });
  });

  it("says which templates and files it could not read, and exits with 2 for a named path", async () => {
    const folder = await folderWith({ ...files, "b/template.yml": "Resources: [", "broken.js": "const (" });
    const listed = await runIn(folder, ["handlers"]);
    assert.equal(listed.code, 0);
    assert.match(listed.stdout, /Problems\n {2}broken\.js\n[^]* {2}b\/template\.yml\n {4}Line 1: /);
    assert.equal((await runIn(folder, ["handlers", "nowhere"])).code, 2);
  });
});

describe("effective-lambda explain, slides, quiz and export-site", () => {
  it("show what comes with the package, in any folder", async () => {
    const folder = await folderWith({});
    const first = async (...args: string[]) => {
      const { code, stdout, stderr } = await runIn(folder, args, { COLUMNS: "80" });
      assert.deepEqual([code, stderr], [0, ""]);
      return stdout.split("\n", 1)[0];
    };
    assert.equal(await first("explain", "no-client-in-handler"), "no-client-in-handler");
    assert.equal(await first("slides"), "Welcome");
    assert.equal(await first("slides", "3"), "3 / 23 · How Lambda runs your code");
    assert.equal(await first("quiz", "question-1"), "Question 1: The Database Client");
    assert.equal(
      await first("export-site", "site"),
      `Wrote 78 files. Open ${join("site", "index.html")} in a browser.`,
    );
    assert.match(await readFile(join(folder, "site/index.html"), "utf8"), /<section id="title"/);
  });

  it("exit with 2 and a sentence for what they cannot show, or where they may not write", async () => {
    const folder = await folderWith({ "notes.txt": "" });
    const complaint = async (...args: string[]) => {
      const { code, stdout, stderr } = await runIn(folder, args);
      assert.deepEqual([code, stdout], [2, ""]);
      return stderr.split("\n", 1)[0];
    };
    assert.match(
      (await complaint("explain", "no-client"))!,
      /^There is no rule no-client\. Did you mean no-client-in-handler\?$/,
    );
    assert.match((await complaint("quiz", "title"))!, /^The slide title asks nothing\. /);
    assert.match(
      (await complaint("export-site", "."))!,
      /^\.: This holds files that are not from an export, and stays as it is\./,
    );
  });

  it("reviews what changed, and says what to do where nothing can be compared", async () => {
    const repository = new TestRepository({ "a.js": clean, "b.js": old });
    repository.write({ "b.js": `${old}\n// changed\n`, "c.js": old });
    const { code, stdout } = await runIn(repository.root, ["review", "--diff", "--format", "json"]);
    const { change, findings } = JSON.parse(stdout) as {
      change: { touched: { file: string; state: string }[] };
      findings: { file: string }[];
    };
    assert.equal(code, 0);
    assert.deepEqual(
      change.touched.map(({ file, state }) => `${file} ${state}`),
      ["c.js new"],
    );
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ["c.js"]);
    const people = await runIn(repository.root, ["review", "--diff"]);
    assert.match(
      people.stdout,
      /^Since main \([\da-f]{12}\), 1 handler touched\n {2}c\.js:2 {2}handler\n.*new$/m,
    );

    const nowhere = await runIn(await folderWith({ "a.js": clean }), ["review", "--diff"]);
    assert.equal(nowhere.code, 2);
    assert.match(flat(nowhere.stderr), /is in no Git repository .* Leave --diff out to review all\. See: /);
  });
});
