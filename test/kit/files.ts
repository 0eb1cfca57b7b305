import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** What is installed, built or downloaded. */
const notOurs = /^(node_modules|dist|\.git|\.vscode-test)$/;

/** The project's own files below a folder whose names match, as paths from the root. */
export const filesBelow = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll("\\", "/");
      if (entry.isDirectory()) return notOurs.test(entry.name) ? [] : filesBelow(path, name);
      return entry.isFile() && name.test(entry.name) ? [path] : [];
    })
    .sort();
