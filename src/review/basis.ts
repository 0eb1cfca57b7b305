import { plainly } from "../../rules/kit/plainly.ts";
import { todayFor } from "../../rules/kit/today.ts";
import type { DeployedFile } from "../../rules/lambda/deployed.ts";
import type { Told } from "../../rules/lambda/given.ts";
import { lastDeprecation } from "../../rules/lambda/runtimes.ts";
import { mayNameCdk } from "../../rules/service/cdk/spelt.ts";
import type { DeployedFrom } from "../../rules/service/deployed-from.ts";
import { isServerlessCode } from "../../rules/service/deployment-in.ts";
import { takesBatches } from "../../rules/service/failures.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import type { Service } from "../../rules/service/service.ts";
import { settingsFor } from "./config.ts";
import type { ReviewOptions } from "./finding.ts";
import { isYamlOrJson } from "./languages.ts";
import { placeOf } from "./place.ts";
import { saidOf } from "./review.ts";

/**
 * All that the review of a text is made of, but for what functions in other files give: as long as both are the same, so is
 * the review. No code is parsed for it, and the folder of the disk that a path is relative to is no part of it. `undefined`
 * where not all can be told.
 */
export function basisOf(text: string, path: string, options: ReviewOptions): string[] | undefined {
  const { root: cwd = "", ...asked } = options;
  const here = serviceFor({ filename: placeOf(path, options), cwd });
  const own = [path, text, plainly(asked), lastDeprecation(todayFor({ settings: settingsFor(options) }))];
  // No handler calls a template, and nobody is to look for one that does.
  const said = plainly(
    withoutGiven(saidOf(path, isYamlOrJson(path) ? { ...options, scope: "file" } : options)),
  );
  if (!here) return [...own, said];

  const { service } = here;
  const { read, behind } = batchesIn(service);
  const isDeployment = isYamlOrJson(path) || isServerlessCode(here.path) || mayNameCdk(text);
  // What the service has not read may deploy whatever it does not know of.
  if (isDeployment && !read.has(here.path) && !behind.has(here.path)) return undefined;

  const texts = new Map<string, string | undefined>();
  const noted = (file: string): string => {
    if (file !== here.path && !texts.has(file)) texts.set(file, service.files.read(file));
    return file;
  };
  const deploying = (code: string) =>
    service
      .deploymentsOf(code)
      .map(({ template, function: { name, at }, export: exported }) => [
        noted(template),
        name,
        at.range[0],
        exported,
      ]);
  const others = (behind.get(here.path) ?? []).map((one) => [
    noted(one.path),
    one.name,
    withoutGiven(saidOf(one.path, { ...options, root: here.root, scope: "service" })),
    deploying(one.path),
    one.from.map((from) => service.codeOf(from.function, here.path)),
  ]);
  const around = [service.templates().isCut, deploying(here.path), others];
  return [...own, said, here.path, plainly(around), plainly(texts)];
}

/** Reviews ask for little of it: to look for all would have each file wait for those that it imports. */
const withoutGiven = (said: DeployedFile): DeployedFile => ({ ...said, given: undefined });

/** Whether functions in other files still give what a review was told of them. */
export function isGivenAsTold(told: readonly Told[], path: string, options: ReviewOptions): boolean {
  const { root: cwd = "" } = options;
  const here = serviceFor({ filename: placeOf(path, options), cwd });
  const files = [...new Set(told.map(({ path: file }) => file))];
  const givenTo = new Map(files.map((file) => [file, here?.modules.givenTo(file)]));
  return told.every(
    ({ path: file, target, given }) => plainly(givenTo.get(file)?.of(target)) === plainly(given),
  );
}

/** Code that a file hands batches to. */
interface Behind {
  path: string;
  name: string;
  from: readonly DeployedFrom[];
}

/** What a service knows of who hands batches to whom. */
interface Batches {
  changes: number;
  /** The files that it has read for what they deploy. */
  read: ReadonlySet<string>;
  behind: ReadonlyMap<string, readonly Behind[]>;
}

const known = new WeakMap<Service, Batches>();

function batchesIn(service: Service): Batches {
  const before = known.get(service);
  if (before?.changes === service.changes) return before;
  const behind = new Map<string, Behind[]>();
  for (const { path, name, from } of service.entries())
    for (const template of new Set(from.filter(takesBatches).map((one) => one.template))) {
      const ofTemplate = from.filter((one) => one.template === template);
      behind.set(template, [...(behind.get(template) ?? []), { path, name, from: ofTemplate }]);
    }
  const batches = { changes: service.changes, read: new Set(service.templates().read), behind };
  known.set(service, batches);
  return batches;
}
