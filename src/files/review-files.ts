import { setImmediate } from "node:timers/promises";
import manifest from "../../rules/package.json" with { type: "json" };
import type { FileProblem, ReviewedFile } from "../report/report.ts";
import type { Finding, JointChange, Obstacle, Problem, Review, ReviewOptions } from "../review/finding.ts";
import { asConfigured } from "../review/configured.ts";
import { faultOf, FileError } from "./file-error.ts";
import type { Found, FoundFile } from "./find.ts";
import { misspeltIn } from "./misspelt.ts";
import { reportedNames } from "./reported-names.ts";
import { read, replace, withLineEndsOf, type Source } from "./source.ts";

/** What says the findings of a text, and corrects it. */
export interface Engine {
  review(text: string, path: string, options: ReviewOptions): Review;
  fixed(text: string, path: string, options: ReviewOptions): string;
  /** The order in which files cost least. */
  ordered(files: readonly FoundFile[]): readonly FoundFile[];
}

/** Is told of each file before it is reviewed: the first has index 0. */
export type OnFile = (name: string, index: number, total: number) => void;

/** Counts in place of what a configuration says. */
export type Preset = ReviewOptions["preset"] | undefined;

interface Options {
  preset?: Preset;
  /** The only rule to ask. */
  rule?: string;
  /** Whether to write the safe fixes into the files. */
  fix: boolean;
}

/** For how many milliseconds nothing else has its turn at most, such as a signal to stop. */
const longest = 50;

/** Reviews files one after the other; in the report they stand as they were found. Whatever happens with one becomes its problem, and the others go on. */
export async function reviewFiles(
  found: Found,
  options: Options,
  engine: Engine,
  onFile: OnFile,
): Promise<{ files: ReviewedFile[]; problems: FileProblem[] }> {
  const reviewed = new Map<FoundFile, ReviewedFile>();
  const problems: FileProblem[] = [...found.problems];
  const ordered = engine.ordered(found.files);

  let paused = performance.now();
  for (const [index, file] of ordered.entries()) {
    onFile(file.name, index, found.files.length);
    if (performance.now() - paused > longest) {
      await setImmediate();
      paused = performance.now();
    }
    try {
      const told = await reviewFile(file, read(file.path), options, engine, problems);
      reviewed.set(file, { ...told, misspelt: misspeltIn(file) });
    } catch (error) {
      problems.push(failure(file, error));
    }
  }
  const files = found.files.flatMap((file) => reviewed.get(file) ?? []);
  return { files, problems: problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)) };
}

async function reviewFile(
  file: FoundFile,
  source: Source,
  options: Options,
  engine: Engine,
  problems: FileProblem[],
): Promise<Omit<ReviewedFile, "misspelt">> {
  const { place } = file;
  const asked = optionsFor(file, options);
  const { problems: met, ...before } = engine.review(source.text, place, asked);
  problems.push(...met.map((problem) => problemOf(file, problem)));
  before.findings = before.findings.map((finding) => withNames(finding, file));
  const asFound = { name: file.name, ...before, text: source.text, fixed: 0 };
  if (!options.fix || !before.findings.some(({ fix }) => fix)) return asFound;

  try {
    const text = withLineEndsOf(source.text, engine.fixed(source.text, place, asked));
    const after = engine.review(text, place, asked);
    await replace(file.path, source, text);
    const fixed = before.findings.length - after.findings.length;
    after.findings = after.findings.map((finding) => withNames(finding, file));
    return { ...asFound, ...after, text, fixed };
  } catch (error) {
    problems.push(failure(file, error));
    return asFound;
  }
}

/** How a file is reviewed: as the user said, or else its configuration. */
export function optionsFor(
  { root, configured }: FoundFile,
  { preset, rule }: Pick<Options, "preset" | "rule">,
): ReviewOptions {
  const options = asConfigured({ preset: "recommended", root }, configured);
  return { ...options, ...(preset && { preset }), ...(rule !== undefined && { rule }) };
}

/** A finding whose way, and change of several files or what is in its way, call these as reports do. */
function withNames(finding: Finding, file: FoundFile): Finding {
  const { way, joint } = finding;
  if (!way && !joint) return finding;
  const named = asReported(file);
  return {
    ...finding,
    ...(way && { way: way.map(named) }),
    ...(joint && { joint: jointNamed(joint, named) }),
  };
}

function jointNamed(
  joint: JointChange | Obstacle,
  named: ReturnType<typeof asReported>,
): JointChange | Obstacle {
  if ("files" in joint) return { ...joint, files: joint.files.map(named) };
  const { file } = joint;
  return file === undefined ? joint : named({ ...joint, file });
}

/** Calls the file of something as reports do, which is called as the place of a file is. */
export function asReported({ name, place }: FoundFile): <T extends { file: string }>(one: T) => T {
  const nameOf = reportedNames(name, place);
  return (one) => ({ ...one, file: nameOf(one.file) });
}

function problemOf(file: FoundFile, { kind, message, line, column, details }: Problem): FileProblem {
  if (kind === "crash") return { file: file.name, message, fault: "ours", ...(details && { details }) };
  if (kind === "limit") return { file: file.name, message, fault: "met" };

  const place = line === undefined ? "" : `Line ${line}${column === undefined ? "" : `, column ${column}`}: `;
  const sentence = `${place}${message.replace(/[.:]?$/, ".")}`;
  return {
    file: file.name,
    message: `${sentence} Correct the ${kind}, then review the file again.`,
    // What silences nothing was written to silence something, wherever it is.
    fault: file.named || kind !== "syntax" ? "named" : "met",
  };
}

/** What stopped the review of a file: its state on the disk, or a mistake of ours. */
function failure(file: FoundFile, error: unknown): FileProblem {
  if (error instanceof FileError)
    return { file: file.name, message: error.message, fault: faultOf(error, file.named) };

  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const [reason] = message.split("\n");
  return {
    file: file.name,
    message: `The review of this file failed: ${reason}. Please report it: ${manifest.homepage}/issues`,
    fault: "ours",
    ...(stack && { details: stack }),
  };
}
