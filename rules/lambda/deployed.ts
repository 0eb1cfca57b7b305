import { oncePerFile } from "../kit/once.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import type { SourceName } from "./event-sources.ts";
import type { GivenToFile } from "./given.ts";
import type { Reach } from "./reach.ts";
import type { Names } from "./resource-identity.ts";

/** Which objects of a bucket a notification is sent for. `""` is any prefix, or suffix. */
export interface Objects {
  /** What is done to them: `s3:ObjectCreated:*` */
  events: readonly string[];
  prefix: string;
  suffix: string;
}

/** Something that sends a function its events. */
export interface Trigger {
  source: SourceName;
  /** Where a deployment says so: `template.yaml:31`. */
  place: string;
  of: Names;
  /** Whether it sends only some of its events, or may do so. */
  isFiltered: boolean;
  objects?: Objects | undefined;
  /** Whether Lambda reads which records failed; `undefined` where that cannot be told, and where there are no records. */
  readsFailures?: boolean | undefined;
  isFifo?: boolean | undefined;
}

/** What a deployment says of a function, as far as it matters to its code. */
export interface DeployedAs {
  /** What Lambda calls; `undefined` where that is left to the code. */
  export: string | undefined;
  /** Where a template says so: `template.yaml:12`. */
  place: string | undefined;
  sources: readonly SourceName[];
  /** Whether something invokes it, or may, of which it does not show what it sends. */
  mayHaveOtherSources: boolean;
  /** Whether all requests of HTTP certainly come in the payload format 1.0. */
  areRequestsOfFormat1?: boolean;
  /** How many records a batch has at most, of each source that sends batches; `undefined` where that cannot be told. */
  batchSizes: readonly (number | undefined)[];
  /** `nodejs22.x`, where it is stated. */
  runtime: string | undefined;
  triggers: readonly Trigger[];
  /** What its environment variables name. */
  environment: ReadonlyMap<string, Names>;
  /** Whether it may invoke itself on purpose, as far as the deployment tells. */
  mayRecur: boolean;
  /** Where it is said that one environment serves several events at once, if it is: `template.yaml:31`. */
  sharesEnvironments: string | undefined;
}

/** What is known of how a file is deployed. */
export interface DeployedFile {
  functions: readonly DeployedAs[];
  /** Whether it is deployed to another cloud. */
  isForeign: boolean;
  /** Its functions that handlers in other files call. */
  reached: readonly Reach[];
  /** What it gets from the functions that it calls in other files; nothing where no others are looked at. */
  given?: GivenToFile;
}

/** A file as ESLint knows it: where it lies, and what its configuration says. */
export type LintedFile = Pick<RuleContext, "filename" | "cwd" | "settings">;

/** Says how a file is deployed. */
type Deployments = (file: LintedFile) => DeployedFile;

/** Of a file that nothing is known to deploy. */
export const nothingDeployed: DeployedFile = { functions: [], isForeign: false, reached: [] };

let deployments: Deployments = () => nothingDeployed;

/** Says where to ask how files are deployed: what reads templates is built on what is here. Returns who was asked before. */
export function askAboutDeployments(of: Deployments): Deployments {
  const before = deployments;
  deployments = of;
  return before;
}

/** The file that is linted now, known by its tree. Every rule places it, and the first to ask has the answer kept. */
let placed: { tree: SourceCode["ast"]; file: LintedFile } | undefined;

/** Remembers which file a text is of, should somebody ask how it is deployed. */
export function placeFile({ ast }: SourceCode, file: LintedFile): void {
  if (placed?.tree !== ast) placed = { tree: ast, file };
}

/** What templates say of a file; nothing where none can be read. */
export const deploymentOf = oncePerFile(({ ast }): DeployedFile =>
  placed?.tree === ast ? deployments(placed.file) : nothingDeployed,
);

/** Whether a template, or a handler elsewhere, leads to a file, whose own words may not show that it concerns Lambda. */
export function isDeployed(sourceCode: SourceCode): boolean {
  const { functions, reached } = deploymentOf(sourceCode);
  return functions.length > 0 || reached.length > 0;
}

/** The names of exports that a template says Lambda calls. */
export const exportsDeployed = (sourceCode: SourceCode): ReadonlySet<string> =>
  new Set(deploymentOf(sourceCode).functions.flatMap(({ export: name }) => name ?? []));

/** The sources of a function, by all the ways it is deployed; none where there may be more than these. */
export const sourcesDeployed = (ways: readonly DeployedAs[]): SourceName[] =>
  ways.some(({ sources, mayHaveOtherSources }) => mayHaveOtherSources || sources.length === 0)
    ? []
    : ways.flatMap(({ sources }) => sources);

/** Whether each batch is a single record, however a function is deployed. */
export const areSingleRecords = (ways: readonly DeployedAs[]): boolean =>
  haveBatches(ways, (size) => size === 1);

/** Whether each batch can be several records, however a function is deployed. */
export const areSeveralRecords = (ways: readonly DeployedAs[]): boolean =>
  haveBatches(ways, (size) => size !== undefined && size > 1);

const haveBatches = (ways: readonly DeployedAs[], are: (size: number | undefined) => boolean): boolean =>
  ways.length > 0 && ways.every(({ batchSizes }) => batchSizes.length > 0 && batchSizes.every(are));

/** The newest of some runtimes; `undefined` where one is not stated, or not of Node.js. */
export function newestRuntime(runtimes: readonly (string | undefined)[]): string | undefined {
  const versions = runtimes.map((runtime) => Number(/^nodejs(\d+)\.x$/.exec(runtime ?? "")?.[1]));
  const newest = Math.max(...versions);
  return versions.length > 0 && newest > 0 ? `nodejs${newest}.x` : undefined;
}
