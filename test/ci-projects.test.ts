import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { ESLint } from "eslint";
import {
  ciProjects,
  copyOf,
  install,
  printedBy,
  toolsOf,
  toolsOfAll,
  type Packages,
} from "./kit/ci-projects.ts";
import { root } from "./kit/root.ts";

/** What the linter finds in each project; the other handler beside it has no finding. */
const found: Record<string, string[]> = {
  "ci-commonjs": ["src/create-order.js:4 no-client-in-handler"],
  "ci-esm": ["src/create-order.js:4 no-client-in-handler"],
  "ci-oxlint": ["src/create-order.js:4 no-client-in-handler"],
  // What create-order.js has too is in the file of suppressions.
  "ci-suppressions": ["src/update-order.js:4 no-client-in-handler"],
  "ci-templates": [
    "returns.template.json:7 no-deprecated-runtime",
    "template.yaml:19 valid-visibility-timeout",
  ],
  "ci-typescript-6": ["src/count-clicks.ts:9 valid-batch-item-identifier"],
  "ci-typescript-7": ["src/count-clicks.ts:9 valid-batch-item-identifier"],
};

const manifestAt = (path: string) =>
  JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")) as {
    version: string;
    devDependencies: Packages;
    peerDependencies: Packages;
  };
const versionOf = (name: string) => manifestAt(`node_modules/${name}`).version;

/**
 * What is installed together. TypeScript 6 and 7 are one package, and so lie apart; with ESLint 9 there is none at all,
 * since the rules need none.
 */
const ofTypescript7 = "ci-typescript-7";
const others = ciProjects.filter((name) => name !== ofTypescript7);
const installations: { tools: Packages; projects: string[] }[] = [
  { tools: toolsOfAll(others), projects: others },
  { tools: toolsOf(ofTypescript7), projects: [ofTypescript7] },
  { tools: { eslint: versionOf("eslint-9") }, projects: ["ci-esm", "ci-suppressions", ofTypescript7] },
  { tools: { eslint: "9.0.0" }, projects: ["ci-commonjs", "ci-esm", "ci-templates", ofTypescript7] },
];

describe("the projects that show how a pipeline runs the rules", function () {
  this.timeout(180_000);

  let folder: string;
  let modules: string[];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "effective-lambda-tools-"));
    modules = await Promise.all(
      installations.map(({ tools }, index) => install(tools, join(folder, String(index)))),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [index, { tools, projects }] of installations.entries())
    for (const project of projects) {
      const { eslint } = tools;
      const copied = () => copyOf(project, modules[index]!);

      it(`finds what is wrong in ${project}, with ESLint ${eslint}`, async () => {
        const folder = copied();
        const printed = await printedBy("lint", folder, "--format", "json");
        assert.deepEqual(findingsIn(printed, folder), found[project]);
      });

      if (project === "ci-esm")
        it(`writes the report of a review with ESLint ${eslint}`, async () => {
          const folder = copied();
          await printedBy("review", folder);
          const report = readFileSync(join(folder, "review.md"), "utf8");
          assert.match(report, /^<!-- effective-lambda -->\n\n# ❌ Lambda review: 1 error in 2 handlers\n/);
        });

      if (project === "ci-suppressions")
        it(`keeps the findings of a day in a file, with ESLint ${eslint}`, async () => {
          const folder = copied();
          const file = join(folder, "eslint-suppressions.json");
          const before = JSON.parse(readFileSync(file, "utf8"));
          await printedBy("prune", folder);
          assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), before);

          rmSync(file);
          writeFileSync(join(folder, "src/update-order.js"), "");
          await printedBy("suppress", folder);
          assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), before);
        });
    }

  it("name types that are right, to TypeScript 6 and 7", async () => {
    assert.equal(await printedBy("types", copyOf("ci-typescript-6", modules[0]!)), "");
    assert.equal(await printedBy("types", copyOf("ci-typescript-7", modules[1]!)), "");
  });

  it("are checked with the first and the last versions of ESLint that the plugin takes", () => {
    assert.equal(manifestAt("rules").peerDependencies.eslint, "^9 || ^10");
  });

  it("have no typescript-eslint beside TypeScript 7, as docs/eslint.md says, which takes none above 6", () => {
    assert.match(manifestAt("node_modules/typescript-eslint").peerDependencies.typescript!, / <6\.1\.0$/);
  });

  it("name the versions that this project is tested with", () => {
    for (const project of ciProjects)
      for (const [name, version] of Object.entries(toolsOf(project))) {
        if (name === "eslint-plugin-effective-lambda") assert.equal(version, manifestAt("rules").version);
        // The project itself is checked with TypeScript 6.
        else if (name !== "typescript" || version.startsWith("6.")) assert.equal(version, versionOf(name));
      }
  });
});

/** What oxlint prints with `--format json`. */
interface OxlintReport {
  diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[];
}

/** Each finding as `file:line rule`, of either linter. */
function findingsIn(printed: string, folder: string): string[] {
  const report = JSON.parse(printed) as ESLint.LintResult[] | OxlintReport;
  const findings = Array.isArray(report)
    ? report.flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId, line }) => `${relative(folder, filePath)}:${line} ${ruleId}`),
      )
    : report.diagnostics.map(
        ({ code, filename, labels: [label] }) =>
          `${filename}:${label!.span.line} ${code.replace(/^(.+)\((.+)\)$/, "$1/$2")}`,
      );
  return findings.map((finding) => finding.replace("effective-lambda/", "").replaceAll("\\", "/")).sort();
}
