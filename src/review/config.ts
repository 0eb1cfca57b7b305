import type { Linter } from "eslint";
import plugin, { prefix } from "../../rules/plugin.ts";
import type { Settings } from "../../rules/service/word.ts";
import type { ReviewOptions } from "./finding.ts";
import { codeFiles, languages, templateFiles } from "./source-code.ts";

/** How ESLint is asked about a text. */
export function configFor(
  text: string,
  options: ReviewOptions,
  without: ReadonlySet<string>,
): Linter.Config[] {
  const { preset, rule, rules: own } = options;
  const all = settingsOf({ preset, rules: own });
  const asked = rule && `${prefix}/${rule}`;
  const rules = asked ? { [asked]: isOff(all[asked]) ? "warn" : all[asked]! } : all;
  for (const id of without) rules[id] = "off";
  const plugins = { [prefix]: (setsOptions(text) ? plugin : unchecked) as never };
  const linterOptions = { reportUnusedDisableDirectives: "off" } as const;
  const settings = settingsFor(options);
  return [
    ...languages,
    { files: [codeFiles], plugins, linterOptions, settings, rules },
    {
      files: [templateFiles],
      plugins,
      linterOptions,
      settings,
      rules: Object.fromEntries(Object.entries(rules).filter(([id]) => readsTemplates(id))),
    },
  ];
}

/** What rules are told beside their options. */
export const settingsFor = ({
  handlers = [],
  scope = "service",
  templates,
  today,
}: Pick<ReviewOptions, keyof Settings>) => ({
  [prefix]: { handlers, scope, templates, today },
});

/** How rules are set, by ESLint's names of them. */
function settingsOf({ preset, rules = {} }: Pick<ReviewOptions, "preset" | "rules">): Linter.RulesRecord {
  const own = Object.entries(rules).map(([id, setting]) => [`${prefix}/${id}`, setting]);
  return { ...plugin.configs[preset].rules, ...Object.fromEntries(own) } as Linter.RulesRecord;
}

/** Whether what a rule finds is an error. */
export const isError = (rule: string, options: ReviewOptions): boolean =>
  [settingsOf(options)[`${prefix}/${rule}`]].flat()[0] === "error";

/**
 * The rules without the schemas of their options. ESLint takes a fifth of the way to the first finding to get ready to
 * check options. Those of our presets need no check, and those of a configuration are checked as it is read.
 */
const unchecked = {
  ...plugin,
  rules: Object.fromEntries(
    Object.entries(plugin.rules).map(([id, rule]) => [
      id,
      Object.create(rule, { meta: { value: { ...rule.meta, schema: false } } }),
    ]),
  ),
};

/** Whether a comment may set the options of a rule, which then have to be checked. It may set those of others before. */
function setsOptions(text: string): boolean {
  const start = text.search(/\/\*\s*eslint\s/);
  return start >= 0 && text.includes(`${prefix}/`, start);
}

const isOff = (setting: Linter.RuleEntry | undefined): boolean =>
  setting === undefined || [setting].flat()[0] === "off";

const readsTemplates = (ruleId: string): boolean =>
  plugin.rules[ruleId.slice(prefix.length + 1)]!.meta.docs.readsTemplates === true;
