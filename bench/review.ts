import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import effectiveLambda from "eslint-plugin-effective-lambda";
import { layeredRepository } from "./layers.ts";
import { median, type Ratio, type Source } from "./rules.ts";

/** What a review of all files may take, beside ESLint with typescript-eslint's parser, and one after a change beside that. */
const targets = { cold: 0.5, changed: 0.1 };

/** How often a file is changed. The others run once each: they take seconds, which no start of anything shows in. */
const changes = 5;

/** Prints, as the last of all, the milliseconds of the processor that a command took, with all of its threads. */
const timing = `--import=data:text/javascript,${encodeURIComponent(`
  import { writeSync } from "node:fs";
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    writeSync(2, "\\ntook " + (user + system) / 1000 + "\\n");
  });
`)}`;

/**
 * What the built command takes for a generated repository of 2,000 modules and 300 handlers, beside ESLint and oxlint with the
 * same rules, each as people start it: a process of its own, which knows nothing yet.
 */
export async function reviews(filling: readonly Source[]): Promise<Ratio[]> {
  const folder = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const root = join(folder, "repository");
    const files = Object.entries(layeredRepository(filling.map((one) => one.text)));
    for (const [path, text] of files) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const { eslint, oxlint } = await configurationsIn(folder);
    const review = (...options: string[]) =>
      timeOf(["rules/dist/cli.js", "review", "--fail-on", "never", ...options], root);

    const cold = review();
    const byEslint = timeOf(["node_modules/eslint/bin/eslint.js", "-c", eslint, "."], root);
    const byOxlint = timeOf(["node_modules/oxlint/bin/oxlint", "-c", oxlint, "."], root);
    const cached = join(folder, "kept.cache");
    const keeping = ["--cache", "--cache-location", cached];
    const filled = review(...keeping);
    const changed: number[] = [];
    for (let change = 0; change < changes; change++) {
      // What starts a line later does so on the way to all that it calls.
      const path = join(root, `services/service-${change}/src/use-cases/place-${change}.ts`);
      await writeFile(path, `// One more line\n${await readFile(path, "utf8")}`);
      changed.push(review(...keeping));
    }
    const code = files.filter(([path]) => path.endsWith(".ts")).length;
    return [
      {
        what: `review / ESLint with typescript-eslint's parser, generated: ${code} files of code`,
        ratio: cold / byEslint,
        target: targets.cold,
      },
      { what: "  review / oxlint with our plugin", ratio: cold / byOxlint },
      { what: "  review with an empty cache / without one", ratio: filled / cold },
      {
        what: "  review with a cache, one file changed / without one",
        ratio: median(changed) / cold,
        target: targets.changed,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What has ESLint and oxlint ask the rules that the command asks. */
async function configurationsIn(folder: string): Promise<{ eslint: string; oxlint: string }> {
  const eslint = join(folder, "eslint.config.mjs");
  const oxlint = join(folder, ".oxlintrc.json");
  const addressOf = (path: string) => JSON.stringify(pathToFileURL(resolve(path)).href);
  await writeFile(
    eslint,
    `import effectiveLambda from ${addressOf("rules/dist/plugin.js")};
import parser from ${addressOf("node_modules/@typescript-eslint/parser/dist/index.js")};
export default [
  effectiveLambda.configs.recommended,
  effectiveLambda.configs.templates,
  { files: ["**/*.ts"], languageOptions: { parser } },
];
`,
  );
  await writeFile(
    oxlint,
    JSON.stringify({
      plugins: [],
      categories: { correctness: "off" },
      jsPlugins: [resolve("rules/dist/plugin.js")],
      rules: effectiveLambda.configs.recommended.rules,
    }),
  );
  return { eslint, oxlint };
}

/** Milliseconds of the processor that a command of Node takes. */
function timeOf([command, ...args]: readonly [string, ...string[]] | string[], cwd: string): number {
  const { status, stderr } = spawnSync(process.execPath, [resolve(command!), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: timing },
    maxBuffer: Infinity,
  });
  const [, took] = /\ntook (\S+)\n$/.exec(stderr) ?? [];
  // With findings, linters end with 1.
  if (took === undefined || status === null || status > 1)
    throw new Error(`${command} failed: ${stderr.slice(0, 2_000)}`);
  return Number(took);
}
