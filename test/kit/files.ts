import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./root.ts";

/** The project's files below a folder whose names match, as paths from the root, without what is installed or built. */
export const filesBelow = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
