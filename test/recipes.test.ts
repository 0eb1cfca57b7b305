import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "jsonc-parser";
import { rules } from "../rules/plugin.ts";
import { argumentsIn } from "../src/arguments.ts";
import { initIn } from "../src/init.ts";
import { lessonIn } from "../src/lessons.ts";
import { sourceCodeOf } from "../src/review/source-code.ts";
import { starts } from "../src/files/starts.ts";
import { ciProjects } from "./kit/ci-projects.ts";
import { root } from "./kit/root.ts";

const pages = readdirSync(join(root, "docs")).map((name) => `docs/${name}`);
const textOf = (page: string) => readFileSync(join(root, page), "utf8").replaceAll("\r\n", "\n");

/** The blocks of code of a page, each with its language. */
const blocksOf = (page: string) =>
  [...textOf(page).matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map(
    ([, indent = "", language, code = ""]) => ({
      language,
      code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );

/** Each command of ours that a page names, in a block or between backticks. */
const commandsOf = (page: string) =>
  [
    ...textOf(page).matchAll(
      /effective-lambda ((?:review|handlers|explain|slides|quiz|init|doctor|baseline)\b[^`"\n#]*)/g,
    ),
  ].map(([, line = ""]) => line.trim().replace(/\[[^\]]*\]/g, ""));

describe("the recipes", () => {
  for (const page of ["README.md", ...pages])
    describe(page, () => {
      it("names no command and no option that does not exist", () => {
        for (const line of commandsOf(page)) {
          const args = line.replace(/\bRULE\b/, "require-batch-item-failures").split(/\s+/);
          assert.doesNotThrow(() => lessonIn(args) ?? initIn(args) ?? argumentsIn(args), line);
        }
      });

      it("has YAML and JSON that can be read", () => {
        for (const { language, code } of blocksOf(page)) {
          if (language === "yaml") assert.doesNotThrow(() => sourceCodeOf(code, "recipe.yml"), code);
          if (language === "json") assert.doesNotThrow(() => JSON.parse(code), code);
          if (language === "jsonc") assert.ok(parse(code), code);
        }
      });

      it("names no rule that does not exist", () => {
        for (const [, id = ""] of textOf(page).matchAll(
          /\beffective-lambda\/((?:no|prefer|require|valid)-[\w-]+)/g,
        ))
          assert.ok(Object.hasOwn(rules, id), id);
      });

      it("leads to files and headings that are there", () => {
        for (const [, path = "", anchor] of textOf(page).matchAll(
          /\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g,
        )) {
          const target = path === "" ? page : join(dirname(page), path);
          assert.ok(existsSync(join(root, target)), target);
          if (anchor !== undefined) assert.ok(anchorsOf(target).includes(anchor), `${target}#${anchor}`);
        }
      });
    });

  /** What the pages show, without the comment that names the file. */
  const shown = pages.flatMap((page) => blocksOf(page).map(({ code }) => code.replace(/^(#|\/\/) .*\n/, "")));

  it("are those that init writes", () => {
    for (const { path, text } of Object.values(starts)) assert.ok(shown.includes(text), path);
  });

  it("are those of the projects to copy, to each of which a page leads", () => {
    for (const project of ciProjects) {
      const folder = `test/samples/${project}`;
      const config = ["eslint.config.js", ".oxlintrc.json"].find((name) =>
        existsSync(join(root, folder, name)),
      )!;
      assert.ok(shown.includes(readFileSync(join(root, folder, config), "utf8")), `${folder}/${config}`);
      assert.ok(
        pages.some((page) => textOf(page).includes(`(../${folder})`)),
        folder,
      );
      assert.ok(textOf("test/samples/README.md").includes(`| \`${project}\``), folder);
    }
  });

  it("are all named by the README", () => {
    for (const page of pages) assert.ok(textOf("README.md").includes(`(${page})`), page);
  });
});

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
