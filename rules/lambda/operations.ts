import { wordsOf } from "../kit/values.ts";
import type { Handler, Lambda } from "./model.ts";

/** What people call functions that try out, set up or look after others. */
const operating =
  /^(tests?|testing|smoke|canary|canaries|warm|warmer|warmup|prewarm|hooks?|seeds?|seeder|setup|bootstrap|migrations?|migrate|migrator|deploy|deployment)$/;

/** What people call functions that a clock starts, or that change secrets. */
const regular =
  /^(cron|schedules?|scheduled|scheduler|hourly|daily|nightly|weekly|monthly|rotate|rotation|rotator)$/;

/** The words of a handler's name, of its file and of the folder it lies in; those of the handler that calls it, too. */
const wordsNaming = ({ name, reach }: Handler, filename: string): string[] => {
  const [start = { function: name, path: filename }] = reach?.steps ?? [];
  return [filename, start.path]
    .flatMap((path) => path.split(/[\\/]/).slice(-2))
    .concat(name, start.function)
    .flatMap(wordsOf);
};

/** Whether a function operates others rather than serving requests: it deploys them, tries them out, keeps them warm. */
export function operatesOthers(handler: Handler, lambda: Lambda, filename: string): boolean {
  const sources = [...lambda.sourcesOf(handler)];
  // CloudFormation and CodePipeline run a function while somebody deploys, and wait for it anyway.
  if (sources.some((source) => source === "custom-resource" || source === "codepipeline")) return true;
  return wordsNaming(handler, filename).some((word) => operating.test(word));
}

/** Whether an environment seldom lives to see a second invocation: a deployment, or a clock, starts the first. */
export function seldomRuns(handler: Handler, lambda: Lambda, filename: string): boolean {
  const sources = [...lambda.sourcesOf(handler)];
  if (sources.length > 0 && sources.every((source) => source === "schedule")) return true;
  return (
    operatesOthers(handler, lambda, filename) ||
    wordsNaming(handler, filename).some((word) => regular.test(word))
  );
}
