import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import type { askAboutDeployments } from "../rules/lambda/deployed.ts";
import type Plugin from "../rules/plugin.ts";
import type { lookAgain, readInstead, serviceFor } from "../rules/service/service-for.ts";
import type { trees } from "../rules/service/trees.ts";
import type { deployedBy } from "../rules/service/word.ts";
import type { throughAll } from "../src/editor/handler-facts.ts";
import type { around, openReview } from "../src/editor/reviewing.ts";
import type { importersFirst } from "../src/review/order.ts";
import type { review } from "../src/review/review.ts";
import { bundled, bundleOf } from "./bundled.ts";
import { layeredRepository } from "./layers.ts";
import { everyFile, median, type Ratio, type Source } from "./rules.ts";

/** What following handlers into other modules may cost, as a ratio to the same without it. */
const targets = { review: 1.3, eslint: 1.6 };

/** Milliseconds from an edit until the findings of the open files are there. */
const patience = 100;

/** How many files are open in the editor. */
const open = 10;

/** Kilobytes that are kept of a module. */
const kept = 20;

const rounds = 3;
const edits = 15;

const program = `
  export { askAboutDeployments } from "./rules/lambda/deployed.ts";
  export { default as plugin } from "./rules/plugin.ts";
  export { lookAgain, readInstead, serviceFor } from "./rules/service/service-for.ts";
  export { deployedBy } from "./rules/service/word.ts";
  export { throughAll } from "./src/editor/handler-facts.ts";
  export { around, openReview } from "./src/editor/reviewing.ts";
  export { importersFirst } from "./src/review/order.ts";
  export { review } from "./src/review/review.ts";
  export { trees } from "./rules/service/trees.ts";
`;

interface Bundle {
  around: typeof around;
  askAboutDeployments: typeof askAboutDeployments;
  deployedBy: typeof deployedBy;
  importersFirst: typeof importersFirst;
  lookAgain: typeof lookAgain;
  openReview: typeof openReview;
  plugin: typeof Plugin;
  readInstead: typeof readInstead;
  review: typeof review;
  serviceFor: typeof serviceFor;
  throughAll: typeof throughAll;
  trees: typeof trees;
}

/** Prints the bytes that are kept of each module of a repository, once their trees are gone. */
const memory = `
  import { exportsOf } from "./rules/kit/exports.ts";
  import { sourceOfCode } from "./rules/service/reading.ts";
  import { serviceFor } from "./rules/service/service-for.ts";
  const [, , root, path] = process.argv;
  const used = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
  const { service, modules } = serviceFor({ filename: root + "/" + path, cwd: root });
  const before = used();
  for (const one of service.filesOfCode()) modules.reachedIn(one);
  // The tree that was asked about last is kept, of whatever size.
  exportsOf(sourceOfCode("", "a.ts"));
  console.log((used() - before) / modules.parsed);
`;

/** What it costs to follow handlers into other modules: in a generated repository, and in a real one where its folder is named. */
export async function modules(filling: readonly Source[], folder: string | undefined): Promise<Ratio[]> {
  const bundle = await bundled<Bundle>(program);
  const parent = await realpath(await mkdtemp(join(tmpdir(), "effective-lambda-bench-")));
  try {
    const generated = join(parent, "generated");
    for (const [path, text] of Object.entries(layeredRepository(filling.map((one) => one.text)))) {
      await mkdir(dirname(join(generated, path)), { recursive: true });
      await writeFile(join(generated, path), text);
    }
    const rows = await costOf(generated, "generated", bundle);
    if (folder === undefined) return rows;
    const real = join(parent, "real");
    await cp(folder, real, { recursive: true, filter: (path) => !/\/(node_modules|\.git)$/.test(path) });
    await mkdir(join(real, ".git"));
    return [...rows, ...(await costOf(real, "real", bundle))];
  } finally {
    await rm(parent, { recursive: true });
  }
}

async function costOf(root: string, kind: string, bundle: Bundle): Promise<Ratio[]> {
  const paths = await codeBelow(root);
  const reviews: number[] = [];
  const lints: number[] = [];
  let parsed = 0;
  for (let round = 0; round < rounds; round++) {
    await inNewPlace(root, round, async (place) => {
      const alone = () => reviewAll(place, paths, bundle, "file");
      const together = () => reviewAll(place, paths, bundle, "service");
      reviews.push(round % 2 === 0 ? 1 / (alone() / together()) : together() / alone());
      parsed = bundle.serviceFor({ filename: join(place, paths[0]!), cwd: place })!.modules.parsed;
    });
    await inNewPlace(root, round, async (place) => {
      const alone = await lint(place, bundle, "file");
      lints.push((await lint(place, bundle, "service")) / alone);
    });
  }
  return [
    {
      what: `review with modules / without, ${kind}: ${paths.length} files of code, ${parsed} followed`,
      ratio: median(reviews),
      target: targets.review,
    },
    { what: "  ESLint with modules / without", ratio: median(lints), target: targets.eslint },
    ...(await edited(root, paths, bundle)),
    {
      what: "  KB that are kept of a module",
      ratio: (await memoryOf(root, paths[0]!)) / 1_000,
      target: kept,
    },
  ];
}

/** A repository that was moved is a new one to whoever remembers the old. */
async function inNewPlace(root: string, round: number, use: (place: string) => Promise<void>): Promise<void> {
  const place = `${root}-${round}-${Math.trunc(performance.now())}`;
  await rename(root, place);
  await use(place);
  await rename(place, root);
}

/** Milliseconds that the review of all files takes, as the command does it. */
function reviewAll(
  root: string,
  paths: readonly string[],
  { askAboutDeployments, deployedBy, importersFirst, review }: Bundle,
  scope: Scope,
): number {
  askAboutDeployments(({ filename, cwd }) => deployedBy({ filename, cwd, settings: settingsWith(scope) }));
  const start = timeOfProcessor();
  const files = paths.map((place) => ({ place, root }));
  for (const { place: path } of scope === "service" ? importersFirst(files) : files) {
    const { problems } = review(readFileSync(join(root, path), "utf8"), path, {
      preset: "strict",
      root,
      scope,
    });
    if (problems.length > 0) throw new Error(`${path}: ${problems[0]!.message}`);
  }
  return timeOfProcessor() - start;
}

/** Milliseconds that ESLint takes for a repository with our rules alone. */
async function lint(
  cwd: string,
  { askAboutDeployments, deployedBy, plugin, trees }: Bundle,
  scope: Scope,
): Promise<number> {
  askAboutDeployments(deployedBy);
  // ESLint takes no tree that somebody else has made.
  trees.ask(0);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      {
        ...plugin.configs.strict,
        files: everyFile,
        languageOptions: { parser: typescriptParser as Linter.Parser },
      },
      { settings: settingsWith(scope) },
    ],
  });
  const start = timeOfProcessor();
  await eslint.lintFiles(["."]);
  return timeOfProcessor() - start;
}

type Scope = "file" | "service";

const settingsWith = (scope: Scope) => ({ "effective-lambda": { scope } });

/**
 * What it takes in a warm process, from a pause in the typing in one of the open files until all have their findings again.
 * As the editor asks of its thread, that one is reviewed, and then those others of which the rest now says something else.
 */
async function edited(root: string, paths: readonly string[], bundle: Bundle): Promise<Ratio[]> {
  const { around, lookAgain, openReview, readInstead, serviceFor, throughAll, trees } = bundle;
  bundle.askAboutDeployments(bundle.deployedBy);
  trees.ask(100_000);
  const modulesIn = (place: string) => serviceFor({ filename: join(place, paths[0]!), cwd: place })!.modules;
  const options = { preset: "strict", root } as const;
  let reached: string[] = [];
  await inNewPlace(root, 0, async (place) => {
    reached = paths.filter((path) => modulesIn(place).reachedIn(path).length > 0);
  });
  const among = (count: number) =>
    Array.from({ length: count }, (_, index) => reached[Math.floor((index * reached.length) / count)]!);
  for (const path of reached) modulesIn(root).reachedIn(path);
  const times: { own: number; all: number }[] = [];
  for (const path of among(edits)) {
    const editor = [path, ...downstream(path, reached).slice(1, open)].map((one) => {
      const text = readFileSync(join(root, one), "utf8");
      return { path: one, text, last: openReview(text, one, options) };
    });
    const [typed] = editor;
    const start = timeOfProcessor();
    // From its first change on, a file says to others what it last did.
    readInstead(new Map([[join(root, path), typed!.text]]));
    // What starts a line later does so on the way to all that it calls.
    typed!.text = `// One more line\n${typed!.text}`;
    typed!.last = openReview(typed!.text, path, options);
    const own = timeOfProcessor();
    readInstead(new Map([[join(root, path), typed!.text]]));
    lookAgain();
    const said = editor.map((one) =>
      around(one.path, options, throughAll(one.last.findings), one.last.modules),
    );
    for (const [index, one] of editor.entries())
      if (said[index] !== one.last.around) openReview(one.text, one.path, options);
    times.push({ own: own - start, all: timeOfProcessor() - start });
    readInstead(new Map());
  }
  return [
    {
      what: `  ms from an edit to the findings of ${open} open files`,
      ratio: median(times.map(({ all }) => all)),
      target: patience,
    },
    {
      what: "  ms of these to the findings of the file that was edited",
      ratio: median(times.map(({ own }) => own)),
    },
  ];
}

/** A file and those after it, which are mostly of the same service. */
const downstream = (path: string, all: readonly string[]): string[] => {
  const start = all.indexOf(path);
  return [...all.slice(start), ...all.slice(0, start)];
};

async function memoryOf(root: string, path: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const outfile = join(folder, "memory.mjs");
    await bundleOf(memory, outfile);
    return Number(execFileSync(process.execPath, ["--expose-gc", outfile, root, path], { encoding: "utf8" }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function codeBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.(d|test|spec|min))\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Milliseconds of the processor: a run of seconds meets whatever else the machine does. */
function timeOfProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
