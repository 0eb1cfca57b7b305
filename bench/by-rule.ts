import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { ESLint } from "eslint";
import { contender, measured, median, type Ratio, type Source } from "./rules.ts";

/** What one rule may cost, as a share of parsing. */
const target = 0.01;

/** The plugin, in one bundle with the rule that asks first: apart they would have a model each. */
const program = `
  export { rules } from "./rules/plugin.ts";
  export { model } from "./bench/model.ts";
`;

interface Measured {
  rules: Record<string, object>;
  model: object;
}

/** What each rule costs beside what all share, dearest first, after what they share. */
export async function byRule(sources: readonly Source[]): Promise<Ratio[]> {
  const { rules, model } = await bundled();
  const run = contender({
    plugins: { bench: { rules: { model } } as ESLint.Plugin, rule: { rules } as ESLint.Plugin },
    rules: {
      "bench/model": "error",
      ...Object.fromEntries(Object.keys(rules).map((id) => [`rule/${id}`, "error"])),
    },
  });
  const times = measured(sources, [run]).map(([round]) => round!);
  const shareOf = (rule: string) => median(times.map(({ byRule, parse }) => (byRule[rule] ?? 0) / parse));
  const own = Object.keys(rules).map((id) => ({ what: id, ratio: shareOf(`rule/${id}`), target }));
  return [
    { what: "what rules share: handlers, flow, sources, …", ratio: shareOf("bench/model") },
    ...own.sort((one, other) => other.ratio - one.ratio),
  ];
}

async function bundled(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const outfile = join(folder, "rules.mjs");
    await build({
      stdin: { contents: program, resolveDir: resolve("."), loader: "ts" },
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      minifyWhitespace: true,
      minifySyntax: true,
      banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
      outfile,
    });
    return (await import(pathToFileURL(outfile).href)) as Measured;
  } finally {
    await rm(folder, { recursive: true });
  }
}
