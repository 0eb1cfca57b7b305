import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { orNothing } from "./file-error.ts";

/** What `package.json` in a folder says; nothing where there is none, or it is no JSON, which others will say. */
export async function manifestIn(folder: string): Promise<Partial<Record<string, unknown>>> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(orNothing("{}"));
  try {
    return (JSON.parse(text.replace(/^\uFEFF/, "")) as Partial<Record<string, unknown>> | null) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
