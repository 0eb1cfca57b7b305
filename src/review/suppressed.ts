import type { Linter } from "eslint";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { prefix, rules } from "../../rules/plugin.ts";
import { suppressionsIn } from "../../rules/service/template/suppressions.ts";
import { meant } from "../names.ts";
import type { Problem, Suppressed } from "./finding.ts";

/** ESLint's types leave this method out. https://eslint.org/docs/latest/integrate/nodejs-api */
interface WithSuppressed {
  getSuppressedMessages(): Linter.SuppressedLintMessage[];
}

/** What the text that a linter read last silences: findings by a comment, and rules in the metadata of a template. */
export function suppressedIn(linter: Linter, sourceCode: SourceCode): Suppressed[] {
  const byComment = (linter as Linter & WithSuppressed)
    .getSuppressedMessages()
    .filter(({ ruleId, messageId }) => ruleId?.startsWith(`${prefix}/`) && messageId)
    .map(({ ruleId, severity, line, column, endLine, endColumn, message, suppressions }): Suppressed => ({
      rule: ruleId!.slice(prefix.length + 1),
      severity: severity === 2 ? "error" : "warning",
      line,
      column,
      endLine: endLine ?? line,
      endColumn: endColumn ?? column,
      message,
      reason: suppressions[0]!.justification,
    }));
  return [...byComment, ...inMetadata(sourceCode)].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
}

/** What is wrong with the metadata by which a template silences rules: it silences nothing, or nobody knows why it does. */
export const mistakesInMetadata = (sourceCode: SourceCode): Problem[] =>
  suppressionsIn(sourceCode).flatMap(({ rule, at: { loc }, reason }): Problem[] => {
    const isKnown = Object.hasOwn(rules, rule);
    if (isKnown && reason !== "") return [];
    const message = isKnown
      ? `${rule} is silenced without a reason. Write after its name why.`
      : `There is no rule ${rule} to silence.${meant(rule.replace(`${prefix}/`, ""), Object.keys(rules))}`;
    return [{ kind: "metadata", message, line: loc.start.line, column: loc.start.column + 1 }];
  });

/** A template says which rule is to be silent, whether it would have spoken or not. */
const inMetadata = (sourceCode: SourceCode): Suppressed[] =>
  suppressionsIn(sourceCode).flatMap(({ rule, at: { loc }, reason = "" }) =>
    Object.hasOwn(rules, rule)
      ? {
          rule,
          severity: rules[rule]!.meta.docs.preset === "error" ? "error" : "warning",
          line: loc.start.line,
          column: loc.start.column + 1,
          endLine: loc.end.line,
          endColumn: loc.end.column + 1,
          message: "The template has this rule be silent.",
          reason,
        }
      : [],
  );
