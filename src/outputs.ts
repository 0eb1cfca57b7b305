import { resolve } from "node:path";
import { formatNames, formats, type FormatName } from "./report/formats.ts";
import { anyOf, meant } from "./names.ts";
import { UsageError } from "./usage-error.ts";

/** A report that is asked for. */
export interface Output {
  format: FormatName;
  /** Where to write it; standard output where no file is named. */
  file?: string;
}

/** What options say: none of them is checked, and one without a value is `true`. */
type Given = string | boolean | undefined;

/** The reports that `--format FORMAT`, `--format FORMAT=FILE` and `-o FILE` ask for; throws a `UsageError`. */
export function outputsIn(given: readonly Given[], [fileForAll, anotherFile]: readonly Given[]): Output[] {
  const outputs = (given.length > 0 ? given : [formatNames[0]]).map(outputNamed);
  const [bare, another] = outputs.filter(({ file }) => file === undefined);
  if (another)
    throw new UsageError(
      `Only one report can go to standard output. Name a file for the other: --format ${another.format}=FILE`,
    );
  if (anotherFile !== undefined)
    throw new UsageError("-o names one file. Give each format its own: --format md=FILE --format sarif=FILE");
  if (fileForAll !== undefined) {
    if (typeof fileForAll !== "string" || fileForAll === "")
      throw new UsageError("-o takes the name of a file.");
    if (!bare)
      throw new UsageError("-o names a file for a format that has none. Leave it out, or one of the files.");
    bare.file = fileForAll;
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const places = files.map((file) => resolve(file));
  const twice = files.find((_, index) => places.indexOf(places[index]!) !== index);
  if (twice !== undefined)
    throw new UsageError(`Two reports cannot both go to ${twice}. Name another file for one.`);
  return outputs;
}

/** `md`, or `md=review.md`. */
function outputNamed(given: Given): Output {
  const [, name = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(typeof given === "string" ? given : "")!;
  const format = formatNames.find((known) => known === name);
  if (!format) {
    const not = name === "" ? "" : `, not ${name}`;
    throw new UsageError(`--format takes ${anyOf.format(formatNames)}${not}.${meant(name, formatNames)}`);
  }
  if (file === "") throw new UsageError(`Name the file: --format ${format}=FILE`);
  return file === undefined ? { format } : { format, file };
}

/** The one output of a command that knows no other formats than those for people and for programs. */
export function plainOutputIn(outputs: readonly Output[], command: string): Output {
  const [output, another] = outputs;
  if (another || output!.file !== undefined)
    throw new UsageError(
      `${command} prints to standard output alone. Leave the file out, or send it there with >.`,
    );
  if (output!.format !== "pretty" && output!.format !== "json")
    throw new UsageError(`With ${command}, --format takes pretty or json, not ${output!.format}.`);
  return output!;
}

const widest = Math.max(...formatNames.map((name) => name.length));

/** The formats, as the help lists them. */
export const formatsInWords = Object.entries(formats)
  .map(([name, { about }]) => `  ${name.padEnd(widest)}  ${about}`)
  .join("\n");
