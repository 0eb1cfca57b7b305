import plugin, { prefix, rules } from "../../rules/plugin.ts";
import type { RuleSetting } from "../configuration/configuration.ts";
import type { Finding, ReviewOptions } from "../review/finding.ts";
import { nearest } from "./origin.ts";
import { isSame, type Reported } from "./reporter.ts";

/**
 * What ESLint reports as findings, one for each. What we know of the same place is told with it; where the text has
 * changed since ESLint looked, what we know of the nearest. ESLint has the word on how severe it is.
 */
export function explained(reported: readonly Reported[], found: readonly Finding[]): Finding[] {
  const known = reported.filter(
    (one, index) =>
      Object.hasOwn(rules, one.rule) && reported.findIndex((other) => isSame(one, other)) === index,
  );
  const left = new Set(found);
  const take = (finding: Finding | undefined) => {
    if (finding) left.delete(finding);
    return finding;
  };
  const inPlace = known.map((one) => take(found.find((finding) => isSame(finding, one))));
  return known
    .map((one, index) => ({
      ...(inPlace[index] ?? take(nearest([...left], one)) ?? unexplained(one)),
      severity: one.severity,
    }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

/** What we do not find ourselves, as with options that only ESLint's configuration has. */
function unexplained(reported: Reported): Finding {
  const { why, harm, slide, url } = rules[reported.rule]!.meta.docs;
  return { ...reported, why, harm, slide, docs: url!, suggestions: [] };
}

/** How we look for what ESLint reports, and for nothing else: its configuration tells which rules are asked, not ours. */
export function askingFor(reported: readonly Reported[], options: ReviewOptions): ReviewOptions {
  const named = new Set(reported.map(({ rule }) => rule));
  const settings = Object.keys(rules).map((rule): [string, RuleSetting] => {
    const own = options.rules?.[rule];
    const strict = plugin.configs.strict.rules?.[`${prefix}/${rule}`] as RuleSetting | undefined;
    return [rule, named.has(rule) ? (isOn(own) ? own : (strict ?? "warn")) : "off"];
  });
  return { ...options, preset: "strict", rules: Object.fromEntries(settings) };
}

const isOn = (setting: RuleSetting | undefined): setting is RuleSetting =>
  setting !== undefined && [setting].flat()[0] !== "off";
