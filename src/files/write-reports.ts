import { resolve } from "node:path";
import { formats, type FormatName, type Wishes } from "../report/formats.ts";
import type { Report } from "../report/report.ts";
import { tamed } from "../report/terminal.ts";
import { FileError, fileError } from "./file-error.ts";
import type { Found } from "./find.ts";
import { realPathOf, writeWhole } from "./write-whole.ts";

/** A report in some format, and the file it goes to; none where it is to be printed. */
interface Output {
  format: FormatName;
  file?: string;
}

/** What is left to do once the files are written. */
interface Written {
  /** What is to be printed. */
  printed: string;
  /** A sentence for each file that could not be written. */
  refused: string[];
}

/**
 * Writes one report in several formats. What no file takes is not lost: the first of such reports is printed, unless
 * another is.
 */
export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  wishes: Wishes,
  { files }: Pick<Found, "files">,
): Promise<Written> {
  const isToBePrinted = outputs.some(({ file }) => file === undefined);
  const printed: string[] = [];
  const refused: string[] = [];
  for (const { format, file } of outputs) {
    const text = formats[format].print(report, wishes);
    if (file === undefined) printed.push(text);
    else
      try {
        await write(resolve(file), text, files);
      } catch (error) {
        const { message } = fileError(error, "written");
        const instead =
          isToBePrinted || printed.length > 0 ? "" : " The report goes to standard output instead.";
        refused.push(`${tamed(file)}: ${message}${instead}`);
        if (instead) printed.push(text);
      }
  }
  return { printed: printed.join(""), refused };
}

/** Puts a report into a file, unless it is one that the report is about. */
async function write(path: string, text: string, reviewed: Found["files"]): Promise<void> {
  const target = await realPathOf(path);
  if (reviewed.some((file) => file.path === target))
    throw new FileError("This is a file that is reviewed, and stays as it is. Name another one.");
  await writeWhole(target, text);
}
