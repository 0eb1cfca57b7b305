import type { Finding } from "../review/finding.ts";
import type { ESLintConfig } from "./eslint-config.ts";

/** What `effectiveLambda.run` says. */
export type Run = "auto" | "always" | "off";

/** Who shows the findings of a document as diagnostics: we, ESLint's own extension, or nobody. */
export type Reporter =
  | { who: "ESLint"; config: string; line: number }
  | { who: "us" | "nobody"; because: Because; config?: string };

/** Why ESLint does not report our rules in a document. */
export type Because =
  /** A setting wants us to, whatever ESLint does. */
  | "always"
  | Exclude<ESLintStanding, "looks">
  /** No configuration of ESLint is around the document. */
  | "no configuration"
  /** The configuration does not name our plugin. */
  | "unnamed"
  /** The configuration names it, but nothing of the document's language. */
  | "other languages";

/** How ESLint's extension stands to a document: it looks at it, or why not. */
export type ESLintStanding = "missing" | "restricted" | "set off" | "looks";

/** Languages by how a configuration has ESLint read them. */
export type Kind = "javascript" | keyof ESLintConfig["speaksOf"];

/**
 * Who reports. ESLint does only where all speaks for it: a finding that is reported twice is dropped once, but one that
 * nobody reports is lost.
 *
 * @param configured looks for the configuration, where it matters
 */
export async function reporterOf(
  run: Run,
  standing: ESLintStanding,
  kind: Kind,
  configured: () => Promise<ESLintConfig | undefined>,
): Promise<Reporter> {
  if (run === "always") return { who: "us", because: "always" };
  const who = run === "off" ? "nobody" : "us";
  if (standing !== "looks") return { who, because: standing };
  const config = await configured();
  if (!config) return { who, because: "no configuration" };
  const { file, line, speaksOf } = config;
  if (line === undefined) return { who, because: "unnamed", config: file };
  if (kind !== "javascript" && !speaksOf[kind]) return { who, because: "other languages", config: file };
  return { who: "ESLint", config: file, line };
}

/** The settings of ESLint's extension that tell which documents it looks at. */
export interface ESLintSettings {
  enable: boolean;
  /** The only languages to look at, by name or as `{ language }`, where somebody lists them. */
  validate: unknown;
  /** The languages to try. */
  probe: unknown;
}

export function isLookedAt(language: string, { enable, validate, probe }: ESLintSettings): boolean {
  if (!enable) return false;
  const listed = [validate, probe].find((list) => Array.isArray(list)) as unknown[] | undefined;
  return (listed ?? []).some(
    (item) => item === language || (item as { language?: unknown } | null)?.language === language,
  );
}

/** What ESLint reports of one of our rules in a document. Lines and columns count from 1. */
export type Reported = Pick<
  Finding,
  "rule" | "severity" | "line" | "column" | "endLine" | "endColumn" | "message"
>;

/** Whether two are the same mistake. Where it ends does not matter: an editor may cut it at the end of its line. */
export const isSame = (one: Reported, other: Reported): boolean =>
  one.rule === other.rule && one.line === other.line && one.column === other.column;
