import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import effectiveLambda from "eslint-plugin-effective-lambda";
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

const program = `
  export { filesOnDisk } from "./rules/service/node-files.ts";
  export { Service } from "./rules/service/service.ts";
`;

type Model = Pick<typeof NodeFiles, "filesOnDisk"> & Pick<typeof Services, "Service">;

/**
 * What the model of a whole repository costs beside linting it: of a generated one, whose handlers are those given, and
 * of a real one, where its folder is named.
 */
export async function serviceModel(handlers: readonly Source[], folder: string | undefined): Promise<Ratio[]> {
  const model = await bundled<Model>(program);
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

async function costOf(root: string, kind: string, { filesOnDisk, Service }: Model): Promise<Ratio[]> {
  const shares: { built: number; lookedAt: number }[] = [];
  let parsed = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const service = new Service(filesOnDisk(root)!);
    const built = performance.now();
    service.refresh();
    const lookedAt = performance.now();
    ({ parsed } = service);
    const linted = await timeOfLinting(root);
    shares.push({ built: (built - start) / linted, lookedAt: (lookedAt - built) / linted });
  }
  const what = `model / linting, ${kind}: ${parsed} files parsed for it`;
  return [
    { what, ratio: median(shares.map(({ built }) => built)), target },
    { what: `  in the first round`, ratio: shares[0]!.built, target },
    { what: `  once more`, ratio: median(shares.map(({ lookedAt }) => lookedAt)), target: again },
  ];
}

/** The milliseconds of a run of ESLint over a repository with our rules alone, and without the model. */
async function timeOfLinting(cwd: string): Promise<number> {
  const { strict, templates } = effectiveLambda.configs;
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { ...strict, files: everyFile, languageOptions: { parser: typescriptParser as Linter.Parser } },
      { ...strict, ...templates },
      { settings: { "effective-lambda": { templates: false } } },
    ],
  });
  const start = performance.now();
  await eslint.lintFiles(["."]);
  return performance.now() - start;
}
