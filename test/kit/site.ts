import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { rules } from "../../rules/plugin.ts";
import { siteOf } from "../../src/site/site.ts";
import { libraryIn } from "../../src/teaching/library.ts";
import { root } from "./root.ts";

const below = (path: string) => pathToFileURL(join(root, path));

/** The texts as they lie in the checkout. */
export const library = libraryIn(below("rules/docs/"), below("media/"));

/** The site as `export-site` makes it. */
export async function wholeSite() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "media/site/deck.ts"), join(root, "media/site/pages.ts")],
    bundle: true,
    write: false,
    outdir: "unused",
    minifyWhitespace: true,
  });
  return siteOf(library, rules, {
    style: await readFile(join(root, "media/site/site.css"), "utf8"),
    deck: outputFiles[0]!.text,
    pages: outputFiles[1]!.text,
  });
}
