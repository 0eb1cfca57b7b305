import { randomUUID } from "node:crypto";
import { constants, readFileSync, statSync } from "node:fs";
import { access, copyFile, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { maximumSize, tooLarge } from "../review/size.ts";
import { FileError, fileError } from "./file-error.ts";
import { undivided } from "./interruption.ts";

/** A file as it was when it was read. */
export interface Source {
  bytes: Buffer;
  /** Without the byte order mark. */
  text: string;
}

const byteOrderMark = "\uFEFF";

/**
 * Reads a source file, or throws a `FileError`. To wait for each of the few steps that takes would be most of the work where
 * nothing else is left to do.
 */
export function read(path: string): Source {
  try {
    const { size } = statSync(path);
    if (size > maximumSize) throw new FileError(tooLarge);
    const bytes = readFileSync(path);
    return { bytes, text: textOf(bytes) };
  } catch (error) {
    throw fileError(error, "read");
  }
}

function textOf(bytes: Buffer): string {
  const text = decoded(bytes);
  if (text === undefined || text.includes("\0")) {
    throw new FileError(
      "This is binary, or not saved as UTF-8. Save it as UTF-8 if it is source code, or leave it out.",
    );
  }
  return text;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function decoded(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where every line ends in CRLF, so does every line of a changed text. */
export function withLineEndsOf(before: string, after: string): string {
  const endsInCrLf = before.includes("\r\n") && !/(?<!\r)\n/.test(before);
  return endsInCrLf ? after.replace(/(?<!\r)\n/g, "\r\n") : after;
}

/** A new text for a file. */
export interface Draft {
  path: string;
  /** The file as it was when the text was made of it. */
  before: Source;
  text: string;
}

/** A file that refused what was to be written. Unless this is a `StuckDraft`, nothing was. */
export class RefusedDraft extends FileError {
  readonly path: string;

  constructor(path: string, { message }: FileError) {
    super(message);
    this.path = path;
  }
}

/** A file that was written before another refused, and cannot be put back. The message says where it is kept. */
export class StuckDraft extends RefusedDraft {}

/** The steps of writing that a disk refuses. */
export const disk = { access, rename };

export type Disk = typeof disk;

/** Puts a new text in a file's place, all of it or nothing. Throws a `FileError` where that cannot be. */
export const replace = (path: string, before: Source, text: string): Promise<void> =>
  replaceTogether([{ path, before, text }]);

/**
 * Puts new texts in the place of files: all of them or none. Each is written beside its file, and then takes its name.
 * Throws a `RefusedDraft` where a file is no longer what was read, or must not be written; all files are then what they
 * were before, but for those that a `StuckDraft` names.
 */
export const replaceTogether = (drafts: readonly Draft[], on: Disk = disk): Promise<void> =>
  undivided(() => replaceAll(drafts, on));

async function replaceAll(drafts: readonly Draft[], { access, rename }: Disk): Promise<void> {
  const prepared = drafts.map((draft, index) => {
    const beside = join(dirname(draft.path), `.effective-lambda-${randomUUID()}-${index}`);
    return { ...draft, after: `${beside}.tmp`, copy: `${beside}.bak` };
  });
  const replaced: { path: string; copy: string }[] = [];
  const temporary = new Set(prepared.flatMap(({ after, copy }) => [after, copy]));
  try {
    for (const draft of prepared)
      await attempt(draft.path, async () => {
        await access(draft.path, constants.W_OK);
        const hasMark = draft.before.bytes.subarray(0, 3).toString() === byteOrderMark;
        const { mode } = await stat(draft.path);
        await write(draft.after, hasMark ? byteOrderMark + draft.text : draft.text, mode);
        // What comes back after a failure must not need any room on the disk.
        if (prepared.length > 1) await copyFile(draft.path, draft.copy, constants.COPYFILE_EXCL);
      });
    for (const { path, before } of prepared) await attempt(path, () => refuseChanged(path, before));
    for (const draft of prepared) {
      await attempt(draft.path, () => rename(draft.after, draft.path));
      replaced.push(draft);
    }
  } catch (error) {
    const lost: typeof replaced = [];
    for (const file of replaced) await rename(file.copy, file.path).catch(() => lost.push(file));
    for (const { copy } of lost) temporary.delete(copy);
    const [first] = lost;
    if (first)
      throw new StuckDraft(
        first.path,
        new FileError(
          `This was written although not all could be, and cannot be put back. ${lost
            .map(({ path, copy }) => `What ${path} was before is in ${copy}.`)
            .join(" ")}`,
        ),
      );
    throw error;
  } finally {
    await Promise.all([...temporary].map((path) => rm(path, { force: true })));
  }
}

async function attempt(path: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    throw new RefusedDraft(path, fileError(error, "written"));
  }
}

async function refuseChanged(path: string, { bytes }: Source): Promise<void> {
  if (!bytes.equals(await readFile(path))) throw changedMeanwhile();
}

export const changedMeanwhile = (): FileError =>
  new FileError("This changed while it was reviewed, so it was not fixed. Run the command again.");

async function write(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
