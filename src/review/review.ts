import { Linter } from "eslint/universal";
import { plainly } from "../../rules/kit/plainly.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import type { DeployedFile } from "../../rules/lambda/deployed.ts";
import { lambdaIn } from "../../rules/lambda/model.ts";
import plugin, { prefix } from "../../rules/plugin.ts";
import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { failuresNamedBehind } from "../../rules/service/failures.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import { deployedBy } from "../../rules/service/word.ts";
import { configFor, settingsFor } from "./config.ts";
import type { Change, Edit, Finding, Problem, Review, ReviewOptions } from "./finding.ts";
import { handlersFound, runBy, type Run } from "./handlers.ts";
import { jointChangeFor, mayBeJoint, seenFrom } from "./joint.ts";
import { isYamlOrJson } from "./languages.ts";
import { placeOf } from "./place.ts";
import { rememberedSourceOf } from "./source-code.ts";
import { mistakesInMetadata, suppressedIn } from "./suppressed.ts";

/**
 * Finds the mistakes in one text, which is JavaScript, TypeScript or a template, and runs nothing of it. Of the disk, only
 * the templates around the file are read, and these only where the options name a root.
 *
 * @param text the source, as it stands in the editor or on disk, without a byte order mark
 * @param path the file's path relative to the workspace; its ending decides the language
 */
export const review = (text: string, path: string, options: ReviewOptions): Review =>
  reviewed(text, path, options, withJointChanges);

/** What is known of a file once its own findings are. */
type Completing = (
  findings: Finding[],
  sourceCode: SourceCode,
  path: string,
  options: ReviewOptions,
) => Finding[];

/** A review whose findings something completes that may have to read other files. */
function reviewed(text: string, path: string, options: ReviewOptions, complete: Completing): Review {
  const linter = linterIn(options);
  const problems: Problem[] = [];
  askAround(path, options, problems);
  const messages = verified(linter, text, path, options, problems);

  const sourceCode = linter.getSourceCode() as unknown as SourceCode | undefined;
  const isRead = sourceCode && problems.every(({ kind }) => kind !== "syntax");
  try {
    const lambda = isRead && !isYamlOrJson(path) ? lambdaIn(sourceCode) : undefined;
    const eventTakers = lambda?.handlers.filter(({ evidence }) => evidence === "takes an event").length ?? 0;
    const handlers = lambda
      ? handlersFound(lambda, sourceCode!, (file) => namesFor(path, options)(file))
      : [];
    const runAt: RunAt = (line, column) => (lambda ? runBy(lambda, sourceCode!, line, column) : {});
    const deployment = isRead ? deploymentIn(sourceCode, path) : undefined;
    const deployed = (deployment?.functions ?? []).map(({ name, at }) => ({ name, line: at.loc.start.line }));
    const alone = withNames(
      messages.map((message) => findingOf(message, runAt)),
      path,
      options,
    );
    // What completes findings may have the linter read other files.
    const suppressed = isRead ? suppressedIn(linter, sourceCode) : [];
    const findings = isRead ? complete(alone, sourceCode, path, options) : alone;
    const isTemplate = deployment !== undefined && isYamlOrJson(path);
    if (isRead) problems.push(...mistakesInMetadata(sourceCode));
    return { isTemplate, handlers, eventTakers, deployed, findings, suppressed, problems };
  } catch (error) {
    // What the rules said still holds where nobody can tell which handlers the file has.
    const { message, stack } = error as Error;
    const problem: Problem = { kind: "crash", message: `The handlers of this file are unknown: ${message}` };
    problems.push({ ...problem, ...(stack && { details: stack }) });
    const findings = messages.map((message) => findingOf(message, () => ({})));
    return {
      isTemplate: false,
      handlers: [],
      eventTakers: 0,
      deployed: [],
      findings,
      suppressed: [],
      problems,
    };
  }
}

/**
 * The text with every safe fix applied, again and again until nothing is left to fix (fixes can enable others).
 * Returns the text unchanged where it, or what the fixes made of it, does not parse.
 */
export function fixed(text: string, path: string, options: ReviewOptions): string {
  const linter = linterIn(options);
  const { output } = withoutCrashing(text, options, [], (config) =>
    linter.verifyAndFix(text, config, { filename: placeOf(path, options) }),
  );
  return linter.getSourceCode() ? output : text;
}

/** What other files say of one, to be compared: as long as it is the same, the same text has the same findings. */
export function saidAround(path: string, options: ReviewOptions): string {
  const { root: cwd = "" } = options;
  const here = serviceFor({ filename: placeOf(path, options), cwd });
  return plainly([saidOf(path, options), here && failuresNamedBehind(here.path, here.service)]);
}

/** Asks what others say before the text is parsed: where the answer takes a tree of it, that serves the rules too. */
function askAround(path: string, options: ReviewOptions, problems: Problem[]): void {
  const { root } = options;
  if (root === undefined || isYamlOrJson(path)) return;
  try {
    saidOf(path, options);
    problems.push(...limitsToTell(path, options));
  } catch {
    // Each rule that asks meets the same error, and is left out by its name.
  }
}

/** What to say of a limit that was reached in the repository around a file; nothing once it was said. */
export function limitsToTell(path: string, options: ReviewOptions): Problem[] {
  const { root: cwd } = options;
  if (cwd === undefined || isYamlOrJson(path)) return [];
  const message = serviceFor({ filename: placeOf(path, options), cwd })?.modules.tellLimit();
  return message === undefined ? [] : [{ kind: "limit", message }];
}

/** What other files say of how one is deployed. */
export function saidOf(path: string, options: ReviewOptions): DeployedFile {
  const { root = "" } = options;
  const settings = settingsFor({ ...options, handlers: [] });
  return deployedBy({ filename: placeOf(path, options), cwd: root, settings });
}

/** What the rules say of a text. */
function verified(
  linter: Linter,
  text: string,
  path: string,
  options: ReviewOptions,
  problems: Problem[],
): Linter.LintMessage[] {
  const messages = withoutCrashing(text, options, problems, (config) =>
    linter.verify(text, config, { filename: placeOf(path, options) }),
  );
  // A malformed `/* eslint … */` comment is fatal to ESLint too, and no reason to see nothing else.
  const fatal = linter.getSourceCode() ? undefined : messages.find((message) => message.fatal);
  if (fatal) {
    const message = fatal.message.replace(/^Parsing error: /, "");
    problems.push({ kind: "syntax", message, line: fatal.line, column: fatal.column });
    return [];
  }

  const ours = messages.filter(({ ruleId }) => ruleId?.startsWith(`${prefix}/`));
  // ESLint speaks in a rule's name where a comment sets the rule wrongly, but never with one of its messages.
  for (const { message, line, column } of ours.filter(({ messageId }) => !messageId))
    problems.push({ kind: "comment", message: message.replace(/\s+/g, " ").trim(), line, column });
  return ours.filter(({ messageId }) => messageId);
}

/** What ESLint answers. A rule that crashes is left out and the rest is asked again. */
function withoutCrashing<T>(
  text: string,
  options: ReviewOptions,
  problems: Problem[],
  ask: (config: Linter.Config[]) => T,
): T {
  const crashed = new Set<string>();
  for (;;) {
    try {
      return ask(configFor(text, options, crashed));
    } catch (error) {
      const { message, stack } = error as Error;
      const ruleId = ruleBlamedBy(error as Error);
      if (!ruleId || crashed.has(ruleId)) throw error;
      crashed.add(ruleId);
      const [reason = message] = message.replace(loading, "").split("\n");
      problems.push({
        kind: "crash",
        message: `The rule ${ruleId} failed on this file and was left out: ${reason}`,
        ...(stack && { details: stack }),
      });
    }
  }
}

/** A rule that crashes before it visits anything is named only in ESLint's sentence. */
const ruleBlamedBy = (error: Error & { ruleId?: string }): string | undefined =>
  error.ruleId ?? loading.exec(error.message)?.[1];

const loading = /^Error while loading rule '(.+?)': /;

let latest: { linter: Linter; root: string } | undefined;

/** One linter reads file after file: ESLint keeps what each has read last, and where that was many, so does the collection of garbage. */
function linterIn({ root = "" }: ReviewOptions): Linter {
  if (latest?.root !== root) latest = { linter: new Linter({ configType: "flat", cwd: root }), root };
  return latest.linter;
}

/** By what a place in a text is run. Lines and columns count from 1. */
type RunAt = (line: number, column: number) => Run;

/** What one of our rules says, as ESLint has it under our prefix. */
export function findingOf(message: Linter.LintMessage, runAt: RunAt): Finding {
  const rule = message.ruleId!.slice(prefix.length + 1);
  const { docs } = plugin.rules[rule]!.meta;
  const { handler, through } = runAt(message.line, message.column);
  const suggestions = (message.suggestions ?? []).map(({ desc, fix }) => ({
    title: desc,
    edits: [editOf(fix)],
  }));
  const fix = message.fix && changeOf(message.fix, suggestions);

  return {
    rule,
    severity: message.severity === 2 ? "error" : "warning",
    line: message.line,
    column: message.column,
    endLine: message.endLine ?? message.line,
    endColumn: message.endColumn ?? message.column,
    message: message.message,
    why: docs.why,
    harm: docs.harm,
    slide: docs.slide,
    docs: docs.url!,
    ...(handler && { handler: handler.reach?.steps[0]!.function ?? handler.name }),
    ...(handler?.reach && {
      way: handler.reach.steps.map(({ function: name, path: file, line }) => ({
        function: name,
        file,
        line,
      })),
    }),
    ...(through && { through }),
    ...(fix && { fix }),
    suggestions: suggestions.filter((suggestion) => suggestion.title !== fix?.title),
  };
}

/** Findings with the files on their ways called as the reviewed one is. */
function withNames(findings: Finding[], path: string, options: ReviewOptions): Finding[] {
  if (!findings.some(({ way }) => way)) return findings;
  const nameOf = namesFor(path, options);
  return findings.map((finding) =>
    finding.way
      ? { ...finding, way: finding.way.map((step) => ({ ...step, file: nameOf(step.file) })) }
      : finding,
  );
}

/** How the files of a repository are called where one of them is called by a path. */
export function namesFor(path: string, options: ReviewOptions): (file: string) => string {
  const { root } = options;
  const here = root === undefined ? undefined : serviceFor({ filename: placeOf(path, options), cwd: root });
  return (here && seenFrom(path, here.path)) ?? ((file) => file);
}

/** Findings with the changes of other files that belong to their suggestions, as far as the repository around shows them. */
const withJointChanges: Completing = (findings, sourceCode, path, options) => {
  const { root, preset, rule, templates, today } = options;
  if (root === undefined || templates === false || !findings.some(mayBeJoint)) return findings;
  const here = serviceFor({ filename: placeOf(path, options), cwd: root });
  const nameOf = here && seenFrom(path, here.path);
  if (!nameOf) return findings;

  const { service } = here;
  const textOf = (file: string) => (file === here.path ? sourceCode.text : (service.files.read(file) ?? ""));
  const asked = { preset, handlers: options.handlers ?? [], root: here.root, ...(today && { today }) };
  const known = new Map<string, readonly Finding[]>(rule === undefined ? [[here.path, findings]] : []);
  const repository = {
    service,
    nameOf,
    sourceOf: (file: string) => (file === here.path ? sourceCode : rememberedSourceOf(textOf(file), file)),
    // Files may deploy each other: what belongs to these findings is not asked for in turn.
    findingsOf: (file: string) => {
      const found = known.get(file) ?? reviewed(textOf(file), file, asked, (alone) => alone).findings;
      known.set(file, found);
      return found;
    },
  };
  return findings.map((finding) => {
    const joint = jointChangeFor(finding, here.path, repository);
    return joint ? { ...finding, joint } : finding;
  });
};

const editOf = ({ range, text }: Linter.LintMessage["fix"] & {}): Edit => ({ range, text });

/** A rule offers its fix a second time as a suggestion, because only suggestions carry a title. */
function changeOf(fix: Linter.LintMessage["fix"] & {}, suggestions: readonly Change[]): Change {
  const edit = editOf(fix);
  const same = suggestions.find(
    ({ edits: [first] }) => first?.text === edit.text && first.range[0] === edit.range[0],
  );
  return { title: same?.title ?? "Fix this", edits: [edit] };
}
