#!/usr/bin/env node
import { styleText } from "node:util";
import { supportsHyperlink } from "supports-hyperlinks";
import manifest from "../rules/package.json" with { type: "json" };
import { rules } from "../rules/plugin.ts";
import { argumentsIn, help, type Arguments } from "./arguments.ts";
import { renewBaseline, withBaseline } from "./files/baseline.ts";
import { configured } from "./files/configure.ts";
import { FileError, fileError } from "./files/file-error.ts";
import { find, nameOf, type Found } from "./files/find.ts";
import { fixSuggestions } from "./files/fix-suggestions.ts";
import { handlersIn } from "./files/list-handlers.ts";
import { onInterruption } from "./files/interruption.ts";
import { reviewFiles, type Engine, type OnFile } from "./files/review-files.ts";
import { writeReports } from "./files/write-reports.ts";
import { initIn, type Init } from "./init.ts";
import { lessonIn } from "./lessons.ts";
import { baselineForPeople } from "./report/baseline.ts";
import { changesAsJson, changesForPeople } from "./report/changes.ts";
import { handlersAsJson, handlerTable } from "./report/handler-table.ts";
import { limitedTo } from "./report/gravity.ts";
import { withoutHandlers } from "./report/pretty.ts";
import { progressOn } from "./report/progress.ts";
import type { FileProblem, Report } from "./report/report.ts";
import { tamed, type Terminal } from "./report/terminal.ts";
import { maximumProse, wrapped } from "./report/words.ts";
import { importersFirst } from "./review/order.ts";
import { fixed, review } from "./review/review.ts";
import { UsageError } from "./usage-error.ts";
import { letTreesDieYoung, makeLessCodeFast } from "./v8.ts";

const engine: Engine = { review, fixed, ordered: importersFirst };

/** What a script can tell from the exit code. The greatest that applies is the answer. */
const exitCodes = { clean: 0, findings: 1, usage: 2, ourFault: 3 };

/** Columns where nobody sees the edge: in a log, or on a terminal that does not say its size. */
const columnsOfLog = 120;

letTreesDieYoung();

// A reader that has seen enough (`| head`) closes the pipe: no reason to complain.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  console.error(`The report could not be written: ${error.message}`);
  process.exit(exitCodes.usage);
});

async function run(argv: readonly string[]): Promise<number> {
  try {
    const lesson = lessonIn(argv);
    if (lesson) {
      // Most runs are reviews, which need no slide and no page.
      const { teach } = await import("./teach.ts");
      await teach(lesson, rules, terminal());
      return exitCodes.clean;
    }
    const init = initIn(argv);
    if (init) return await prepare(init);
    const given = argumentsIn(argv);
    switch (given.command) {
      case "help":
        process.stdout.write(help);
        return exitCodes.clean;
      case "version":
        process.stdout.write(`${manifest.version}\n`);
        return exitCodes.clean;
      case "review": {
        const { fixSuggestions: rule } = given;
        return await (rule === undefined ? reviewPaths(given) : changePaths({ ...given, rule }));
      }
      case "handlers":
        return await listHandlers(given);
      case "baseline":
        return await acceptIn(given);
      case "doctor":
        return await examine(given);
    }
  } catch (error) {
    if (error instanceof FileError) {
      complain(error.message);
      return exitCodes.usage;
    }
    if (error instanceof UsageError) {
      complain(error.message, "See: effective-lambda --help");
      return exitCodes.usage;
    }
    const { message, stack } = error as Error;
    if (argv.includes("--debug") && stack) printLines(stack);
    else complain(`The command failed: ${message}`, `Please report it: ${manifest.homepage}/issues`);
    return exitCodes.ourFault;
  }
}

async function reviewPaths(given: Arguments): Promise<number> {
  const { paths, outputs, preset, failOn, max, includeSuppressed, fix, debug } = given;
  const cwd = process.cwd();
  const found = await filesOf(given);

  const progress = progressThrough();
  const keeping = given.cache ? await cacheAt(given.cacheLocation) : undefined;
  const asked = keeping?.engine ?? engine;
  const reviewed = await (given.diff === undefined
    ? withBaseline(await reviewFiles(found, { preset, fix }, asked, progress.onFile), cwd)
    : changeIn(given, found, given.diff, asked, progress.onFile));
  progress.clear();

  const report: Report = {
    paths: paths.map((path) => nameOf(path, cwd)),
    ...reviewed,
    leftOut: { error: 0, warning: 0 },
  };
  const wishes = { terminal: terminal(), includeSuppressed };
  const { printed, refused } = await writeReports(limitedTo(max, report), outputs, wishes, found);
  process.stdout.write(printed);
  complain(...refused);
  if (!outputs.some(({ format }) => format === "pretty")) {
    const explanation = withoutHandlers(report);
    if (explanation) complain(explanation);
  }
  await keeping?.save();
  if (debug) showDetails(report.problems);
  return Math.max(exitCodeFor(report, failOn), refused.length > 0 ? exitCodes.usage : exitCodes.clean);
}

/** The files to review, and how each is configured. Most projects leave ESLint out of it, which takes long to load. */
async function filesOf({ paths, config }: Pick<Arguments, "paths" | "config">): Promise<Found> {
  const cwd = process.cwd();
  const found = await find(paths, cwd);
  if (config === undefined) return configured(found);
  const { configuredByEslint } = await import("./files/eslint-config.ts");
  return configuredByEslint(found, cwd);
}

/** Reviews what changed. Most runs are of all there is, and need none of this. */
async function changeIn(
  { paths, preset, config, scope }: Arguments,
  found: Found,
  base: string,
  engine: Engine,
  onFile: OnFile,
): Promise<Pick<Report, "files" | "problems" | "change">> {
  const { reviewChange } = await import("./change/review-change.ts");
  const options = { base, scope, preset, config, cwd: process.cwd(), environment: process.env };
  return reviewChange(paths, found, options, engine, onFile);
}

/** An engine that keeps what is found for the next run. Where that cannot be, nothing else suffers. */
async function cacheAt(location: string | undefined): Promise<{ engine: Engine; save: () => Promise<void> }> {
  const { Cache } = await import("./files/cache.ts");
  const { cachedEngine } = await import("./files/cached-engine.ts");
  const cache = await Cache.at(location, process.cwd());
  if (!cache.isEmpty) makeLessCodeFast();
  const save = () => cache.save().catch((error: unknown) => complain(fileError(error, "written").message));
  return { engine: cachedEngine(engine, cache), save };
}

/** Shows or makes the changes that a rule suggests. */
async function changePaths({
  paths,
  outputs,
  preset,
  config,
  rule,
  write,
  debug,
}: Arguments & { rule: string }): Promise<number> {
  const cwd = process.cwd();
  const found = await filesOf({ paths, config });
  const progress = progressThrough();
  const report = await fixSuggestions(found, { preset, rule, write }, engine, cwd, progress.onFile);
  progress.clear();

  process.stdout.write(isJson(outputs) ? changesAsJson(report) : changesForPeople(report, terminal()));
  if (debug) showDetails(report.problems);
  const { outcome, left } = report;
  return (
    exitCodeOfProblems(report) ??
    (outcome === "written" && left.length > 0 ? exitCodes.findings : exitCodes.clean)
  );
}

/** Says which file is reviewed, until nothing is left or somebody interrupts. */
function progressThrough(): { onFile: OnFile; clear: () => void } {
  const progress = progressOn(process.stderr);
  onInterruption((exitCode) => {
    progress.clear();
    process.exit(exitCode);
  });
  return {
    onFile: (name, index, total) => progress.show(`Reviewing ${index + 1} of ${total}: ${name}`),
    clear: () => progress.clear(),
  };
}

function showDetails(problems: Report["problems"]): void {
  for (const { file, details } of problems) if (details) printLines(`${file}: ${details}`);
}

async function listHandlers({ paths, outputs }: Arguments): Promise<number> {
  const cwd = process.cwd();
  const listed = await handlersIn(configured(await find(paths, cwd)), cwd);
  process.stdout.write(isJson(outputs) ? handlersAsJson(listed) : handlerTable(listed, terminal()));
  return exitCodeOfProblems(listed) ?? exitCodes.clean;
}

/** Has the baseline accept what is found, or forget what is mended. */
async function acceptIn({ paths, preset, config, prune, debug }: Arguments): Promise<number> {
  const cwd = process.cwd();
  const found = await filesOf({ paths, config });
  const progress = progressThrough();
  const report = await renewBaseline(found, { prune, preset }, engine, cwd, progress.onFile);
  progress.clear();

  complain(...report.problems.map(({ file, message }) => `${file}: ${message}`));
  process.stdout.write(baselineForPeople(report, terminal()));
  if (debug) showDetails(report.problems);
  return exitCodeOfProblems(report) ?? exitCodes.clean;
}

/** Says what to add to a project, and writes it where nothing is in its place. */
async function prepare({ starts, write }: Init): Promise<number> {
  const { prepared } = await import("./files/prepare.ts");
  const { stillNeeded } = await import("./files/still-needed.ts");
  const { starts: recipes } = await import("./files/starts.ts");
  const width = Math.min(terminal().columns, maximumProse);
  for (const [index, start] of starts.entries())
    process.stdout.write((index > 0 ? "\n" : "") + (await prepared(start, write, process.cwd(), width)));
  const needed = await stillNeeded(
    starts.map((start) => recipes[start]),
    process.cwd(),
    width,
  );
  if (needed) process.stdout.write(`\n${needed}\n`);
  return exitCodes.clean;
}

/** Says how a path is reviewed, and why. */
async function examine({ paths: [path] }: Arguments): Promise<number> {
  const { examined } = await import("./files/examine.ts");
  const { examinationForPeople } = await import("./report/doctor.ts");
  const examination = await examined(path!, process.cwd(), engine);
  process.stdout.write(examinationForPeople(examination, terminal()));
  return exitCodeOfProblems(examination) ?? exitCodes.clean;
}

const isJson = ([output]: Arguments["outputs"]): boolean => output?.format === "json";

/** What standard output can show; a pipe has no width but the one in COLUMNS, and `styleText` knows what NO_COLOR, FORCE_COLOR and a pipe ask for. */
const terminal = (): Terminal => ({
  columns: columnsOf(process.stdout),
  colours: styleText("bold", ".", { stream: process.stdout }) !== ".",
  hyperlinks: supportsHyperlink(process.stdout),
  isInteractive: process.stdout.isTTY,
});

const columnsOf = ({ columns }: NodeJS.WriteStream): number =>
  columns || Number(process.env["COLUMNS"]) || columnsOfLog;

/** Says on standard error what is wrong, each text in lines of its own, as wide as the report's prose. */
function complain(...texts: string[]): void {
  const width = Math.min(columnsOf(process.stderr), maximumProse);
  for (const text of texts) printLines(wrapped(text, width));
}

const printLines = (text: string): void => console.error(text.split("\n").map(tamed).join("\n"));

function exitCodeFor({ files, problems }: Report, failOn: Arguments["failOn"]): number {
  const findings = files.flatMap((file) => file.findings);
  const failing = findings.filter(({ severity }) => severity === failOn || failOn === "warning");
  return exitCodeOfProblems({ problems }) ?? (failing.length > 0 ? exitCodes.findings : exitCodes.clean);
}

function exitCodeOfProblems({ problems }: { problems: readonly FileProblem[] }): number | undefined {
  if (problems.some(({ fault }) => fault === "ours")) return exitCodes.ourFault;
  return problems.some(({ fault }) => fault === "named" || fault === "denied") ? exitCodes.usage : undefined;
}

process.exitCode = await run(process.argv.slice(2));
