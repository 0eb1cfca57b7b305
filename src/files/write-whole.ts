import { randomUUID } from "node:crypto";
import { mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { FileError } from "./file-error.ts";
import { undivided } from "./interruption.ts";

/** Puts a text into a file, all of it or nothing. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realPathOf(path);
  const stats = await stat(target).catch(missingIsNew(undefined));
  if (stats?.isDirectory()) throw new FileError("This is a folder. Name a file in it.");
  // What is no file, as `/dev/stdout` or a pipe, cannot be replaced.
  if (stats && !stats.isFile()) return await writeInto(target, text, "w");

  await undivided(() => writeBeside(target, text, stats?.mode));
}

async function writeBeside(target: string, text: string, mode: number | undefined): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const beside = `${dirname(target)}/.effective-lambda-${randomUUID()}.tmp`;
  try {
    await writeInto(beside, text, "wx", mode);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/** Where a file is behind every link, or will be. */
export const realPathOf = (path: string): Promise<string> => realpath(path).catch(missingIsNew(path));

const missingIsNew =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return value;
    throw error;
  };

async function writeInto(path: string, text: string, flag: "w" | "wx", mode?: number): Promise<void> {
  const handle = await open(path, flag, mode);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
