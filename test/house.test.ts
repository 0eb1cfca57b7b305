import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Linter } from "eslint";
import { format } from "prettier";
import * as catalogue from "../rules/index.ts";
import { eventSources } from "../rules/lambda/event-sources.ts";
import plugin, { prefix, rules } from "../rules/plugin.ts";
import { slides } from "../rules/slides.ts";
import { configurationSchema } from "../src/configuration/schema.ts";
import { review } from "../src/review/review.ts";
import { filesBelow } from "./kit/files.ts";
import { crossReferenced } from "./kit/cross-references.ts";
import { pageOf } from "./kit/page.ts";
import { currentReadme } from "./kit/readme.ts";
import { root } from "./kit/root.ts";

const ids = Object.keys(catalogue);
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));

describe("the house", () => {
  describe("every rule", () => {
    it("has a line in the catalogue, in alphabetical order", () => {
      const files = ["rules/handler", "rules/deployment"].flatMap((folder) => filesBelow(folder, /\.ts$/));
      assert.deepEqual(
        ids,
        files.map((file) => basename(file, ".ts")).sort(),
        "List each file of rules/handler and rules/deployment in rules/index.ts, and nothing else.",
      );
    });

    it("says that it reads templates where it lies among those of deployments, and nowhere else", () => {
      const readers = ids.filter((id) => rules[id]!.meta.docs.readsTemplates);
      assert.deepEqual(
        readers,
        filesBelow("rules/deployment", /\.ts$/)
          .map((file) => basename(file, ".ts"))
          .sort(),
      );
    });

    for (const [id, { meta }] of Object.entries(rules)) {
      describe(id, () => {
        it("has a test", () => {
          assert.ok(existsSync(join(root, `test/rules/${id}.test.ts`)), `Write test/rules/${id}.test.ts.`);
        });

        it("has a page with the sections people look for", () => {
          const { text, why, sections } = pageOf(id);
          assert.ok(text.startsWith(`# ${id}\n`), "Start the page with the rule's id as its title.");
          assert.ok(why.length > 80, "Say under the title why the rule exists.");
          const expected = [
            "Bad",
            "Good",
            ...(hasOptions(id) ? ["Options"] : []),
            "When not to use it",
            "Sources",
            "Slide",
          ];
          assert.deepEqual(sections, expected);
        });

        it("has examples on its page that are short enough for a hover", () => {
          for (const section of ["Bad", "Good"] as const) {
            const lines = pageOf(id).example(section).code.trimEnd().split("\n").length;
            assert.ok(lines <= 18, `The example under "${section}" has ${lines} lines, 18 at most.`);
          }
        });

        it("reports the bad example on its page", () => {
          const { code, filename, at } = switchedOn(id, "Bad");
          const found = review(code, filename, { preset: "strict", ...at }).findings.map(({ rule }) => rule);
          assert.ok(found.includes(id), `The bad example is reported by [${found.join(", ")}] only.`);
        });

        it("shows a good example that no rule reports", () => {
          const { code, filename, at } = switchedOn(id, "Good");
          const { findings, problems } = review(code, filename, { preset: "strict", ...at });
          assert.deepEqual([...findings, ...problems], []);
        });

        if (meta.docs.readsTemplates)
          it("shows templates too, of which it reports the bad, and no rule the good", () => {
            const [bad, good] = (["Bad", "Good"] as const).map((section) => pageOf(id).templates(section));
            assert.ok(bad!.length > 0 && good!.length > 0, "Show a template under Bad and under Good.");
            for (const code of bad!) assert.ok(foundInTemplate(code).includes(id), code);
            for (const code of good!) assert.deepEqual(foundInTemplate(code), [], code);
          });

        it("describes itself with a verb that ESLint's users know", () => {
          assert.match(meta.docs.description, /^(Disallow|Require|Enforce|Prefer) [^.]*[^.]$/);
          assert.match(meta.docs.why, /^[A-Z].*\.$/);
        });

        it("speaks in sentences that fit a line, and in titles that say what a change does", () => {
          for (const message of Object.values(meta.messages)) {
            const shown = message.replace(/\{\{\w+\}\}/g, "x".repeat(12));
            if (
              /^(Add|Await|Collect|Decode|Log|Move|Use|Create|Rethrow|Return|Remove|Rename|Replace|Guard|Report|Name|Set|Throw|Wrap) ([^.`]|`[^`]+`)+$/.test(
                message,
              )
            )
              continue;
            assert.match(
              message,
              /^[`A-Z{].*\.$/,
              `Neither a sentence nor the title of a change: ${message}`,
            );
            assert.ok(shown.length <= 110, `${shown.length} characters, 110 at most: ${shown}`);
          }
        });

        it("leads to a slide that shows code before and after, and to its page on the web", () => {
          assert.match(read(`media/slides/${meta.docs.slide}.md`), /^## Before$/m);
          assert.match(meta.docs.url!, new RegExp(`^https://.*/${id}\\.md$`));
        });
      });
    }
  });

  describe("every slide", () => {
    for (const [topic, title] of Object.entries(slides)) {
      it(`${topic} has a text under its title, and a rule that leads to it where it shows code before and after`, () => {
        const text = read(`media/slides/${topic}.md`);
        assert.match(text, new RegExp(`^title: "?${title}"?$`, "m"));
        const isLedTo = Object.values(rules).some(({ meta }) => meta.docs.slide === topic);
        assert.equal(isLedTo, /^## Before$/m.test(text));
      });
    }
  });

  describe("the layers", () => {
    /** Which folders or files a layer may import besides itself; what is not listed here is free. */
    const layers: [layer: string, below: string[]][] = [
      ["rules/kit", ["rules/slides.ts"]],
      ["rules/lambda", ["rules/kit"]],
      ["rules/service", ["rules/lambda", "rules/kit", "rules/parser", "rules/parser.ts"]],
      ["rules/handler", ["rules/service", "rules/lambda", "rules/kit"]],
      ["rules/deployment", ["rules/service", "rules/lambda", "rules/kit"]],
      ["src/configuration", ["rules", "src/names.ts"]],
      ["src/review", ["src/configuration", "src/names.ts", "rules"]],
      ["src/report", ["src/review", "rules"]],
      ["src/files", ["src/review", "src/report", "rules"]],
      ["src/git", ["src/usage-error.ts"]],
      ["src/change", ["src/git", "src/files", "src/review", "src/report", "rules"]],
      ["src/teaching", ["rules"]],
      ["src/terminal", ["src/teaching", "src/report", "rules"]],
      ["src/site", ["src/teaching", "rules"]],
      [
        "src/editor",
        [
          "src/change",
          "src/configuration",
          "src/files",
          "src/git",
          "src/review",
          "src/report",
          "src/teaching",
          "rules",
          "media",
        ],
      ],
    ];

    for (const [layer, below] of layers) {
      it(`${layer} imports from ${below.join(", ")} and itself only`, () => {
        const strangers = filesBelow(layer, /\.ts$/).flatMap((file) =>
          importsOf(file)
            .filter(
              (target) =>
                ![layer, ...below].some((allowed) => target === allowed || target.startsWith(`${allowed}/`)),
            )
            .map((target) => `${file} imports ${target}`),
        );
        assert.deepEqual(strangers, []);
      });
    }

    it("let only the editor know of vscode", () => {
      const users = [...filesBelow("rules", /\.ts$/), ...filesBelow("src", /\.ts$/)].filter((file) =>
        /from "vscode"/.test(read(file)),
      );
      assert.deepEqual(
        users.filter((file) => !file.startsWith("src/editor/") && file !== "src/extension.ts"),
        [],
      );
    });

    it("keep TypeScript out of the plugin: of typescript-eslint's utilities only types are imported", () => {
      const users = filesBelow("rules", /\.ts$/).filter((file) =>
        /^import (?!type)[^;]*from "@typescript-eslint\/utils"/m.test(read(file)),
      );
      assert.deepEqual(users, []);
    });
  });

  describe("the extension's manifest", () => {
    const sources = filesBelow("src", /\.ts$/).map(read).join("\n");

    it("names each command that is registered, and registers each it names", () => {
      const declared: string[] = manifest.contributes.commands.map(
        ({ command }: { command: string }) => command,
      );
      const used = new Set(sources.match(/effectiveLambda\.[a-zA-Z]+(?=")/g));
      const settings = Object.keys(manifest.contributes.configuration.properties);
      const views = manifest.contributes.views.effectiveLambda.map(({ id }: { id: string }) => id);
      const conditions = JSON.stringify(manifest).match(/"when":"[^"]*"/g)!;
      const contexts = conditions.flatMap((when) => when.match(/effectiveLambda\.\w+/g) ?? []);
      for (const command of declared) assert.ok(used.has(command), `${command} is registered nowhere.`);
      for (const name of used) {
        assert.ok(
          [...declared, ...settings, ...views, ...contexts, "effectiveLambda.deck"].includes(name),
          `${name} is not in package.json.`,
        );
      }
    });

    it("declares no setting that nobody reads", () => {
      for (const setting of Object.keys(manifest.contributes.configuration.properties)) {
        const key = setting.replace("effectiveLambda.", "");
        assert.ok(sources.includes(`"${key}"`), `Nothing in src reads the setting ${setting}.`);
      }
    });

    it("declares no setting that could name what to run, so that those of any folder may count", () => {
      const { untrustedWorkspaces } = manifest.capabilities;
      assert.deepEqual(untrustedWorkspaces, { supported: true });
      const settings: [string, { type: string; enum?: string[] }][] = Object.entries(
        manifest.contributes.configuration.properties,
      );
      const free = settings.filter(([, { type, enum: values }]) => type === "string" && !values);
      assert.deepEqual(free, [], "Name it in restrictedConfigurations, unless no value of it can be run.");
    });

    it("offers every source that a handler can be said to have", () => {
      const { items } = manifest.contributes.configuration.properties["effectiveLambda.handlers"];
      assert.deepEqual(items.properties.source.enum, Object.keys(eventSources));
    });

    it("has the version of the plugin it carries", () => {
      assert.equal(manifest.version, JSON.parse(read("rules/package.json")).version);
    });
  });

  it("keeps the README's tables of rules and settings current", async () => {
    const current = await currentReadme();
    if (process.env.UPDATE) writeFileSync(join(root, "README.md"), current);
    assert.equal(read("README.md"), current, "Run `UPDATE=1 npx mocha test/house.test.ts`.");
  });

  it("keeps the schema of configurations current", async () => {
    const path = join(root, "rules/schema.json");
    const current = await format(JSON.stringify(configurationSchema()), { parser: "json", printWidth: 110 });
    if (process.env.UPDATE) writeFileSync(path, current);
    assert.equal(read("rules/schema.json"), current, "Run `UPDATE=1 npx mocha test/house.test.ts`.");
  });

  it("keeps each page's link to its slide, and each slide's list of its rules", () => {
    for (const [path, current] of crossReferenced()) {
      if (process.env.UPDATE) writeFileSync(join(root, path), current);
      assert.equal(read(path), current, "Run `UPDATE=1 npx mocha test/house.test.ts`.");
    }
  });

  it("is clean under its own strict preset", () => {
    const own = ["rules", "src", "media", "build"].flatMap((folder) => filesBelow(folder, /\.(ts|mjs)$/));
    const findings = own.flatMap((file) =>
      review(read(file), file, { preset: "strict" }).findings.map((one) => ({ file, ...one })),
    );
    assert.deepEqual(findings, []);
  }).timeout(120_000);

  it("has no download address in package-lock.json", () => {
    const addresses = read("package-lock.json").match(/"resolved": "http.*/g);
    assert.equal(addresses, null);
  });
});

/** The rules that report something in a template, or what keeps it from being read. */
const foundInTemplate = (code: string): string[] =>
  new Linter()
    .verify(code, [plugin.configs.strict, plugin.configs.templates], { filename: "template.yaml" })
    .map(({ ruleId, message }) => ruleId?.slice(prefix.length + 1) ?? message);

const hasOptions = (id: string): boolean => {
  const { schema } = rules[id]!.meta;
  return !Array.isArray(schema) || schema.length > 0;
};

/** An example of a rule's page, with the comment that switches on a rule which no preset has. */
function switchedOn(id: string, section: "Bad" | "Good") {
  const example = pageOf(id).example(section);
  const isOff = rules[id]!.meta.docs.preset === "off";
  return isOff ? { ...example, code: `/* eslint ${prefix}/${id}: "warn" */ ${example.code}` } : example;
}

/** The project's own files and folders that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  const specifiers = [...read(file).matchAll(/^(?:import|export) [^;]*?from "(\.[^"]*)"/gm)].map(
    ([, specifier]) => specifier!,
  );
  return specifiers.map((specifier) => relative(root, resolve(root, dirname(file), specifier)));
}
