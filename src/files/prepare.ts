import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tamed } from "../report/terminal.ts";
import { indented, wrapped } from "../report/words.ts";
import { starts, type Recipe, type Start } from "./starts.ts";
import { FileError, fileError, orNothing } from "./file-error.ts";
import { manifestIn } from "./manifest.ts";

/** Says what prepares the project in a folder, and writes it where it is wanted and nothing is in its place. Sentences take so many columns, and code as many as it has. */
export async function prepared(start: Start, write: boolean, folder: string, width: number): Promise<string> {
  const recipe: Recipe = starts[start];
  const prose = (sentences: string) => wrapped(tamed(sentences), width);
  const { path, text, entry } = recipe;
  const there = await likeIt(recipe, folder);
  if (there) {
    const { name } = there;
    if (there.text.includes("effective-lambda"))
      return `${prose(`${name} speaks of effective-lambda already, and stays as it is.`)}\n`;
    if (entry !== undefined && !/\.[cm]?[jt]s$/.test(name))
      return `${prose(`${name} is there, and stays as it is. Add this to what it says to ${start}:`)}\n\n${indented(entry, "  ")}`;
    const how = name === path ? "" : `, as ${path} would say it`;
    return `${prose(`${name} is there, and stays as it is. Add this to it${how}:`)}\n\n${indented(text, "  ")}`;
  }
  if (!write) return `${path}\n\n${indented(text, "  ")}\nNothing is written yet: add --write.\n`;
  try {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new FileError(`${path}: Something is in its place that cannot be read. Move it away.`);
    throw new FileError(`${path}: ${fileError(error, "written").message}`);
  }
  return `Wrote ${path}.\n`;
}

/** A file that says what a recipe would say, or where it would. */
async function likeIt(
  { path, like, key }: Recipe,
  folder: string,
): Promise<{ name: string; text: string } | undefined> {
  const within = dirname(path);
  const names = await readdir(join(folder, within)).catch(orNothing([]));
  const name = names.sort().find((one) => like.test(one));
  if (name !== undefined) {
    const file = join(within, name);
    return {
      name: file.replaceAll("\\", "/"),
      text: await readFile(join(folder, file), "utf8").catch(orNothing("")),
    };
  }
  const said = key === undefined ? undefined : (await manifestIn(folder))[key];
  return said === undefined ? undefined : { name: "package.json", text: JSON.stringify(said) };
}
