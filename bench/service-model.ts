import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import type Plugin from "../rules/plugin.ts";
import type * as NodeFiles from "../rules/service/node-files.ts";
import type * as Services from "../rules/service/service.ts";
import { repositoryOf } from "../test/kit/repository.ts";
import { bundled } from "./bundled.ts";
import { everyFile, median, type Ratio, type Source } from "./rules.ts";

/** What the service model of a repository may cost, as a share of linting the repository with our rules alone. */
const target = 0.1;

/** What looking again may cost where nothing changed, as a share of the same. */
const again = 0.01;

/** The first of them warms up nothing: a run of the linter is cold too, and so it counts like the others. */
const rounds = 5;

const size = { handlers: 1_000, templates: 300 };

/** The model and the rules in one bundle, as they are published: apart each would warm up its own parsers. */
const program = `
  export { default as plugin } from "./rules/plugin.ts";
  export { filesOnDisk } from "./rules/service/node-files.ts";
  export { Service } from "./rules/service/service.ts";
`;

type Bundle = { plugin: typeof Plugin } & Pick<typeof NodeFiles, "filesOnDisk"> &
  Pick<typeof Services, "Service">;

/**
 * What the model of a whole repository costs beside linting it: of a generated one, whose handlers are those given, and
 * of a real one, where its folder is named.
 */
export async function serviceModel(
  handlers: readonly Source[],
  folder: string | undefined,
): Promise<Ratio[]> {
  const model = await bundled<Bundle>(program);
  const generated = await mkdtemp(join(tmpdir(), "effective-lambda-bench-"));
  try {
    const { files } = repositoryOf(
      size,
      handlers.map(({ text }) => text),
    );
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(generated, path)), { recursive: true });
      await writeFile(join(generated, path), text);
    }
    return [
      ...(await costOf(generated, "generated", model)),
      ...(folder === undefined ? [] : await costOf(resolve(folder), "real", model)),
    ];
  } finally {
    await rm(generated, { recursive: true });
  }
}

async function costOf(root: string, kind: string, bundle: Bundle): Promise<Ratio[]> {
  const paths = await codeBelow(root);
  const shares: { built: number; lookedAt: number }[] = [];
  let parsed = 0;
  for (let round = 0; round < rounds; round++) {
    const start = timeOfProcessor();
    const service = new bundle.Service(bundle.filesOnDisk(root)!);
    for (const path of paths) service.deploymentsOf(path);
    const built = timeOfProcessor();
    service.refresh();
    for (const path of paths) service.deploymentsOf(path);
    const lookedAt = timeOfProcessor();
    await lint(root, bundle.plugin);
    const linted = timeOfProcessor();
    ({ parsed } = service);
    shares.push({
      built: (built - start) / (linted - lookedAt),
      lookedAt: (lookedAt - built) / (linted - lookedAt),
    });
  }
  return [
    {
      what: `model / linting, ${kind}: ${paths.length} files of code, ${parsed} templates parsed`,
      ratio: median(shares.map(({ built }) => built)),
      target,
    },
    { what: "  in the first round", ratio: shares[0]!.built },
    { what: "  once more", ratio: median(shares.map(({ lookedAt }) => lookedAt)), target: again },
  ];
}

/** A run of ESLint over a repository with our rules alone, and without the model. */
async function lint(cwd: string, { configs: { strict, templates } }: typeof Plugin): Promise<void> {
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { ...strict, files: everyFile, languageOptions: { parser: typescriptParser as Linter.Parser } },
      { ...templates, rules: strict.rules! },
      { settings: { "effective-lambda": { templates: false } } },
    ],
  });
  await eslint.lintFiles(["."]);
}

async function codeBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !/(^|\/)node_modules\//.test(path));
}

/** Milliseconds of the processor: a run of seconds meets whatever else the machine does. */
function timeOfProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
