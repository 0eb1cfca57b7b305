import { realpath } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { configured } from "../files/configure.ts";
import { find } from "../files/find.ts";
import type { Engine, OnFile } from "../files/review-files.ts";
import { basesIn, type Bases } from "../git/base.ts";
import { inRepositoryAround } from "../git/repository.ts";
import { GitProblem } from "../git/run.ts";
import type { Report } from "../report/report.ts";
import { reviewChange } from "./review-change.ts";

/** The change in a folder as `effective-lambda review --diff=BASE` reports it there, and the lines that it touches of each file. */
export async function changeIn(folder: string, base: string, engine: Engine, onFile: OnFile) {
  const found = configured(await find(["."], folder));
  const asked = { scope: "handler", config: undefined, preset: undefined } as const;
  const options = { base, ...asked, cwd: folder, environment: {} };
  const { parts, change, ...reviewed } = await reviewChange(["."], found, options, engine, onFile);
  const report: Report = { paths: ["."], ...reviewed, leftOut: { error: 0, warning: 0 }, change };
  return { report, change, parts };
}

/** Where a change can be asked about, and since when. */
export interface Choice extends Bases {
  folder: string;
}

/**
 * What there is to compare a folder with. Where it lies in no repository, as one that holds several, the repository around
 * one of its files takes its place.
 */
export async function choiceIn(folder: string, file: string | undefined): Promise<Choice> {
  try {
    return await inRepositoryAround(folder, async (git) => ({ folder, ...(await basesIn(git)) }));
  } catch (error) {
    if (!(error instanceof GitProblem) || file === undefined) throw error;
  }
  const real = await realpath(folder);
  return inRepositoryAround(dirname(file), async (git, root) => ({
    folder: join(folder, relative(real, root)),
    ...(await basesIn(git)),
  }));
}
