import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { FileError } from "../src/files/file-error.ts";
import { find, nameOf, type FoundFile } from "../src/files/find.ts";
import { read } from "../src/files/source.ts";
import { progressOn } from "../src/report/progress.ts";
import { tamed } from "../src/report/terminal.ts";
import type { Finding } from "../src/review/finding.ts";
import { review } from "../src/review/review.ts";
import { countsOf, type Survey, type SurveyedFile, type SurveyedFinding } from "./counts.ts";
import { handlerKinds } from "./handlers.ts";
import { textOf } from "./text.ts";

/**
 * Prints what a team asks before it switches the rules on: which handlers there are in some folders, what the presets
 * would say of them, and how long that takes. `npm run survey -- DIR…`, with `--format json` for programs.
 */
async function run(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    options: { format: { type: "string", default: "text" } },
    allowPositionals: true,
  });
  if (!/^(text|json)$/.test(values.format))
    throw new Error(`--format takes text or json, not ${values.format}.`);

  const folders = positionals.length > 0 ? positionals : ["."];
  const are = await Promise.all(folders.map(isFolder));
  const missing = folders.filter((_, index) => !are[index]);
  if (missing.length > 0)
    throw new Error(
      `There is no folder ${missing.map(tamed).join(", ")}. Check the spelling, and name folders, not files.`,
    );

  const counts = countsOf(await surveyOf(folders));
  return values.format === "json" ? `${JSON.stringify(counts, undefined, 2)}\n` : textOf(counts);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function surveyOf(folders: string[]): Promise<Survey> {
  const survey: Survey = { folders, files: [], skipped: [], crashes: [] };
  const progress = progressOn(process.stderr);

  const seen = new Set<string>();
  for (const folder of folders) {
    const named = (name: string) => {
      const inFolder = nameOf(resolve(name), resolve(folder));
      return folders.length > 1 ? join(folder, inFolder) : inFolder;
    };
    const found = await find([folder], process.cwd());
    survey.skipped.push(...found.problems.map(({ file, message }) => ({ file: named(file), message })));
    for (const [index, file] of found.files.entries()) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      progress.show(`Reviewing ${index + 1} of ${found.files.length}: ${file.name}`);
      await surveyFile({ ...file, name: named(file.name) }, survey);
    }
  }
  progress.clear();
  return survey;
}

/** Adds what a file has to say, or why it says nothing. */
async function surveyFile(file: FoundFile, survey: Survey): Promise<void> {
  try {
    const { text } = await read(file.path);
    survey.files.push(surveyed(file, text, survey));
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof FileError) survey.skipped.push({ file: file.name, message });
    else survey.crashes.push({ file: file.name, message });
  }
}

function surveyed({ name, place }: FoundFile, text: string, { skipped, crashes }: Survey): SurveyedFile {
  const times: number[] = [];
  const strict = () => {
    const start = performance.now();
    const answer = review(text, place, { preset: "strict" });
    times.push(performance.now() - start);
    return answer;
  };
  // Of two reviews the shorter one counts: Node compiles in the one, and may collect garbage in either.
  const { findings, handlers, eventTakers, problems } = strict();
  strict();

  for (const { kind, message, line } of problems) {
    const where = line === undefined ? "" : `Line ${line}: `;
    (kind === "crash" ? crashes : skipped).push({ file: name, message: where + message });
  }
  const recommended = findings.length > 0 ? review(text, place, { preset: "recommended" }).findings : [];
  return {
    name,
    milliseconds: Math.min(...times),
    handlers: handlers.length > 0 ? handlerKinds(text, place) : [],
    eventTakers,
    findings: findings.map((finding) => surveyedFinding(finding, recommended)),
  };
}

function surveyedFinding(finding: Finding, recommended: readonly Finding[]): SurveyedFinding {
  const { rule, severity, fix, suggestions, line, column } = finding;
  const twin = recommended.find((one) => one.rule === rule && one.line === line && one.column === column);
  return {
    rule,
    ...(twin && { recommended: twin.severity }),
    strict: severity,
    offers: fix ? "fix" : suggestions.length > 0 ? "suggestion" : "nothing",
  };
}

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
