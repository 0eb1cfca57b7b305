import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { FileProblem } from "../report/report.ts";
import type { FileConfiguration } from "../review/configured.ts";
import { isCode, isYamlOrJson, mayBeTemplate } from "../review/languages.ts";
import { faultOf, FileError, fileError } from "./file-error.ts";
import { looksLikeTemplate } from "./templates.ts";

/** A file to review. */
export interface FoundFile {
  /** Relative to the working directory, with `/`: how reports call it. */
  name: string;
  /** Where it lies in its project: below the working directory or, outside of that, below the path that was named. */
  place: string;
  /** The folder that the place is relative to. */
  root: string;
  /** Where it really is, behind every link. */
  path: string;
  /** Whether the user named this very file, rather than a folder around it. */
  named: boolean;
  /** What is configured for it. */
  configured?: FileConfiguration;
}

export interface Found {
  /** Sorted by name, each file once, however many links lead to it. */
  files: FoundFile[];
  problems: FileProblem[];
}

const declarationTestOrMinified = /(\.d\.[cm]?ts|\.(test|spec)\.\w+|\.min\.[cm]?js)$/;
const outputOrTests = new Set([
  "node_modules",
  "dist",
  "build",
  "coverage",
  "cdk.out",
  "__tests__",
  "__mocks__",
]);

const isOfInterest = (name: string) => !name.startsWith(".") && (isSource(name) || mayBeTemplate(name));
const isSource = (name: string) => isCode(name) && !declarationTestOrMinified.test(name);
const isToBeEntered = (name: string) => !name.startsWith(".") && !outputOrTests.has(name);

/** Whether a file would be found in a folder, by its path from there, if it were there. */
export function wouldBeFound(path: string): boolean {
  const steps = path.split("/");
  const name = steps.pop()!;
  return isOfInterest(name) && steps.every(isToBeEntered);
}

/** Why a file is left out where only a folder around it is named, by its path from there; `undefined` where it is not. */
export function whyNotFound(path: string): string | undefined {
  if (wouldBeFound(path)) return undefined;
  const steps = path.split("/");
  const name = steps.pop()!;
  const folder = steps.find((step) => !isToBeEntered(step));
  if (folder !== undefined) return `what is in \`${folder}\` is left out`;
  if (name.startsWith(".")) return "names that start with a dot are left out";
  if (declarationTestOrMinified.test(name)) return "tests, declarations and minified code are left out";
  return "it is neither code nor a template";
}

/** A path as reports call it: relative to the working directory, with `/`. */
export const nameOf = (path: string, cwd: string): string =>
  relative(cwd, resolve(cwd, path)).split(sep).join("/") || ".";

/** Whether a path leads out of the folder it is relative to: on Windows, a path to another drive is none. */
export const leadsOut = (name: string): boolean => /^(\.\.(\/|$)|[A-Za-z]:)/.test(name);

/**
 * The JavaScript and TypeScript files and the templates behind some paths. A file that is named is found whatever it is
 * called and holds; in a folder, tests and build output are left out, and YAML and JSON that does not look like a template.
 */
export async function find(paths: readonly string[], cwd: string): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const folders = new Set<string>();
  const links: { shown: string; name: string; within: readonly string[] }[] = [];
  const problems: FileProblem[] = [];

  const projects = [cwd, ...paths.map((path) => resolve(cwd, path))];
  const placeOf = (shown: string) => {
    const project = projects.find((path) => path !== shown && !leadsOut(nameOf(shown, path)));
    const root = project ?? dirname(shown);
    return { root, place: nameOf(shown, root) };
  };

  const add = (shown: string, path: string, named: boolean) => {
    const file = files.get(path) ?? { name: nameOf(shown, cwd), ...placeOf(shown), path, named };
    files.set(path, { ...file, named: file.named || named });
  };

  const note = (shown: string, error: FileError, named: boolean) =>
    problems.push({ file: nameOf(shown, cwd), message: error.message, fault: faultOf(error, named) });

  /** Takes a file, unless it was only met and has no more of a template than the ending. */
  async function consider(shown: string, path: string, named: boolean): Promise<void> {
    if (named || !isYamlOrJson(shown) || (await looksLikeTemplate(path))) add(shown, path, named);
  }

  /** Follows a path the user named, or a link in a folder: only these can lead anywhere. */
  async function follow(shown: string, name: string, within: readonly string[]): Promise<void> {
    const named = within.length === 0;
    const problem = (message: string) => note(shown, new FileError(message), named);
    try {
      const path = await realpath(shown);
      const stats = await stat(path);
      if (stats.isDirectory()) {
        if (within.includes(path)) problem("This link leads back to a folder it is in. Remove the link.");
        else if (named || isToBeEntered(name)) await enter(shown, path, within);
      } else if (named ? isCode(name) || isYamlOrJson(name) : isOfInterest(name)) {
        if (stats.isFile()) await consider(shown, path, named);
        else problem("This is neither a file nor a folder. Name a source file, or a folder with some.");
      } else if (named) {
        problem(
          "This is neither JavaScript, TypeScript nor a template. Name a file that ends in .js, .ts, .yml or .json, or a variant.",
        );
      }
    } catch (error) {
      if (named || isOfInterest(name)) note(shown, fileError(error, "read"), named);
    }
  }

  /** Every file in a folder. Links in it wait until the real folders were read, so that a file keeps its real name. */
  async function enter(shown: string, path: string, within: readonly string[]): Promise<void> {
    if (folders.has(path)) return;
    folders.add(path);
    const entries = await readdir(path, { withFileTypes: true });

    for (const entry of entries.filter((entry) => entry.isFile() && isOfInterest(entry.name))) {
      await consider(join(shown, entry.name), join(path, entry.name), false);
    }
    for (const { name } of entries
      .filter((entry) => entry.isDirectory() && isToBeEntered(entry.name))
      .sort(byName)) {
      try {
        await enter(join(shown, name), join(path, name), [...within, path]);
      } catch (error) {
        // What nobody may enter holds no code of the project: the data of a database, mostly.
        note(join(shown, name), new FileError(fileError(error, "read").message), false);
      }
    }
    for (const { name } of entries.filter((entry) => entry.isSymbolicLink()).sort(byName)) {
      links.push({ shown: join(shown, name), name, within: [...within, path] });
    }
  }

  for (const path of paths) await follow(resolve(cwd, path), path, []);
  // Links can lead to folders with more links, which join the end of the list.
  for (const { shown, name, within } of links) await follow(shown, name, within);
  return { files: [...files.values()].sort(byName), problems };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
