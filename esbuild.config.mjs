import { cp, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { browserParts } from "./build/browser-parts.mjs";
import { withoutUnusedParts } from "./build/unused-parts.mjs";
import { licencesOf } from "./build/licences.mjs";
import { parserBeside } from "./build/parser-beside.mjs";
import { partsBeside } from "./build/parts-beside.mjs";
import { yamlOnDemand } from "./build/yaml-on-demand.mjs";

/**
 * Node 20 is the oldest we run on. Local names stay, so that a stack trace from a user can be read; esbuild's
 * `keepNames` would do that too, but calls a function for each function made, and with it the rules took a quarter longer.
 */
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [withoutUnusedParts, yamlOnDemand],
  // Its main file asks for its parts in a way that no bundler sees.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};

/** The npm package: what ESLint loads. */
const rules = {
  ...shared,
  format: "esm",
  entryPoints: { plugin: "rules/plugin.ts", parser: "rules/parser.ts" },
  outdir: "rules/dist",
  plugins: [...shared.plugins, parserBeside],
  // Bundled CommonJS still asks Node for its own modules with `require`, which an ES module does not have.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
};

/** The command, and the formatter for ESLint, which share most of what they are. */
const commands = {
  ...rules,
  entryPoints: { cli: "src/cli.ts", "formatters/review": "src/formatter.ts" },
  splitting: true,
};

/** The extension, what it loads when somebody asks for it, and its worker. VS Code loads CommonJS. */
const extension = {
  ...shared,
  format: "cjs",
  entryPoints: {
    extension: "src/extension.ts",
    "change-thread": "src/editor/change-thread.ts",
    "deck-page": "src/editor/deck-page.ts",
    worker: "src/editor/worker.ts",
  },
  plugins: [...shared.plugins, partsBeside],
  supported: { "dynamic-import": false },
  outdir: "dist/node",
  outExtension: { ".js": ".cjs" },
  external: ["vscode"],
};

/** The same for an editor in a browser, which fetches it. An extension is one file there; what it does later, threads do. */
const inBrowser = {
  ...shared,
  platform: "browser",
  target: "es2022",
  minify: true,
  format: "iife",
  entryPoints: { worker: "src/editor/worker.ts", "deck-page": "src/editor/deck-page-thread.browser.ts" },
  plugins: [...shared.plugins, browserParts],
  // With it, somebody who works on ESLint has its rules timed.
  define: { "process.env.TIMING": "undefined" },
  outdir: "dist/web",
};
const extensionInBrowser = {
  ...inBrowser,
  format: "cjs",
  entryPoints: { extension: "src/extension.ts" },
  outExtension: { ".js": ".cjs" },
  external: ["vscode"],
};

/** The slides' style and script, in a page. */
const deck = {
  ...shared,
  platform: "browser",
  target: "es2022",
  format: "iife",
  entryPoints: ["media/deck.ts", "media/deck.css"],
  outdir: "dist/media",
};

/** The style and scripts of the exported site, beside the command that exports it. */
const site = {
  ...deck,
  entryPoints: ["media/site/deck.ts", "media/site/pages.ts", "media/site/site.css"],
  outdir: "rules/dist/media/site",
};

/** The tests that run inside VS Code. */
const hostSuite = {
  ...shared,
  format: "cjs",
  minify: false,
  sourcemap: "inline",
  entryPoints: ["index.ts", "many-files.ts", "*.test.ts", "restricted/*.ts"].map(
    (name) => `test/host/suite/${name}`,
  ),
  outdir: "dist/test",
  outExtension: { ".js": ".cjs" },
  external: ["vscode", "mocha"],
};

/** Builds into an empty folder, and puts the licences of what it bundles beside the result. */
async function publish(outdir, ...bundles) {
  await rm(outdir, { recursive: true, force: true });
  const built = await Promise.all(bundles.map((bundle) => build({ ...bundle, metafile: true })));
  const inputs = Object.assign({}, ...built.map(({ metafile }) => metafile.inputs));
  await writeFile(`${outdir}/licences.txt`, licencesOf({ inputs }));
}

async function bundled(bundle) {
  await rm(bundle.outdir, { recursive: true, force: true });
  return build(bundle);
}

await Promise.all([
  publish(rules.outdir, rules, commands),
  publish(extension.outdir, extension),
  publish(inBrowser.outdir, inBrowser, extensionInBrowser),
  ...[deck, hostSuite].map(bundled),
]);

// npm packs only what lies in the package's own folder; the command finds slides and guides here.
await bundled(site);
for (const folder of ["slides", "diagrams"])
  await cp(`media/${folder}`, `rules/dist/media/${folder}`, { recursive: true });
await cp("docs", "rules/dist/guides", { recursive: true });
