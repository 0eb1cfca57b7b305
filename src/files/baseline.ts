import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { baselineFile, type BaselineReport } from "../report/baseline.ts";
import type { FileProblem, ReviewedFile } from "../report/report.ts";
import {
  accepting,
  baselineIn,
  baselineText,
  pruned,
  sumsOf,
  withoutAccepted,
  type Baseline,
} from "../review/baseline.ts";
import { isError } from "../review/config.ts";
import { FileError, fileError } from "./file-error.ts";
import type { Found } from "./find.ts";
import { optionsFor, reviewFiles, type Engine, type OnFile, type Preset } from "./review-files.ts";
import { writeWhole } from "./write-whole.ts";

/** What was reviewed. */
interface Reviewed {
  files: ReviewedFile[];
  problems: FileProblem[];
}

/** A review without what the baseline of a folder accepts, as ESLint has it. */
export async function withBaseline<Result extends Reviewed>(
  reviewed: Result,
  folder: string,
): Promise<Result> {
  try {
    const baseline = await baselineOf(folder);
    if (!baseline) return reviewed;
    return { ...reviewed, files: reviewed.files.map((file) => withoutAccepted(file, baseline)) };
  } catch (error) {
    const { message } = fileError(error, "read");
    const problem = { file: baselineFile, message, fault: "named" } as const;
    const problems = [...reviewed.problems, problem].sort((one, other) => (one.file < other.file ? -1 : 1));
    return { ...reviewed, problems };
  }
}

/** Has the baseline of a folder accept all errors in some files, or forget those that are mended. */
export async function renewBaseline(
  found: Found,
  { prune, preset }: { prune: boolean; preset: Preset },
  engine: Engine,
  folder: string,
  onFile: OnFile,
): Promise<BaselineReport> {
  // Whoever has to correct what is there should not wait to be told.
  await baselineOf(folder).catch(rethrowNamed("read"));
  const { files, problems } = await reviewFiles(found, { preset, fix: false }, engine, onFile);
  const before = await baselineOf(folder).catch(rethrowNamed("read"));
  const baseline: Baseline = before ?? new Map();
  const options = new Map(found.files.map((file) => [file.name, optionsFor(file, { preset })]));
  const all = prune ? baseline : accepting(baseline, files);
  const needed = pruned(
    all,
    wholeOf(files, problems),
    (file) => !existsSync(join(folder, file)),
    (file, rule) => isError(rule, options.get(file)!),
  );
  const after = prune ? needed : all;
  const text = baselineText(after);
  const isChanged = text !== baselineText(baseline);
  if (isChanged) await writeWhole(join(folder, baselineFile), text).catch(rethrowNamed("written"));
  const warnings = files.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "warning");
  return {
    prune,
    isThere: before !== undefined || isChanged,
    isChanged,
    before: sumsOf(baseline),
    after: sumsOf(after),
    mended: sumsOf(all).errors - sumsOf(needed).errors,
    warnings: warnings.length,
    problems,
  };
}

/** Files about which all is known: of others, something may be there that was not found. */
const wholeOf = (files: readonly ReviewedFile[], problems: readonly FileProblem[]): ReviewedFile[] =>
  files.filter(({ name }) => !problems.some(({ file }) => file === name));

/** What a folder's baseline accepts; `undefined` where it has none. Throws a `FileError`. */
async function baselineOf(folder: string): Promise<Baseline | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, baselineFile), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw fileError(error, "read");
  }
  const baseline = baselineIn(text);
  if (baseline) return baseline;
  throw new FileError(
    "This is not what ESLint writes, so that nothing of it counts, and it stays as it is. Correct it, or move it away.",
  );
}

const rethrowNamed = (done: "read" | "written") => (error: unknown) => {
  throw new FileError(`${baselineFile}: ${fileError(error, done).message}`);
};
