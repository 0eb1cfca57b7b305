import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import * as catalogue from "../rules/index.ts";
import type { Review } from "../src/review/finding.ts";
import { filesBelow } from "./kit/files.ts";
import { packed } from "./kit/packed.ts";
import { root } from "./kit/root.ts";
import { objectionsOf, type Manifest } from "./kit/shops.ts";
import { unzip } from "./kit/unzip.ts";

const run = promisify(execFile);

const handler = `
  const { S3Client } = require("@aws-sdk/client-s3");
  exports.handler = async () => new S3Client({}).config.region();
`;

describe("what is published", function () {
  this.timeout(180_000);
  let folder: string;
  let extension: string;
  let tarball: string;
  let said: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "effective-lambda-packages-"));
    ({ extension, tarball, said } = await packed());
  });

  it("is packed without a warning", () => assert.doesNotMatch(said, /\bwarn/i));

  after(() => rm(folder, { recursive: true, force: true }));

  describe("the extension", () => {
    let files: string[];

    before(async () => {
      files = await unzip(extension, join(folder, "extension"));
    });

    it("holds what it needs and nothing else", () => {
      const pages = filesBelow("rules/docs", /\.md$/);
      const slides = filesBelow("media/slides", /\.md$/);
      const pictures = ["media/diagrams", "media/walkthrough"].flatMap((folder) =>
        filesBelow(folder, /\.svg$/),
      );
      const expected = [
        "[Content_Types].xml",
        "extension.vsixmanifest",
        ...["LICENSE.txt", "changelog.md", "package.json", "package.nls.json", "readme.md"].map(
          (name) => `extension/${name}`,
        ),
        ...[
          "dist/media/deck.css",
          "dist/media/deck.js",
          "dist/node/change-thread.cjs",
          "dist/node/deck-page.cjs",
          "dist/node/extension.cjs",
          "dist/node/licences.txt",
          "dist/node/worker.cjs",
          "dist/web/deck-page.js",
          "dist/web/extension.cjs",
          "dist/web/licences.txt",
          "dist/web/worker.js",
        ].map((name) => `extension/${name}`),
        ...[
          "l10n/bundle.l10n.json",
          "media/activity.svg",
          "media/icon.png",
          "rules/schema.json",
          ...pages,
          ...slides,
          ...pictures,
        ].map((name) => `extension/${name}`),
      ];
      assert.deepEqual(files, expected.sort());
    });

    it("has less than 2 MB", () => {
      const { size } = statSync(extension);
      assert.ok(size < 2_000_000, `${size} bytes`);
    });

    it("says of itself what the Marketplace and Open VSX ask for", async () => {
      const own = join(folder, "extension/extension");
      const manifest = JSON.parse(await readFile(join(own, "package.json"), "utf8")) as Manifest;
      const { description } = JSON.parse(await readFile(join(own, "package.nls.json"), "utf8"));
      assert.deepEqual(objectionsOf({ ...manifest, description }), []);
      assert.deepEqual(sizeOfPng(await readFile(join(own, manifest.icon))), [256, 256]);
      assert.match(await readFile(join(own, "LICENSE.txt"), "utf8"), /^MIT License\n/);
      assert.ok((await readFile(join(own, "changelog.md"), "utf8")).includes(`\n## ${manifest.version}`));
    });

    it("has a readme whose pictures a shop can show, all of which are in the repository", async () => {
      const readme = await readFile(join(folder, "extension/extension/readme.md"), "utf8");
      const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
      assert.ok(pictures.length > 0);
      const base = "https://github.com/effective-lambda/effective-lambda/raw/HEAD/";
      for (const [, words, address] of pictures) {
        assert.ok(address!.startsWith(base) && address!.endsWith(".png"), address);
        assert.ok(existsSync(join(root, address!.slice(base.length))), address);
        assert.match(words!, /\w+ \w+/);
      }
    });

    it("reviews a handler in its worker", async () => {
      const worker = new Worker(join(folder, "extension/extension/dist/node/worker.cjs"));
      try {
        await once(worker, "message");
        const input = [handler, "orders.js", { preset: "recommended" }];
        worker.postMessage({ task: "review", input, texts: new Map() });
        const [{ findings }] = (await once(worker, "message")) as [Review];
        assert.deepEqual(
          findings.map(({ rule }) => rule),
          ["no-client-in-handler"],
        );
      } finally {
        await worker.terminate();
      }
    });

    it("is started by a small file, which finds beside it what it needs later", async () => {
      const folderOfBundles = join(folder, "extension/extension/dist/node");
      const bundle = await readFile(join(folderOfBundles, "extension.cjs"), "utf8");
      assert.ok(
        Buffer.byteLength(bundle) <= 150_000,
        `extension.cjs has ${Buffer.byteLength(bundle)} bytes. Load with import() what is not needed at the start.`,
      );
      const later = [...bundle.matchAll(/require\("\.\/([^"]+)"\)/g)].map(([, file]) => file!);
      assert.deepEqual(later.sort(), ["change-thread.cjs", "deck-page.cjs"]);
      const require = createRequire(join(folderOfBundles, "extension.cjs"));
      assert.equal(typeof require("./deck-page.cjs").deckPage, "function");
      assert.equal(typeof require("./change-thread.cjs").changeThread, "function");
    });

    it("asks Node for nothing that reaches a network, or runs what lies in a folder", async () => {
      const networkCalls =
        /\bfetch\(|new (XMLHttpRequest|WebSocket|EventSource)\b|sendBeacon|TelemetryLogger/;
      const networkModules = /^(node:)?(https?|http2|net|tls|dgram|dns)(\/|$)/;
      const runningModules = /^(node:)?(child_process|cluster|inspector|module|repl|vm)(\/|$)/;
      // Git alone is run, so that nothing of a repository is: src/git/run.ts.
      const allowed: Record<string, string[]> = { "extension/dist/node/worker.cjs": ["node:child_process"] };
      const bundles = files.filter((file) => /dist\/(node|web)\/.*\.c?js$/.test(file));
      for (const name of bundles) {
        const bundle = await readFile(join(folder, "extension", name), "utf8");
        const requests = bundle.matchAll(/(?:require|getBuiltinModule)(?:\?\.)?\("([^"]+)"\)/g);
        const asked = [...requests].map(([, module]) => module!);
        assert.deepEqual(
          asked.filter((module) => networkModules.test(module) || runningModules.test(module)),
          allowed[name] ?? [],
          name,
        );
        const runs = [...bundle.matchAll(/import_node_child_process\w*\.\w+\)?\([^,]*/g)].map(([run]) => run);
        assert.ok(
          runs.every((run) => run.endsWith('.spawn)("git"')),
          runs.join(),
        );
        assert.doesNotMatch(bundle, networkCalls, name);
      }
    });
  });

  describe("the plugin, installed into a JavaScript project", () => {
    const project = () => join(folder, "project");

    before(async () => {
      await run("mkdir", ["-p", project()]);
      await writeFile(join(project(), "package.json"), JSON.stringify({ private: true }));
      await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "eslint@10", tarball], {
        cwd: project(),
      });
      await writeFile(join(project(), "orders.cjs"), handler);
    });

    it("brings no TypeScript along", () => {
      const modules = join(project(), "node_modules");
      assert.ok(existsSync(join(modules, "eslint-plugin-effective-lambda/package.json")));
      assert.ok(!existsSync(join(modules, "typescript")));
      assert.ok(!existsSync(join(modules, "@typescript-eslint")));
    });

    it("has a manifest that publint does not object to", async () => {
      const { buffer } = new Uint8Array(await readFile(tarball));
      const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
      assert.deepEqual(
        messages.map((message) => formatMessage(message, pkg)),
        [],
      );
    });

    it("has types that are found wherever its code is", async () => {
      const checked = await checkPackage(createPackageFromTarballData(await readFile(tarball)));
      assert.ok(checked.types, "It has no types.");
      assert.deepEqual(
        checked.problems.filter((problem) => !isOfModulesOnly(problem)),
        [],
      );
    });

    it("holds the plugin, the parser, the command, the formatter, their types, the slides, a page for each rule, and nothing else", () => {
      const plugin = join(project(), "node_modules/eslint-plugin-effective-lambda");
      const files = readdirSync(plugin, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(plugin.length + 1))
        // What the command and the formatter share is named after what it holds.
        .filter((file) => !/^dist\/[a-z-]+-[A-Z0-9]{8}\.js$/.test(file));
      const expected = [
        ...["LICENSE", "README.md", "package.json", "schema.json"],
        ...[
          "dist/cli.js",
          "dist/formatters/review.js",
          "dist/licences.txt",
          "dist/parser.js",
          "dist/plugin.js",
          ...["deck.js", "pages.js", "site.css"].map((name) => `dist/media/site/${name}`),
          ...[...filesBelow("media/slides", /\.md$/), ...filesBelow("media/diagrams", /\.svg$/)].map(
            (name) => `dist/${name}`,
          ),
          ...filesBelow("docs", /\.md$/).map((name) => name.replace("docs", "dist/guides")),
          "formatters/review.js",
          "types/parser.d.ts",
          "types/plugin.d.ts",
          "types/review.d.ts",
        ],
        ...Object.keys(catalogue).map((id) => `docs/${id}.md`),
      ];
      assert.deepEqual(files.sort(), expected.sort());
    });

    it("works in ESLint with three lines of configuration", async () => {
      const config = `
        import effectiveLambda from "eslint-plugin-effective-lambda";
        export default [effectiveLambda.configs.recommended];
      `;
      await writeFile(join(project(), "eslint.config.mjs"), config);
      const { stdout } = await failing(run("npx", ["eslint", "orders.cjs"], { cwd: project() }));
      assert.match(stdout, /effective-lambda\/no-client-in-handler/);
    });

    it("brings a formatter", async () => {
      const formatter = "eslint-plugin-effective-lambda/formatters/review";
      const path = `./node_modules/${formatter}.js`;
      const { stdout } = await failing(run("npx", ["eslint", "-f", path, "orders.cjs"], { cwd: project() }));
      assert.match(stdout, /^<!-- effective-lambda -->\n\n# ❌ Lambda review: 1 error in 1 handler\n/);
      await run(process.execPath, ["--input-type=module", "--eval", `import "${formatter}";`], {
        cwd: project(),
      });
    });

    it("brings the command", async () => {
      const { stdout } = await failing(run("npx", ["effective-lambda", "review"], { cwd: project() }));
      assert.match(stdout, /no-client-in-handler/);
      const slide = await run("npx", ["effective-lambda", "slides", "tmp-cache"], { cwd: project() });
      assert.match(slide.stdout, /\/tmp as a Transient Cache/);
    });
  });
});

/** Whether a problem is that there are only ES modules, which every Node.js that we run on can `require`, or is one of old Node.js. */
const isOfModulesOnly = (problem: Problem): boolean =>
  "resolutionKind" in problem &&
  (problem.resolutionKind === "node10" ||
    (problem.kind === "CJSResolvesToESM" && problem.resolutionKind === "node16-cjs"));

/** What a command that must fail printed. */
const failing = async (running: Promise<unknown>): Promise<{ stdout: string }> => {
  const error = await running.then(
    () => undefined,
    (reason: { stdout: string }) => reason,
  );
  assert.ok(error, "The command ended without a finding.");
  return error;
};

/** The width and the height of a picture: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOfPng(bytes: Buffer): [width: number, height: number] {
  assert.equal(bytes.toString("latin1", 1, 4), "PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
