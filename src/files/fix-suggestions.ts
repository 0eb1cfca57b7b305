import { constants } from "node:fs";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import manifest from "../../rules/package.json" with { type: "json" };
import { grouped } from "../../rules/kit/grouped.ts";
import type { ChangeReport, ProposedChange, Unchanged } from "../report/changes.ts";
import { sentenceOf } from "../report/obstacle.ts";
import type { FileProblem, ReviewedFile } from "../report/report.ts";
import { compatible, edited, together } from "../review/edits.ts";
import type { FileEdits, Finding, ReviewOptions } from "../review/finding.ts";
import { FileError, fileError } from "./file-error.ts";
import { leadsOut, nameOf, type Found } from "./find.ts";
import { reviewFiles, type Engine, type OnFile } from "./review-files.ts";
import {
  changedMeanwhile,
  disk as realDisk,
  read,
  RefusedDraft,
  replaceTogether,
  StuckDraft,
  withLineEndsOf,
  type Disk,
  type Draft,
} from "./source.ts";

interface Options {
  /** Counts in place of what a configuration says. */
  preset?: ReviewOptions["preset"] | undefined;
  rule: string;
  /** Whether to make the changes, rather than to show them. */
  write: boolean;
}

/** The edits of a file, and where it really is. */
interface PlacedEdits extends FileEdits {
  path: string;
}

interface PlacedChange extends ProposedChange {
  files: PlacedEdits[];
}

/**
 * Makes the first change that is suggested for each finding of a rule, as far as they do not overlap, or says what they
 * are. All files are written, or none.
 */
export async function fixSuggestions(
  found: Found,
  { write, ...options }: Options,
  engine: Engine,
  cwd: string,
  onFile: OnFile,
  disk = realDisk,
): Promise<ChangeReport> {
  const { files, problems } = await reviewFiles(found, { ...options, fix: false }, engine, onFile);
  const proposed: PlacedChange[] = [];
  const unchanged: Unchanged[] = [];
  for (const reviewed of files)
    for (const finding of reviewed.findings) {
      const place = { file: reviewed.name, line: finding.line, column: finding.column };
      try {
        const { title, files } = await changeFor(finding, reviewed, cwd, disk);
        proposed.push({ place, title, files });
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        unchanged.push({ place, reason: error.message });
      }
    }

  const { taken, left } = compatible(proposed);
  const report = { rule: options.rule, changes: taken, left, unchanged, problems };
  if (!write || taken.length === 0) return { ...report, outcome: "shown" };
  const { outcome, refusal } = await writeAll(taken, engine, options.rule, cwd, disk);
  return { ...report, outcome, problems: refusal ? [...problems, refusal] : problems };
}

/** The change to make for a finding. Throws a `FileError` where there is none, or one of its files must not be written. */
async function changeFor(
  { joint, fix, suggestions }: Finding,
  { name, text }: ReviewedFile,
  cwd: string,
  disk: Disk,
): Promise<{ title: string; files: PlacedEdits[] }> {
  if (joint && "obstacle" in joint) throw new FileError(sentenceOf(joint));
  const first = fix ?? suggestions[0];
  const { title, files } =
    joint ?? (first && { ...first, files: [{ file: name, before: text, edits: first.edits }] }) ?? noChange();
  return { title, files: await Promise.all(files.map((one) => placed(one, cwd, disk))) };
}

function noChange(): never {
  throw new FileError("There is no change to offer: this takes a person.");
}

/** The edits of a file with its place. Throws a `FileError` for a file that must not be written. */
async function placed(edits: FileEdits, cwd: string, { access }: Disk): Promise<PlacedEdits> {
  try {
    const path = await realpath(resolve(cwd, edits.file));
    const folder = await realpath(cwd);
    if (path !== resolve(folder, edits.file) && leadsOut(nameOf(path, folder)))
      throw new FileError("A link leads from here to another place. Run the command there.");
    await access(path, constants.W_OK);
    return { ...edits, path };
  } catch (error) {
    throw new FileError(`${edits.file}: ${fileError(error, "written").message}`);
  }
}

/** Writes changes, or says which file refuses; then none is written, as far as all can be put back. */
async function writeAll(
  changes: readonly PlacedChange[],
  engine: Engine,
  rule: string,
  cwd: string,
  disk: Disk,
): Promise<Pick<ChangeReport, "outcome"> & { refusal?: FileProblem }> {
  const parts = grouped(
    changes.flatMap(({ files }) => files),
    ({ path }) => path,
  );
  try {
    const drafts: Draft[] = [];
    for (const [path, ofFile] of parts) drafts.push(await draftOf(path, ofFile));
    for (const { path, text } of drafts) {
      const { problems } = engine.review(text, nameOf(path, cwd), { preset: "recommended", rule });
      const [problem] = problems.filter(({ kind }) => kind === "syntax");
      if (problem)
        return {
          outcome: "refused",
          refusal: { file: nameOf(path, cwd), message: broken(problem.message), fault: "ours" },
        };
    }
    await replaceTogether(drafts, disk);
    return { outcome: "written" };
  } catch (error) {
    if (!(error instanceof RefusedDraft)) throw error;
    return {
      outcome: error instanceof StuckDraft ? "partial" : "refused",
      refusal: { file: nameOf(error.path, cwd), message: error.message, fault: "named" },
    };
  }
}

const broken = (reason: string): string =>
  `The changes would break this: ${reason.replace(/\.?$/, ".")} Please report it: ${manifest.homepage}/issues`;

/** What a file becomes by all of its edits. */
async function draftOf(path: string, parts: readonly PlacedEdits[]): Promise<Draft> {
  try {
    const before = read(path);
    if (parts.some((part) => part.before !== before.text)) throw changedMeanwhile();
    const text = edited(before.text, together(parts.flatMap(({ edits }) => edits))!);
    return { path, before, text: withLineEndsOf(before.text, text) };
  } catch (error) {
    throw new RefusedDraft(path, fileError(error, "read"));
  }
}
