import { lstat, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { counted } from "../report/words.ts";
import { FileError, fileError } from "./file-error.ts";

/** Lists what we wrote into a folder, and so what may be replaced there. */
const mark = "effective-lambda-site.json";

/**
 * Writes the files of a site, and takes away those that an earlier one had and this one has not. Whatever else lies in
 * the folder stays; where one of ours would have to replace it, nothing is written.
 *
 * @returns what was done, in a sentence; throws a `FileError` where nothing can be done
 */
export async function writeSite(folder: string, site: Readonly<Record<string, string>>): Promise<string> {
  try {
    const own = await ownFilesIn(folder);
    for (const path of Object.keys(site))
      if (!own.includes(path) && (await isThere(join(folder, path))))
        throw new FileError(`${path} in it is not from an export. Move it, or name another folder.`);

    for (const path of own) if (!Object.hasOwn(site, path)) await rm(join(folder, path), { force: true });
    // The list goes first: what follows is known as ours even if the disk is full half-way.
    for (const [path, text] of Object.entries({ [mark]: listOf(site), ...site })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (error) {
    throw fileError(error, "written");
  }
  return `Wrote ${counted(Object.keys(site).length, "file")}. Open ${join(folder, "index.html")} in a browser.`;
}

function listOf(site: Readonly<Record<string, string>>): string {
  const about = "Written by `effective-lambda export-site`, which replaces these files when it runs again.";
  return `${JSON.stringify({ about, files: Object.keys(site).sort() }, undefined, 2)}\n`;
}

/** What an earlier export wrote. A folder with anything else is somebody's; names with a dot before them, as `.git`, belong to tools. */
async function ownFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR")
      throw new FileError("This cannot be a folder, because a file is in the way. Name another one.");
    throw error;
  });
  if (entries.includes(mark)) return filesNamedBy(await readFile(join(folder, mark), "utf8"));
  if (entries.some((name) => !name.startsWith(".")))
    throw new FileError(
      "This holds files that are not from an export, and stays as it is. Name a folder that is empty or new.",
    );
  return [];
}

/** A list that somebody changed must not lead us out of the folder. */
function filesNamedBy(list: string): string[] {
  try {
    const { files } = JSON.parse(list) as { files: string[] };
    if (files.every((file) => /^([\w-]+\/)*[\w-]+\.\w+$/.test(file))) return files;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new FileError(
    `${mark} in it was changed and cannot be relied on. Empty the folder, or name another one.`,
  );
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
