import { constants } from "node:fs";
import { access, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Unreadable, unreadable } from "./unreadable.ts";

/** A file as it was when it was read. */
export interface Source {
  bytes: Buffer;
  /** Without the byte order mark. */
  text: string;
}

/** Nobody writes a handler of a megabyte: it is a bundle, and what is wrong in it is wrong in its sources. */
const maximumBytes = 1_000_000;
const byteOrderMark = "\uFEFF";

/** Reads a source file, or throws `Unreadable`. */
export async function read(path: string): Promise<Source> {
  const bytes = await bytesOf(path);
  const text = textOf(bytes);
  if (text === undefined) {
    throw new Unreadable("It is binary, or not saved as UTF-8. Save it as UTF-8 if it is source code, or leave it out.");
  }
  return { bytes, text };
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      throw new Unreadable("It is larger than 1 MB, as only generated code is. Review the sources it was made from.");
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw unreadable(error);
  }
}

function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Where every line ends in CRLF, so does every line of a changed text. */
export function withLineEndsOf(before: string, after: string): string {
  const endsInCrLf = before.includes("\r\n") && !/(?<!\r)\n/.test(before);
  return endsInCrLf ? after.replace(/(?<!\r)\n/g, "\r\n") : after;
}

/**
 * Puts a new text in a file's place, all of it or nothing: it is written beside the file and then takes its name.
 * Throws `Unreadable` where the file is no longer what was read, or must not be written.
 */
export async function replace(path: string, before: Source, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const hasMark = before.bytes.subarray(0, 3).toString() === byteOrderMark;
  try {
    await access(path, constants.W_OK);
    const { mode } = await stat(path);
    const handle = await open(draft, "wx", mode);
    try {
      await handle.chmod(mode);
      await handle.writeFile(hasMark ? byteOrderMark + text : text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!before.bytes.equals(await readFile(path))) {
      throw new Unreadable("It changed while it was reviewed, so it was not fixed. Run the command again.");
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`It was not fixed. ${unwritable(error)}`);
  }
}
