import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { withoutUnusedParts } from "../build/unused-parts.mjs";
import { yamlOnDemand } from "../build/yaml-on-demand.mjs";

/** What a program of the project exports, in one bundle made as the command is. */
export async function bundled<T>(program: string): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const outfile = join(folder, "program.mjs");
    await bundleOf(program, outfile);
    return (await import(pathToFileURL(outfile).href)) as T;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes what a program of the project is, in one bundle made as the command is. */
export async function bundleOf(program: string, outfile: string): Promise<void> {
  await build({
    stdin: { contents: program, resolveDir: resolve("."), loader: "ts" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [withoutUnusedParts, yamlOnDemand],
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    outfile,
  });
}
