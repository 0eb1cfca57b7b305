import { rm } from "node:fs/promises";
import { build } from "esbuild";

/** Settings every bundle shares: Node 20 is the oldest we run on. */
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  keepNames: true,
};

await rm("rules/dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    format: "esm",
    entryPoints: { plugin: "rules/plugin.ts", parser: "rules/parser.ts" },
    outdir: "rules/dist",
  }),
]);
