import { rules } from "../rules/plugin.ts";
import type { HandlerKind } from "./handlers.ts";

/** What was seen of one file. */
export interface SurveyedFile {
  name: string;
  handlers: HandlerKind[];
  /** How many exported functions take an event without certainly being handlers. */
  eventTakers: number;
  /** What the strict preset finds. */
  findings: SurveyedFinding[];
  milliseconds: number;
}

export interface SurveyedFinding {
  rule: string;
  /** What the recommended preset makes of it; absent where only `strict` finds it. */
  recommended?: "error" | "warning";
  strict: "error" | "warning";
  offers: "fix" | "suggestion" | "nothing";
}

/** A file, and a sentence about it. */
export interface Remark {
  file: string;
  message: string;
}

/** What was seen of some folders. */
export interface Survey {
  folders: string[];
  files: SurveyedFile[];
  /** Files that could not be read, or not by every rule. */
  skipped: Remark[];
  crashes: Remark[];
}

/** A kind of handler or a file, and how often it was met or how many findings it has. */
export interface Count {
  name: string;
  count: number;
}

/** Findings of one preset. */
export interface PresetCounts {
  findings: number;
  errors: number;
  fixes: number;
  suggestions: number;
  /** In files without a handler, such as stacks of the CDK. */
  withoutHandlers: number;
}

export interface RuleCounts {
  rule: string;
  /** Absent where the recommended preset does not have the rule. */
  recommended?: number;
  strict: number;
  fixes: number;
  suggestions: number;
}

/** The answers to what a team lead asks before switching the rules on. */
export interface Counts {
  folders: string[];
  files: number;
  filesWithHandlers: number;
  handlers: number;
  /** Exported functions that take an event without certainly being handlers. */
  eventTakers: number;
  /** By source, answer, form and language. A handler with several sources counts for each. */
  kinds: Record<"source" | "answer" | "form" | "language", Count[]>;
  recommended: PresetCounts;
  strict: PresetCounts;
  /** The rules that found something, the most frequent first. */
  rules: RuleCounts[];
  /** The rules of `strict` that found nothing. */
  silent: string[];
  mostFindings: Count[];
  milliseconds: number;
  slowest: { name: string; milliseconds: number }[];
  skipped: Remark[];
  crashes: Remark[];
}

/** How many files a list of the most or the slowest names. */
const listed = 10;

export function countsOf({ folders, files, skipped, crashes }: Survey): Counts {
  const handlers = files.flatMap((file) => file.handlers);
  const findings = files.flatMap((file) => file.findings);
  const milliseconds = files.reduce((sum, file) => sum + file.milliseconds, 0);

  return {
    folders,
    files: files.length,
    filesWithHandlers: files.filter((file) => file.handlers.length > 0).length,
    handlers: handlers.length,
    eventTakers: files.reduce((sum, file) => sum + file.eventTakers, 0),
    kinds: {
      source: tally(
        handlers.flatMap(({ sources }) => (sources.length > 0 ? sources : ["of unknown source"])),
      ),
      answer: tally(handlers.map(({ answers }) => answers)),
      form: tally(handlers.map(({ form }) => form)),
      language: tally(handlers.map(({ language }) => language)),
    },
    recommended: presetCounts(files, ({ recommended }) => recommended),
    strict: presetCounts(files, ({ strict }) => strict),
    rules: tally(findings.map(({ rule }) => rule)).map(({ name }) =>
      ruleCounts(
        name,
        findings.filter(({ rule }) => rule === name),
      ),
    ),
    silent: Object.keys(rules).filter(
      (rule) => rules[rule]!.meta.docs.preset !== "off" && findings.every((finding) => finding.rule !== rule),
    ),
    mostFindings: files
      .map(({ name, findings }) => ({ name, count: findings.length }))
      .filter(({ count }) => count > 0)
      .sort(byCount)
      .slice(0, listed),
    milliseconds,
    slowest: files
      .map(({ name, milliseconds }) => ({ name, milliseconds }))
      .sort((a, b) => b.milliseconds - a.milliseconds)
      .slice(0, listed),
    skipped,
    crashes,
  };
}

function presetCounts(
  files: readonly SurveyedFile[],
  severityOf: (finding: SurveyedFinding) => "error" | "warning" | undefined,
): PresetCounts {
  const inPreset = files.flatMap(({ handlers, findings }) =>
    findings.filter(severityOf).map((finding) => ({ ...finding, isAlone: handlers.length === 0 })),
  );
  return {
    findings: inPreset.length,
    errors: inPreset.filter((finding) => severityOf(finding) === "error").length,
    fixes: inPreset.filter(({ offers }) => offers === "fix").length,
    suggestions: inPreset.filter(({ offers }) => offers === "suggestion").length,
    withoutHandlers: inPreset.filter(({ isAlone }) => isAlone).length,
  };
}

function ruleCounts(rule: string, findings: readonly SurveyedFinding[]): RuleCounts {
  const isRecommended = rules[rule]?.meta.docs.preset !== "strict";
  return {
    rule,
    ...(isRecommended && { recommended: findings.filter(({ recommended }) => recommended).length }),
    strict: findings.length,
    fixes: findings.filter(({ offers }) => offers === "fix").length,
    suggestions: findings.filter(({ offers }) => offers === "suggestion").length,
  };
}

/** How often each name occurs, the most frequent first and equals by name. */
function tally(names: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort(byCount);
}

const byCount = (a: Count, b: Count): number => b.count - a.count || (a.name < b.name ? -1 : 1);
