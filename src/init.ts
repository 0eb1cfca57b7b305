import { parseArgs } from "node:util";
import { starts, type Start } from "./files/starts.ts";
import { anyOf, meant } from "./names.ts";
import { UsageError } from "./usage-error.ts";

/** What a project is to be prepared for. */
export interface Init {
  starts: Start[];
  write: boolean;
}

/** Reads a command line that prepares a project; `undefined` where it is another, or asks for help. */
export function initIn(args: readonly string[]): Init | undefined {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: false });
  const [command, ...more] = positionals;
  if (command !== "init" || values["help"] || values["h"] || values["version"] || values["v"])
    return undefined;

  const names = Object.keys(starts) as Start[];
  for (const [name, value] of Object.entries(values)) {
    if (!["write", "debug", ...names].includes(name))
      throw new UsageError(`init takes no option --${name}.${meant(name, names)}`);
    if (value !== true) throw new UsageError(`--${name} takes no value.`);
  }
  if (more.length > 0) throw new UsageError("init takes no path: run it in the folder of the project.");
  const wanted = names.filter((name) => values[name] === true);
  if (wanted.length === 0)
    throw new UsageError(
      `Say for what: effective-lambda init ${anyOf.format(names.map((name) => `--${name}`))}`,
    );
  return { starts: wanted, write: values["write"] === true };
}
