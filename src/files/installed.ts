import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileError } from "./file-error.ts";

/** A package that is installed for a folder. */
export interface Installed {
  /** `undefined` where its manifest does not say it. */
  version: string | undefined;
  /** Where it lies. */
  folder: string;
}

/** A package as code in a folder would get it. Its manifest is read, and nothing is run. */
export async function installedFor(folder: string, name: string): Promise<Installed | undefined> {
  const found = join(folder, "node_modules", name);
  const text = await textOf(join(found, "package.json"));
  if (text !== undefined) return { version: versionIn(text), folder: found };
  return dirname(folder) === folder ? undefined : installedFor(dirname(folder), name);
}

/** The configuration of ESLint that counts in a folder: the nearest above. It is code, and stays unread. */
export async function eslintConfigFor(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    fileError(error, "read");
    return [];
  });
  const name = names.sort().find((one) => /^eslint\.config\.[cm]?[jt]s$/.test(one));
  if (name !== undefined) return join(folder, name);
  return dirname(folder) === folder ? undefined : eslintConfigFor(dirname(folder));
}

/** What cannot be read is not there for ESLint either. */
const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").catch((error: unknown) => {
    fileError(error, "read");
    return undefined;
  });

function versionIn(manifest: string): string | undefined {
  try {
    const { version } = JSON.parse(manifest) as { version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
