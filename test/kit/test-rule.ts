import { Linter, RuleTester, type Rule } from "eslint";
import yml from "eslint-plugin-yml";
import { askAboutDeployments } from "../../rules/lambda/deployed.ts";
import * as templateParser from "../../rules/parser/templates.ts";
import * as parser from "../../rules/parser.ts";
import plugin from "../../rules/plugin.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import { deployedBy, saidBy } from "../../rules/service/word.ts";

const tester = new RuleTester({ languageOptions: { parser } });
/** JavaScript projects let ESLint parse, whose trees have no fields for types. */
const testerOfEslint = new RuleTester();
const parsesWithEslint = ({ code, filename = "" }: { code: string; filename?: string }): boolean =>
  !/\.[cm]?tsx?$/.test(filename) && new Linter().verify(code, {}).every(({ fatal }) => !fatal);

/** Templates are read by the parser that the plugin brings, and by a language of another plugin. */
const testersOfTemplates = new Map([
  ["in templates", new RuleTester({ languageOptions: { parser: templateParser as never } })],
  [
    "in templates, as eslint-plugin-yml reads them",
    new RuleTester({ plugins: { yml }, language: "yml/yaml" } as never),
  ],
]);
const isTemplate = ({ filename = "" }: { filename?: string }): boolean => /\.(ya?ml|json)$/.test(filename);

/** A template in YAML, as an example of a test. */
export const yaml = (code: string) => ({ code, filename: "template.yml" });

/** A template in JSON. It has no comments: the lines that mark what is reported are left out before it is read. */
export const json = (code: string) => ({ code, filename: "template.json" });

/** A file of the Serverless Framework. */
export const serverless = (code: string) => ({ code, filename: "serverless.yml" });

/** What an example may be besides its code. `options` are the rule's own; `filename` matters to few. */
interface Surroundings {
  options?: unknown[];
  filename?: string;
  settings?: Record<string, unknown>;
  /** What deploys the code: the text of `template.yaml`, or files by their paths. The code is in `app.js` beside it. */
  deployedBy?: string | Record<string, string>;
}

/** Source code with nothing to report in it. */
type Allowed = string | ({ code: string } & Surroundings);

/**
 * Source code with carets under what is reported. A bare string is about the report alone; an object is about
 * what the rule changes too: `output` is the text after the automatic fix (none if absent), `suggests` holds each
 * suggestion's title and the text after it, in the order offered.
 */
type Reported =
  string | ({ code: string; output?: string; suggests?: Record<string, string> } & Surroundings);

/**
 * Runs a rule over titled examples. Under `reports`, carets point at what the editor underlines and
 * name the message it shows; under `allows`, nothing may be reported.
 */
export function testRule(
  id: string,
  { allows, reports }: { allows: Record<string, Allowed>; reports: Record<string, Reported> },
): void {
  const rule = plugin.rules[id] as unknown as Rule.RuleModule | undefined;
  if (!rule) throw new Error(`No rule ${id}: add its line to rules/index.ts.`);

  const assertionOptions = { requireMessage: "messageId", requireLocation: true } as const;
  const valid = Object.entries(allows).map(([name, example]) => ({ name, ...withoutMarks(spelt(example)) }));
  const invalid = Object.entries(reports).flatMap(([name, example]) =>
    isOnlyReported(example)
      ? [{ name, ...withoutMarks(spelt(example)), errors: marksOf(spelt(example)) }]
      : [],
  );
  const changing = Object.entries(reports).flatMap(([name, example]) => {
    if (isOnlyReported(example)) return [];
    const { suggests = {}, ...rest } = spelt(example);
    const suggestions = Object.entries(suggests).map(([desc, output]) => ({ desc, output }));
    const errors = marksOf(rest).map((mark) => ({ ...mark, suggestions }));
    return [{ name, output: null, ...withoutMarks(rest), errors }];
  });
  const run = (
    tester: RuleTester,
    title: string,
    isMeant: (example: { code: string; filename?: string }) => boolean,
  ) => {
    const [allowed, reported, changed] = [
      valid.filter(isMeant),
      invalid.filter(isMeant),
      changing.filter(isMeant),
    ];
    if (allowed.length + reported.length > 0)
      tester.run(title, withoutChanges(rule), { assertionOptions, valid: allowed, invalid: reported });
    if (changed.length > 0)
      tester.run(`${title}, and what it changes`, rule, { assertionOptions, valid: [], invalid: changed });
  };

  run(tester, id, (example) => !isTemplate(example));
  run(
    testerOfEslint,
    `${id}, as ESLint parses JavaScript`,
    (example) => !isTemplate(example) && parsesWithEslint(example),
  );
  for (const [title, testerOfTemplates] of testersOfTemplates)
    run(testerOfTemplates, `${id} ${title}`, isTemplate);
}

type Spelt<T> = Exclude<T, string>;
const spelt = <T extends Allowed | Reported>(example: T): Spelt<T> => {
  if (typeof example === "string") return { code: example } as Spelt<T>;
  const { deployedBy, ...rest } = example as Exclude<Allowed, string>;
  if (deployedBy === undefined) return example as Spelt<T>;
  const { filename = "app.js", settings } = rest;
  const templates = typeof deployedBy === "string" ? { "template.yaml": deployedBy } : deployedBy;
  return {
    ...rest,
    filename,
    settings: { ...settings, told: { filename, templates } },
  } as unknown as Spelt<T>;
};

/** Examples may bring their own templates; for all other files, the disk is read. */
askAboutDeployments((file) => {
  const { told } = file.settings as { told?: { filename: string; templates: Record<string, string> } };
  return told ? saidBy(new Service(new FilesInMemory(told.templates)), told.filename) : deployedBy(file);
});

/** Whether an example is about the report alone. */
const isOnlyReported = (example: Reported): boolean =>
  typeof example === "string" ||
  ((isTemplate(example) || "deployedBy" in example) && !("output" in example) && !("suggests" in example));

/** JSON without the lines that mark something in it. */
const withoutMarks = <T extends { code: string; filename?: string }>(example: T): T =>
  example.filename?.endsWith(".json")
    ? {
        ...example,
        code: example.code
          .split("\n")
          .filter((line) => !mark.test(line))
          .join("\n"),
      }
    : example;

/** The rule with its fixes and suggestions left out, for examples that are only about what is reported. */
function withoutChanges(rule: Rule.RuleModule): Rule.RuleModule {
  return {
    ...rule,
    create: (context) =>
      rule.create(
        Object.create(context, {
          report: {
            value: (descriptor: Rule.ReportDescriptor) =>
              context.report({ ...descriptor, fix: null, suggest: [] }),
          },
        }),
      ),
  };
}

/** `//   ^^^^ messageId`, or `#   ^^^^ messageId` in YAML. */
const mark = /^\s*(?:\/\/|#) *(\^+) (\w+)$/d;

/** The columns that each mark points at, on the line above it and above the marks of that line. */
export function marksOf({ code, filename }: { code: string; filename?: string }) {
  const isLeftOut = filename?.endsWith(".json");
  let [lines, marked] = [0, 0];
  return code.split("\n").flatMap((line) => {
    const found = mark.exec(line);
    if (!found || !isLeftOut) lines += 1;
    if (!found) {
      marked = lines;
      return [];
    }
    const [from, to] = found.indices![1]!;
    return [{ messageId: found[2]!, line: marked, endLine: marked, column: from + 1, endColumn: to + 1 }];
  });
}
