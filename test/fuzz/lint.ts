import type { TSESLint } from "@typescript-eslint/utils";
import { Linter } from "eslint";
import type { RuleContext, SourceCode } from "../../rules/kit/rule.ts";
import yml from "eslint-plugin-yml";
import * as ourParser from "../../rules/parser.ts";
import * as templateParser from "../../rules/parser/templates.ts";
import plugin, { prefix, rules } from "../../rules/plugin.ts";
import type { Edit } from "../../src/review/finding.ts";
import { isTemplate, type Program } from "./programs.ts";

/** A change that a rule offers, with its edits as the rule made them. */
export interface Offer {
  rule: string;
  /** Which message of the rule it goes with. */
  finding: string;
  /** Where that is said, as an offset. */
  place: number;
  /** `fix`, or the message of the suggestion. */
  name: string;
  edits: readonly Edit[];
}

/** What all rules of the catalogue say of a program. */
export interface Answer {
  messages: Linter.LintMessage[];
  offers: Offer[];
  /** Absent where the program does not parse. */
  sourceCode: SourceCode | undefined;
}

let offers: Offer[] = [];
let parserCrash: unknown;

/** Asks every rule, at its strictest. What a rule throws comes through; so does what is wrong with our parser. */
export function answerTo(
  { text, path, parser }: Program,
  only: readonly string[] = Object.keys(rules),
): Answer {
  offers = [];
  parserCrash = undefined;
  const linter = new Linter();
  const messages = linter.verify(text, configFor({ path, parser }, only), { filename: path });
  if (parserCrash) throw parserCrash;

  const ours = messages.filter(
    ({ ruleId, messageId, fatal }) => fatal ?? (messageId && ruleId?.startsWith(prefix)),
  );
  return {
    messages: ours,
    offers,
    sourceCode: (linter.getSourceCode() as unknown as SourceCode) ?? undefined,
  };
}

/**
 * A parser may refuse a program, but only for its syntax: ESLint shows anything else as a syntax error too. Where Babel
 * itself stumbles, there is nothing to mend here.
 */
const parser: Linter.Parser = {
  meta: ourParser.meta,
  parseForESLint(text: string, options: object) {
    try {
      return ourParser.parseForESLint(text, options) as never;
    } catch (error) {
      if (!isAboutSyntax(error as Error)) parserCrash = error;
      throw error;
    }
  },
};

function isAboutSyntax({ cause }: Error): boolean {
  if (cause instanceof SyntaxError || cause instanceof RangeError) return true;
  return /^.*\n +at .*@babel/.test((cause as Error | undefined)?.stack ?? "");
}

const configFor = (program: Omit<Program, "text">, only: readonly string[]): Linter.Config[] => [
  {
    files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,yml,yaml,json}"],
    plugins: { [prefix]: { ...plugin, rules: watched } as never, yml: yml as never },
    ...languageOf(program),
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules: Object.fromEntries(only.map((id) => [`${prefix}/${id}`, settingOf(id)])),
  },
];

function languageOf(program: Omit<Program, "text">): Linter.Config {
  if (!isTemplate(program))
    return {
      languageOptions:
        program.parser === "ours" ? { parser } : { parserOptions: { ecmaFeatures: { jsx: true } } },
    };
  return program.parser === "ours"
    ? { languageOptions: { parser: templateParser as unknown as Linter.Parser } }
    : { language: "yml/yaml" };
}

const settingOf = (id: string): Linter.RuleEntry => {
  const { strictOptions } = rules[id]!.meta.docs;
  return strictOptions ? ["error", strictOptions] : "error";
};

/** The rules, with their changes written down: ESLint makes one edit of several, and nobody sees what was between them. */
const watched = Object.fromEntries(
  Object.entries(rules).map(([id, rule]) => [
    id,
    {
      ...rule,
      // Options come from the rules themselves, and to check them would cost more than most rules do.
      meta: { ...rule.meta, schema: false },
      create(context: RuleContext) {
        const report = (descriptor: Descriptor) =>
          context.report(withNotes(descriptor, id, context.sourceCode));
        return rule.create(Object.create(context, { report: { value: report } }));
      },
    },
  ]),
);

type Descriptor = TSESLint.ReportDescriptor<string>;

function withNotes(descriptor: Descriptor, rule: string, sourceCode: SourceCode): Descriptor {
  const finding = descriptor.messageId;
  const loc = descriptor.loc ?? ("node" in descriptor ? descriptor.node.loc : undefined);
  const place = loc ? sourceCode.getIndexFromLoc("start" in loc ? loc.start : loc) : -1;
  const noted =
    (name: string, fix: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction =>
    (fixer) => {
      const made = fix(fixer);
      if (!made) return made;
      const edits = "range" in made ? [made] : [...made];
      offers.push({ rule, finding, place, name, edits });
      return edits;
    };
  const { fix, suggest } = descriptor;
  return {
    ...descriptor,
    fix: fix ? noted("fix", fix) : null,
    suggest: suggest?.map((one) => ({ ...one, fix: noted(one.messageId, one.fix) })) ?? [],
  };
}
