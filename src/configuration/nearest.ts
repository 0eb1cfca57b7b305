import { folderOf, matchesGlob } from "../../rules/kit/paths.ts";
import type { Files } from "../../rules/service/files.ts";
import { configurationFile, type Configuration } from "./configuration.ts";
import { readConfiguration, type Mistake, type Read } from "./read.ts";

/** What the nearest configuration file says of one file. */
export interface Configured {
  /** The configuration file's path. */
  from: string;
  configuration: Omit<Configuration, "exclude" | "handlers">;
  /** How this very file is deployed, where the configuration says it. */
  handlers: NonNullable<Configuration["handlers"]>;
  isExcluded: boolean;
  /** The glob that excludes the file. */
  excludedBy: string | undefined;
  mistakes: Mistake[];
}

/** The nearest configuration's path by folder; `undefined` where none is around it. */
export type Nearest = Map<string, string | undefined>;

/**
 * The nearest configuration around a file: the one in its folder, or else in a folder above. `undefined` where none is.
 *
 * @param nearest what was found for other files a moment ago, and is for this one
 */
export function configurationAt(
  path: string,
  files: Pick<Files, "stat" | "read">,
  nearest: Nearest = new Map(),
): Configured | undefined {
  const from = nearestIn(folderOf(path), files, nearest);
  const text = from === undefined ? undefined : files.read(from);
  return text === undefined ? undefined : configured(path, from!, read(text));
}

function nearestIn(folder: string, files: Pick<Files, "stat">, nearest: Nearest): string | undefined {
  if (nearest.has(folder)) return nearest.get(folder);
  const path = folder === "" ? configurationFile : `${folder}/${configurationFile}`;
  const above = () => (folder === "" ? undefined : nearestIn(folderOf(folder), files, nearest));
  const found = files.stat(path)?.kind === "file" ? path : above();
  nearest.set(folder, found);
  return found;
}

function configured(path: string, from: string, { configuration, mistakes }: Read): Configured {
  const { exclude = [], handlers = [], ...rest } = configuration;
  const below = path.slice(from.length - configurationFile.length);
  const excludedBy = exclude.find((glob) => matchesGlob(below, glob));
  return {
    from,
    configuration: rest,
    // The globs are relative to the configuration's folder. Whoever asks may count paths from another.
    handlers: handlers
      .filter(({ files }) => matchesGlob(below, files))
      .map((handler) => ({ ...handler, files: "**" })),
    isExcluded: excludedBy !== undefined,
    excludedBy,
    mistakes,
  };
}

let last: { text: string; read: Read } | undefined;

/** Most files of a run have the same configuration. */
function read(text: string): Read {
  if (last?.text !== text) last = { text, read: readConfiguration(text) };
  return last.read;
}
