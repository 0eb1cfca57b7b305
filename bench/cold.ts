import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { withoutUnusedParts } from "../build/unused-parts.mjs";
import { yamlOnDemand } from "../build/yaml-on-demand.mjs";
import type { Ratio, Source } from "./rules.ts";

/** How often each bundle is started. They take turns, and the median counts. */
const starts = 15;

/**
 * Prints the milliseconds of processor time from the start of Node to the first finding in the file it is given. The
 * time on the clock would also count what others do on the machine meanwhile.
 */
const program = `
  import { readFileSync } from "node:fs";
  import { review } from "./src/review/review.ts";
  const [, , path] = process.argv;
  const { findings } = review(readFileSync(path, "utf8"), path, { preset: "recommended" });
  if (findings.length === 0) throw new Error("Nothing found in " + path);
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1000);
`;

/**
 * The processor time from the start of Node to the first finding: our bundle against the same one with
 * `@typescript-eslint/parser` in place of our parser.
 */
export async function cold({ path }: Source): Promise<Ratio> {
  const folder = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const bundles = [join(folder, "ours.cjs"), join(folder, "typescript.cjs")] as const;
    await Promise.all([bundle(bundles[0], []), bundle(bundles[1], [typescriptParser])]);
    const times = { ours: [] as number[], typescript: [] as number[] };
    for (let start = 0; start < starts; start++) {
      times.ours.push(firstFinding(bundles[0], path));
      times.typescript.push(firstFinding(bundles[1], path));
    }
    const ratio = median(times.ours) / median(times.typescript);
    return { what: "first finding: our parser / TypeScript's", ratio, target: 0.4 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The bundle's parser replaced by typescript-eslint's. */
const typescriptParser: Plugin = {
  name: "typescript-parser",
  setup(building) {
    building.onLoad({ filter: /[\\/]rules[\\/]parser\.ts$/ }, () => ({
      contents: 'export * from "@typescript-eslint/parser";',
      resolveDir: resolve("."),
    }));
  },
};

const bundle = (outfile: string, plugins: Plugin[]) =>
  build({
    stdin: { contents: program, resolveDir: resolve("."), loader: "ts" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    plugins: [withoutUnusedParts, yamlOnDemand, ...plugins],
    outfile,
  });

const firstFinding = (file: string, path: string): number =>
  Number(execFileSync(process.execPath, [file, path], { encoding: "utf8" }));

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
