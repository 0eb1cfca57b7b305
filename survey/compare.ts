import { readFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { Linter } from "eslint";
import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../rules/kit/rule.ts";
import { contentOf, documentsOf, entriesIn } from "../rules/kit/yaml.ts";
import plugin, { prefix } from "../rules/plugin.ts";
import { mappingAt } from "../rules/service/template/values.ts";
import { filesBelow } from "../test/kit/files.ts";
import { root } from "../test/kit/root.ts";

/**
 * Says what other linters find in templates and we do not, for the mistakes that both know: `npm run compare -- FOLDER`.
 * A folder holds the templates that cfn-lint and serverless-rules try themselves on, and says what is expected of them:
 * by the names of serverless-rules (`es6000.fail.yaml`), and by reports of `cfn-lint --format json` in files that end in
 * `.json`, as cfn-lint publishes them with its templates.
 */

/** What each of their rules is called here. */
const counterparts: Record<string, readonly string[]> = {
  // cfn-lint: https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md
  E3505: ["valid-visibility-timeout"],
  E2531: ["no-deprecated-runtime"],
  E2533: ["no-deprecated-runtime"],
  W2531: ["no-deprecated-runtime"],
  E3663: ["no-reserved-env-var"],
  // serverless-rules: https://awslabs.github.io/serverless-rules/rules/
  ES1001: ["require-bounded-stream-retries"],
  ES1005: ["require-memory-and-timeout"],
  ES1006: ["require-memory-and-timeout"],
  ES1007: ["require-failure-destination"],
  ES4000: ["require-failure-destination"],
  ES6000: ["require-queue-dlq"],
  ES7000: ["require-failure-destination"],
};

/** A mistake that somebody else says is in a template. */
interface Expected {
  rule: string;
  file: string;
  /** The logical id of the resource, where it is said. */
  resource: string | undefined;
}

/** A match of `cfn-lint --format json`. */
interface Match {
  Filename: string;
  Location: { Path: readonly (string | number)[] | null };
  Rule: { Id: string };
}

function expectedIn(files: readonly string[]): { expected: Expected[]; harmless: Expected[] } {
  const expected = new Map<string, Expected>();
  const harmless: Expected[] = [];
  const add = (one: Expected) => expected.set(Object.values(one).join(" "), one);
  for (const file of files) {
    const [, id, verdict] = /^([ew]s\d+)[^.]*\.(fail|pass)\./.exec(basename(file)) ?? [];
    if (id && verdict === "fail") add({ rule: id.toUpperCase(), file, resource: undefined });
    if (id && verdict === "pass") harmless.push({ rule: id.toUpperCase(), file, resource: undefined });
    for (const { Filename, Location, Rule } of file.endsWith(".json") ? reportIn(file) : []) {
      const template = files.find((one) => one.endsWith(`/${Filename}`));
      const [section, resource] = Location.Path ?? [];
      if (template && counterparts[Rule.Id])
        add({
          rule: Rule.Id,
          file: template,
          resource: section === "Resources" ? String(resource) : undefined,
        });
    }
  }
  return { expected: [...expected.values()], harmless };
}

function reportIn(file: string): Match[] {
  try {
    const report: unknown = JSON.parse(readFileSync(resolve(root, file), "utf8"));
    return Array.isArray(report) ? (report as Match[]).filter((one) => one?.Rule?.Id && one.Filename) : [];
  } catch {
    return [];
  }
}

interface Said {
  rule: string;
  line: number;
}

/** What the rules say of a template, and where its resources stand. */
function reviewed(file: string): { said: Said[]; resources: Map<string, AST.YAMLPair>; problem?: string } {
  const linter = new Linter();
  const ids = Object.keys(plugin.rules).filter((id) => plugin.rules[id]!.meta.docs.readsTemplates);
  const messages = linter.verify(
    readFileSync(resolve(root, file), "utf8"),
    [
      {
        files: ["**/*.yml"],
        plugins: { [prefix]: plugin as never },
        languageOptions: plugin.configs.templates.languageOptions!,
        rules: Object.fromEntries(ids.map((id) => [`${prefix}/${id}`, "error" as const])),
      },
    ],
    { filename: "template.yml" },
  );
  const fatal = messages.find((message) => message.fatal);
  if (fatal) return { said: [], resources: new Map(), problem: fatal.message };
  const [document] = documentsOf(linter.getSourceCode() as unknown as SourceCode);
  const content = contentOf(document?.content);
  const section = content?.type === "YAMLMapping" ? mappingAt(content, "Resources") : undefined;
  const said = messages.map(({ ruleId, line }) => ({ rule: ruleId!.slice(prefix.length + 1), line }));
  const entries = section ? [...entriesIn(section)] : [];
  return { said, resources: new Map(entries.map(([id, { pair }]) => [id, pair])) };
}

function outcomeOf({ rule, file, resource }: Expected): "found" | string {
  const { said, resources, problem } = reviewed(file);
  if (problem) return `not read: ${problem}`;
  const ours = said.filter((one) => counterparts[rule]?.includes(one.rule));
  const pair = resource === undefined ? undefined : resources.get(resource);
  const isIn = ({ loc }: AST.YAMLPair, line: number) => loc.start.line <= line && line <= loc.end.line;
  // What `Globals` say of several functions is said once, and there.
  const isThere = ours.some(
    ({ line }) => !pair || isIn(pair, line) || ![...resources.values()].some((one) => isIn(one, line)),
  );
  return isThere ? "found" : "not found";
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error("Name a folder with the templates of other linters.");
const files = folders.flatMap((folder) => filesBelow(relative(root, resolve(folder)), /\.(ya?ml|json)$/));
const { expected, harmless } = expectedIn(files);
for (const [rule, ours] of Object.entries(counterparts)) {
  const outcomes = expected
    .filter((one) => one.rule === rule)
    .map((one) => ({ ...one, outcome: outcomeOf(one) }));
  const missed = outcomes.filter(({ outcome }) => outcome !== "found");
  console.log(
    `${rule.padEnd(7)} ${ours.join(", ").padEnd(32)} ${outcomes.length - missed.length} of ${outcomes.length}`,
  );
  for (const { file, resource, outcome } of missed) console.log(`    ${file} ${resource ?? ""} ${outcome}`);
  for (const one of harmless.filter((each) => each.rule === rule))
    if (outcomeOf(one) === "found") console.log(`    ${one.file} has none for them, and one for us`);
}
