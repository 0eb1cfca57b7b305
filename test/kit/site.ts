import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { rules } from "../../rules/plugin.ts";
import { siteOf } from "../../src/site/site.ts";
import { libraryIn } from "../../src/teaching/library.ts";
import { root } from "./root.ts";

const below = (path: string) => pathToFileURL(join(root, path));

/** The texts as they lie in the checkout. */
export const library = libraryIn({
  rules: below("rules/docs/"),
  guides: below("docs/"),
  media: below("media/"),
});

/** The site as `export-site` makes it. */
export async function wholeSite() {
  const { outputFiles } = await build({
    entryPoints: ["deck.ts", "pages.ts", "site.css"].map((name) => join(root, "media/site", name)),
    bundle: true,
    write: false,
    outdir: "unused",
    minifyWhitespace: true,
  });
  const [deck, pages, style] = outputFiles.map(({ text }) => text);
  return siteOf(library, rules, { style: style!, deck: deck!, pages: pages! });
}
