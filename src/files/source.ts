import { constants } from "node:fs";
import { access, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FileError, fileError } from "./file-error.ts";

/** A file as it was when it was read. */
export interface Source {
  bytes: Buffer;
  /** Without the byte order mark. */
  text: string;
}

/** Nobody writes a handler of a megabyte: it is a bundle, and what is wrong in it is wrong in its sources. */
const maximumBytes = 1_000_000;
const byteOrderMark = "\uFEFF";

/** Reads a source file, or throws a `FileError`. */
export async function read(path: string): Promise<Source> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      throw new FileError(
        "This is larger than 1 MB, as only generated code is. Review the sources it was made from.",
      );
    }
    const bytes = await readFile(path);
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

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
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
 * Throws a `FileError` where the file is no longer what was read, or must not be written.
 */
export async function replace(path: string, before: Source, text: string): Promise<void> {
  const draft = join(dirname(path), `.effective-lambda-${process.pid}.tmp`);
  const hasMark = before.bytes.subarray(0, 3).toString() === byteOrderMark;
  try {
    await access(path, constants.W_OK);
    await write(draft, hasMark ? byteOrderMark + text : text, (await stat(path)).mode);
    if (!before.bytes.equals(await readFile(path))) {
      throw new FileError("This changed while it was reviewed, so it was not fixed. Run the command again.");
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw fileError(error, "written");
  }
}

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
