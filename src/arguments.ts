import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import leven from "leven";
import { prefix, rules } from "../rules/plugin.ts";
import { lessons } from "./lessons.ts";
import { anyOf, nearestTo } from "./names.ts";
import { formatsInWords, outputsIn, plainOutputIn, type Output } from "./outputs.ts";
import type { Scope } from "./report/change.ts";
import { UsageError } from "./usage-error.ts";

/** What the command does with the paths it is given. */
type Command = (typeof commands)[number];

const commands = ["review", "handlers", "doctor", "baseline"] as const;

export interface Arguments {
  command: "help" | "version" | Command;
  paths: string[];
  /** Where each report goes; what is no review prints one of them. */
  outputs: Output[];
  /** How many findings are told at most. */
  max: number | undefined;
  includeSuppressed: boolean;
  /** `undefined` where a configuration is to say it. */
  preset: "recommended" | "strict" | undefined;
  /** Whose configuration counts, if not ours. */
  config: "eslint" | undefined;
  failOn: "error" | "warning" | "never";
  fix: boolean;
  /** The rule whose suggestions are to be shown or written. */
  fixSuggestions: string | undefined;
  write: boolean;
  /** Whether a baseline is only to forget what is mended. */
  prune: boolean;
  debug: boolean;
  /** What to compare with, where only a change is to be reviewed; `""` where that is left to the environment and habit. */
  diff: string | undefined;
  scope: Scope;
  /** Whether what is found is kept for the next run. */
  cache: boolean;
  /** Where that is kept: a file or a folder; `undefined` for the usual one. */
  cacheLocation: string | undefined;
}

const options = {
  format: { type: "string", multiple: true },
  output: { type: "string", short: "o", multiple: true },
  max: { type: "string" },
  "include-suppressed": { type: "boolean" },
  preset: { type: "string" },
  config: { type: "string" },
  "fail-on": { type: "string" },
  fix: { type: "boolean" },
  "fix-suggestions": { type: "string" },
  write: { type: "boolean" },
  prune: { type: "boolean" },
  debug: { type: "boolean" },
  diff: { type: "string" },
  scope: { type: "string" },
  cache: { type: "boolean" },
  "cache-location": { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

export const help = `Finds the mistakes people make in AWS Lambda handlers.

Usage
  effective-lambda review [PATH…] [options]
  effective-lambda handlers [PATH…] [--format pretty|json]
  effective-lambda baseline [PATH…] [--prune]
  effective-lambda doctor [PATH]
  effective-lambda init --eslint|--github|--gitlab|--lint-staged [--write]
  effective-lambda explain RULE
  effective-lambda slides [N|TOPIC]
  effective-lambda quiz [N|TOPIC]
  effective-lambda export-site DIR

  Reviews the JavaScript, TypeScript and templates (SAM, CloudFormation,
  serverless.yml) in files and folders; the current folder if none is named. A
  file that is named is always reviewed; in folders, tests, build output and
  names that start with a dot are left out. The nearest .effective-lambda.json
  says more: preset, rules, exclude, handlers and scope, as in the editor.

  With handlers, lists the handlers instead: why each is one, and what
  templates (SAM, CloudFormation, serverless.yml, CDK code) say of it.

  With baseline, has eslint-suppressions.json in this folder accept the errors
  that are there today, as ESLint's --suppress-all does, or with --prune forget
  those that are mended. What it accepts, neither ESLint nor a review tells; of
  a rule that finds more in a file, all is told.

  With doctor, says what is installed around a file or folder, which
  configuration holds for it, why it is skipped or has no handler, and which
  handlers call it. Nothing of the project is run.

  With init, shows what to add to the project in this folder for ESLint,
  GitHub Actions, GitLab or lint-staged, and writes it with --write where
  nothing is in its place. It says what else the project needs.

  The others teach, and need no network: explain shows the page of a rule with
  its options, slides lists the slides of "Writing Effective Lambda Functions"
  or shows one by its number or name, and quiz asks the questions of all
  slides or of one. export-site writes slides and pages as a website into a
  folder that is empty or that it wrote before.

Options
  --format FORMAT                how to print the findings: see below (pretty)
  --format FORMAT=FILE           the same, into a file; can be given several
                                 times
  --output FILE, -o FILE         where to write the format that names no file
  --preset recommended|strict    which rules to ask (as configured, or else
                                 recommended)
  --config eslint                ask the rules that eslint.config.* sets, as it
                                 sets them, in place of .effective-lambda.json.
                                 ESLint runs that file, which is code of the
                                 project
  --fail-on error|warning|never  which findings make the exit code 1 (error)
  --max N                        tell N findings, errors first, and count the
                                 others
  --include-suppressed           with sarif, tell what comments and the baseline
                                 silence, too
  --diff[=BASE]                  only what changed since the work left BASE, a
                                 branch or a commit: committed or not, and files
                                 that Git does not know yet. Without a BASE,
                                 what CI says of a pull request, or else
                                 origin/HEAD, main or master
  --scope handler|lines|file     with --diff, the findings of the handlers of
                                 which some line changed, in their file, a
                                 function that they call or what says how they
                                 are deployed; those on changed lines; or those
                                 in changed files (handler)
  --cache                        keep what is found for the next run, which then
                                 reviews only what changed and what depends on
                                 it
  --cache-location FILE|DIR      where to keep it (.effective-lambda-cache, a
                                 folder that Git leaves alone)
  --fix                          correct what can be corrected safely
  --fix-suggestions RULE         show what the suggestions of a rule would
                                 change, the first of each finding; what belongs
                                 together in several files, as code and its
                                 template, is one change
  --write                        with --fix-suggestions, make these changes: all
                                 of them, or none where one of their files
                                 cannot be written
  --debug                        show a stack trace where something fails
  --help, -h                     show this
  --version, -v                  show the version

Formats
${formatsInWords}

Exit codes
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  a wrong option or comment that silences, a path you named that could not be
     reviewed, a file in one that the system does not let be read, or a report
     that could not be written
  3  part of the review failed, which is a mistake of ours

  With --fix-suggestions, what is found does not count
  0  the changes are shown or written, or there are none
  1  changes are left with --write, because they overlap others: run it again
  2  as above, or a file could not be written, and so none was
`;

/** Reads the command line, or throws a `UsageError`. */
export function argumentsIn(args: readonly string[]): Arguments {
  refuseBareBase(args);
  // Not strict, because Node's own messages name neither the values an option takes nor the option that was meant.
  const { values, positionals } = parseArgs({
    args: args.map((arg, index) =>
      arg === "--diff" && !args.slice(0, index).includes("--") ? "--diff=" : arg,
    ),
    options,
    allowPositionals: true,
    strict: false,
  });

  const unknown = Object.keys(values).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined)
    throw new UsageError(`There is no option ${dashed(unknown)}.${suggestionFor(unknown)}`);

  const isOn = (
    name: "fix" | "write" | "prune" | "debug" | "help" | "version" | "include-suppressed" | "cache",
  ) => {
    if (typeof values[name] === "string") throw new UsageError(`--${name} takes no value.`);
    return values[name] === true;
  };
  const oneOf = <T extends string>(
    name: "preset" | "config" | "fail-on" | "scope",
    [usual, ...others]: readonly [T, ...T[]],
  ): T => {
    const value = values[name] ?? usual;
    const chosen = [usual, ...others].find((choice) => choice === value);
    if (chosen) return chosen;
    const given = value === true || value === "" ? "" : `, not ${value}`;
    throw new UsageError(`--${name} takes ${anyOf.format([usual, ...others])}${given}.`);
  };

  const [command, ...paths] = positionals;
  const diff = values.diff === undefined ? undefined : String(values.diff);
  if (diff === undefined && values.scope !== undefined)
    throw new UsageError("--scope goes with --diff, which says what changed.");
  const fixSuggestions =
    values["fix-suggestions"] === undefined ? undefined : ruleNamed(values["fix-suggestions"]);
  if (isOn("write") && fixSuggestions === undefined)
    throw new UsageError("--write goes with --fix-suggestions RULE, which says what to write.");
  if (isOn("fix") && fixSuggestions !== undefined)
    throw new UsageError("--fix and --fix-suggestions do not go together. Run one after the other.");
  if (diff !== undefined && (isOn("fix") || fixSuggestions !== undefined || command === "handlers"))
    throw new UsageError("--diff only reviews. Leave it out to correct files, or to list handlers.");
  const cacheLocation = values["cache-location"];
  if (cacheLocation !== undefined && (typeof cacheLocation !== "string" || cacheLocation === ""))
    throw new UsageError("--cache-location takes the name of a file or a folder.");
  if (cacheLocation !== undefined && !isOn("cache"))
    throw new UsageError("--cache-location goes with --cache, which keeps what is found.");
  if (isOn("cache") && (fixSuggestions !== undefined || command === "handlers"))
    throw new UsageError("--cache only goes with a review. Leave it out.");
  if (values.config !== undefined && command === "handlers")
    throw new UsageError("--config says how to review. Leave it out to list handlers.");
  if (values.config !== undefined && values.preset !== undefined)
    throw new UsageError("--preset and --config do not go together: each says which rules to ask.");
  if (command === "doctor") {
    if (Object.keys(values).some((name) => !/^(debug|help|version|h|v)$/.test(name)))
      throw new UsageError("doctor takes no options, but a file or a folder.");
    if (paths.length > 1) throw new UsageError(`doctor takes one path, not ${paths.length}.`);
  }
  if (command === "baseline") {
    const foreign = Object.keys(values).find(
      (name) => !/^(preset|config|prune|debug|help|version|h|v)$/.test(name),
    );
    if (foreign !== undefined) throw new UsageError(`baseline takes no option ${dashed(foreign)}.`);
  } else if (isOn("prune")) throw new UsageError("--prune goes with the command baseline.");
  const outputs = outputsIn(values.format ?? [], values.output ?? []);
  const isReview = command !== "handlers" && fixSuggestions === undefined;
  return {
    command: isOn("help") ? "help" : isOn("version") ? "version" : commandNamed(command),
    paths: paths.length > 0 ? paths.map(notEmpty) : ["."],
    outputs: isReview ? outputs : [plainOutputIn(outputs, fixSuggestions ? "--fix-suggestions" : command!)],
    max: values.max === undefined ? undefined : amountIn(values.max),
    includeSuppressed: isOn("include-suppressed"),
    preset: values.preset === undefined ? undefined : oneOf("preset", ["recommended", "strict"] as const),
    config: values.config === undefined ? undefined : oneOf("config", ["eslint"] as const),
    failOn: oneOf("fail-on", ["error", "warning", "never"]),
    fix: isOn("fix"),
    fixSuggestions,
    write: isOn("write"),
    prune: isOn("prune"),
    debug: isOn("debug"),
    diff,
    scope: oneOf("scope", ["handler", "lines", "file"]),
    cache: isOn("cache"),
    cacheLocation,
  };
}

/** A base that stands behind `--diff` without an equals sign would be taken for a path. */
function refuseBareBase(args: readonly string[]): void {
  const given = args.slice(0, [...args, "--"].indexOf("--"));
  const next = given[given.indexOf("--diff") + 1];
  if (!given.includes("--diff") || next === undefined || next.startsWith("-") || existsSync(next)) return;
  if (commands.some((command) => command === next)) return;
  throw new UsageError(`There is no file or folder ${next}. To compare with it, write --diff=${next}`);
}

/** The id of a rule that offers changes. Configurations of ESLint have a prefix before it. */
function ruleNamed(value: string | boolean): string {
  const id = String(value).replace(`${prefix}/`, "");
  if (value === true || id === "") throw new UsageError("--fix-suggestions takes the name of a rule.");
  const rule = Object.hasOwn(rules, id) ? rules[id]! : undefined;
  if (!rule) {
    const nearest = nearestTo(id, Object.keys(rules));
    throw new UsageError(
      `There is no rule ${id}.${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`,
    );
  }
  if (!rule.meta.hasSuggestions)
    throw new UsageError(`The rule ${id} suggests no changes: what it finds takes a person.`);
  return id;
}

function commandNamed(name: string | undefined): Command | "help" {
  if (name === "help") return name;
  const known = commands.find((command) => command === name);
  if (known) return known;
  if (name === undefined)
    throw new UsageError("There is nothing to do without a command. Write: effective-lambda review");
  if (lessons.some((lesson) => lesson === name))
    throw new UsageError(`${name} takes no options, and stands first: effective-lambda ${name}`);
  const meant = [...commands, "init", ...lessons].find((command) => leven(name, command) < 3);
  throw new UsageError(
    `There is no command ${name}. Write: effective-lambda ${meant ?? `review ${name}`}`.trimEnd(),
  );
}

function amountIn(value: string | boolean): number {
  if (!/^[1-9]\d{0,8}$/.test(String(value))) throw new UsageError("--max takes a number from 1 on.");
  return Number(value);
}

function notEmpty(path: string): string {
  if (path === "") throw new UsageError("A path is empty. Leave it out to review the current folder.");
  return path;
}

const dashed = (name: string) => (name.length === 1 ? `-${name}` : `--${name}`);

/** The option that was probably meant, where one is near. */
function suggestionFor(unknown: string): string {
  const nearest = nearestTo(unknown, Object.keys(options));
  return nearest === undefined ? "" : ` Did you mean --${nearest}?`;
}
