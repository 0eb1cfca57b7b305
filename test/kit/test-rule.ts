import { Linter, RuleTester, type Rule } from "eslint";
import * as parser from "../../rules/parser.ts";
import plugin from "../../rules/plugin.ts";

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parser } });
/** JavaScript projects let ESLint parse, whose trees have no fields for types. */
const testerOfEslint = new RuleTester();
const parsesWithEslint = ({ code, filename = "" }: { code: string; filename?: string }): boolean =>
  !/\.[cm]?tsx?$/.test(filename) && new Linter().verify(code, {}).every(({ fatal }) => !fatal);

/** Source code with nothing to report in it. `options` are the rule's own; `filename` matters to few. */
type Allowed =
  string | { code: string; options?: unknown[]; filename?: string; settings?: Record<string, unknown> };

/**
 * Source code with carets under what is reported. A bare string is about the report alone; an object is about
 * what the rule changes too: `output` is the text after the automatic fix (none if absent), `suggests` holds each
 * suggestion's title and the text after it, in the order offered.
 */
type Reported =
  | string
  | {
      code: string;
      options?: unknown[];
      filename?: string;
      settings?: Record<string, unknown>;
      output?: string;
      suggests?: Record<string, string>;
    };

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
  const valid = Object.entries(allows).map(([name, example]) => ({
    name,
    ...(typeof example === "string" ? { code: example } : example),
  }));
  const reported = Object.entries(reports);

  const invalid = reported.flatMap(([name, code]) =>
    typeof code === "string" ? [{ name, code, errors: marks(code) }] : [],
  );
  tester.run(id, withoutChanges(rule), { assertionOptions, valid, invalid });

  const changing = reported.flatMap(([name, example]) => {
    if (typeof example === "string") return [];
    const { suggests = {}, ...rest } = example;
    const suggestions = Object.entries(suggests).map(([desc, output]) => ({ desc, output }));
    const errors = marks(rest.code).map((mark) => ({ ...mark, suggestions }));
    return [{ name, output: null, ...rest, errors }];
  });
  if (changing.length > 0)
    tester.run(`${id}, and what it changes`, rule, { assertionOptions, valid: [], invalid: changing });

  testerOfEslint.run(`${id}, as ESLint parses JavaScript`, rule, {
    valid: valid.filter(parsesWithEslint),
    invalid: changing.filter(parsesWithEslint),
  });
  testerOfEslint.run(`${id}, as ESLint parses JavaScript, without what it changes`, withoutChanges(rule), {
    valid: [],
    invalid: invalid.filter(parsesWithEslint),
  });
}

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

/** `//   ^^^^ messageId` marks the columns above it. */
function marks(code: string) {
  return code.split("\n").flatMap((line, lineAbove) => {
    const mark = /^\s*\/\/ *(\^+) (\w+)$/d.exec(line);
    if (!mark) return [];
    const [from, to] = mark.indices![1]!;
    return [
      { messageId: mark[2]!, line: lineAbove, endLine: lineAbove, column: from + 1, endColumn: to + 1 },
    ];
  });
}
