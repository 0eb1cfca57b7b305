import plugin, { prefix, rules as all } from "../../rules/plugin.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import { readConfiguration, type Mistake } from "../configuration/read.ts";
import type { RuleSetting, Severity } from "../configuration/configuration.ts";
import { edited } from "../review/edits.ts";
import type { Edit, ReviewOptions } from "../review/finding.ts";
import { placeOf } from "../review/place.ts";
import { configured } from "./reviewing.ts";
import { jsonWith, jsonWithout } from "./json-edits.ts";

/** How the rules are asked of a file. */
export interface RuleSettings {
  /** The nearest configuration file, where the file is on a disk that has one. */
  file?: string;
  rules: Record<string, SetRule>;
}

export interface SetRule {
  description: string;
  now: Severity;
  /** How the preset has it. */
  preset: Severity;
  /** Whether the configuration file sets it, so that no setting of the editor counts. */
  isInFile: boolean;
}

/** How each rule is asked of a file, and by whose word. */
export function ruleSettings(path: string, options: ReviewOptions): RuleSettings {
  const { said, asked } = configured(path, options);
  const { preset, rules: set = {} } = asked;
  return {
    ...(said && { file: `${rootAround(path, options)}/${said.from}` }),
    rules: Object.fromEntries(
      Object.entries(all).map(([rule, { meta }]) => {
        const byPreset = severityOf(plugin.configs[preset].rules?.[`${prefix}/${rule}`] as RuleSetting);
        return [
          rule,
          {
            description: meta.docs.description,
            now: set[rule] === undefined ? byPreset : severityOf(set[rule]),
            preset: byPreset,
            isInFile: said?.configuration.rules?.[rule] !== undefined,
          },
        ];
      }),
    ),
  };
}

const rootAround = (path: string, { root = "" }: ReviewOptions): string =>
  serviceFor({ filename: placeOf(path, { root }), cwd: root })!.root;

const severityOf = (setting: RuleSetting | undefined): Severity =>
  Array.isArray(setting) ? setting[0] : (setting ?? "off");

/**
 * The text of a configuration file that asks for a rule in another way, with the edits that make it so, or what is wrong
 * with the file. A rule keeps its options.
 *
 * @param severity `undefined` where the preset is to decide again
 */
export function withRule(
  text: string,
  rule: string,
  severity: Severity | undefined,
): { text: string; edits: Edit[] } | { mistake: Mistake } {
  const { configuration, mistakes } = readConfiguration(text);
  const [mistake] = mistakes;
  if (mistake) return { mistake };
  const edits = editsFor(text, rule, configuration.rules?.[rule], severity);
  return { text: edited(text, edits), edits };
}

function editsFor(
  text: string,
  rule: string,
  setting: RuleSetting | undefined,
  severity: Severity | undefined,
): Edit[] {
  const path = ["rules", rule];
  if (severity === undefined) return setting === undefined ? [] : jsonWithout(text, path);
  return jsonWith(text, Array.isArray(setting) ? [...path, 0] : path, severity);
}
