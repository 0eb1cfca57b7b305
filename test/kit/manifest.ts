import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

const read = (name: string) => readFileSync(join(root, name), "utf8");

export const manifestText = read("package.json");

/** What `package.json` says in English, by the keys that stand there between percent signs. */
export const manifestWords: Readonly<Record<string, string>> = JSON.parse(read("package.nls.json"));

/** The manifest as VS Code reads it for somebody whose language has no texts of its own. */
export const manifestInEnglish = () =>
  JSON.parse(manifestText, (_key, value: unknown) => {
    const key = typeof value === "string" && /^%(.+)%$/.exec(value)?.[1];
    return key ? manifestWords[key] : value;
  });
