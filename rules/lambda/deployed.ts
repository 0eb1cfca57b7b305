import { oncePerFile } from "../kit/once.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import type { SourceName } from "./event-sources.ts";

/** What a deployment says of a function, as far as it matters to its code. */
export interface DeployedAs {
  /** What Lambda calls; `undefined` where that is left to the code. */
  export: string | undefined;
  sources: readonly SourceName[];
  /** Whether something invokes it, or may, of which it does not show what it sends. */
  mayHaveOtherSources: boolean;
  /** How many records a batch has at most, of each source that sends batches; `undefined` where that cannot be told. */
  batchSizes: readonly (number | undefined)[];
  /** `nodejs22.x`, where it is stated. */
  runtime: string | undefined;
}

/** What is known of how a file is deployed. */
export interface DeployedFile {
  functions: readonly DeployedAs[];
  /** Whether it is deployed to another cloud. */
  isForeign: boolean;
}

/** A file as ESLint knows it: where it lies, and what its configuration says. */
export type LintedFile = Pick<RuleContext, "filename" | "cwd" | "settings">;

/** Says how a file is deployed. */
type Deployments = (file: LintedFile) => DeployedFile;

const unknown: DeployedFile = { functions: [], isForeign: false };

let deployments: Deployments = () => unknown;

/** Says where to ask how files are deployed: what reads templates is built on what is here. */
export function askAboutDeployments(of: Deployments): void {
  deployments = of;
}

const files = new WeakMap<SourceCode["ast"], LintedFile>();

/** The tree that was placed last: every rule places its file, and all of them the same one. */
let latest: SourceCode["ast"] | undefined;

/** Remembers which file a text is of, should somebody ask how it is deployed. */
export function placeFile({ ast }: SourceCode, file: LintedFile): void {
  if (ast === latest) return;
  latest = ast;
  files.set(ast, file);
}

/** What templates say of a file; nothing where none can be read. */
export const deploymentOf = oncePerFile(({ ast }): DeployedFile => {
  const file = files.get(ast);
  return file ? deployments(file) : unknown;
});

/** Whether a template names a file, whose own words may not show that it concerns Lambda. */
export const isDeployed = (sourceCode: SourceCode): boolean => deploymentOf(sourceCode).functions.length > 0;

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
  ways.length > 0 &&
  ways.every(({ batchSizes }) => batchSizes.length > 0 && batchSizes.every((size) => size === 1));

/** The newest of some runtimes; `undefined` where one is not stated, or not of Node.js. */
export function newestRuntime(runtimes: readonly (string | undefined)[]): string | undefined {
  const versions = runtimes.map((runtime) => Number(/^nodejs(\d+)\.x$/.exec(runtime ?? "")?.[1]));
  const newest = Math.max(...versions);
  return versions.length > 0 && newest > 0 ? `nodejs${newest}.x` : undefined;
}
