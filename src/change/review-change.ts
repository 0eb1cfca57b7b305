import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { goBackTo, serviceFor, type Belonging } from "../../rules/service/service-for.ts";
import { withBaseline } from "../files/baseline.ts";
import { nothingAsked } from "../files/eslint-config.ts";
import { leadsOut, nameOf, wouldBeFound, type Found, type FoundFile } from "../files/find.ts";
import { reviewFiles, type Engine, type OnFile } from "../files/review-files.ts";
import type { ChangedFile } from "../git/change.ts";
import { changeAround } from "../git/repository.ts";
import { GitProblem } from "../git/run.ts";
import type { ReviewedChange, Scope, Touched } from "../report/change.ts";
import type { Report, ReviewedFile } from "../report/report.ts";
import { configuredAt } from "../review/configured.ts";
import type { Finding, ReviewOptions } from "../review/finding.ts";
import { reviewAgain, textsBefore } from "./before.ts";
import { compared } from "./compared.ts";
import { daysOf } from "./suppressions.ts";
import { Inventory, type Made } from "./inventory.ts";
import { isAbout, linesBefore, linesNow, type ChangedLines, type Lines } from "./lines.ts";
import { namesIn, type Names } from "./names.ts";
import { byPlace, touchedIn, type Side } from "./touched.ts";
import { reachedFrom } from "./ways.ts";

interface Options {
  /** Counts in place of what a configuration says. */
  preset: ReviewOptions["preset"] | undefined;
  /** What to compare with; `""` where that is left to the environment and habit. */
  base: string;
  scope: Scope;
  /** Who configured the files that were found, if not we: what was before is reviewed as what is there now. */
  config: "eslint" | undefined;
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/** What is found of a change, and how far it reaches. */
interface Reviewed extends Pick<Report, "files" | "problems"> {
  change: ReviewedChange;
  /** The lines of what the touched handlers are made of, by file. */
  parts: Readonly<Record<string, readonly Lines[]>>;
}

/** Reviews what a change is about: of the files that were found, those that it touches, and of their findings those in its scope. */
export async function reviewChange(
  paths: readonly string[],
  found: Found,
  { base, scope, config, cwd, environment, preset }: Options,
  engine: Engine,
  onFile: OnFile,
): Promise<Reviewed> {
  const change = await changeAround(await folderAround(resolve(cwd, paths[0]!)), base, environment);
  const { root, git } = change;
  const byPath = filesIn(root, found);
  const shown = (path: string) => nameOf(join(root, path), cwd);
  const names = namesIn(change.files);
  const hunks = new Map(change.files.map((file) => [file.path, file.hunks]));
  const isAsked = (path: string) =>
    byPath.has(path) ||
    (wouldBeFound(path) && paths.some((one) => !leadsOut(nameOf(join(root, path), resolve(cwd, one)))));

  const now = sideOf(root, linesNow(change.files));
  goBackTo(await textsBefore(change));
  const before = sideOf(root, linesBefore(change.files));
  const touched = touchedIn(now, before, names);
  const inScopeBefore = selection(scope, touched.before, before.changed);
  // What handlers are made of now may have been there before, and part of none.
  const comparable = new Set([
    ...inScopeBefore.paths,
    ...[...selection(scope, touched.now, now.changed).paths].map(names.before),
  ]);
  const reviewedBefore = reviewAgain(
    belongingTo(root),
    [...comparable].filter((path) => isAsked(path) || isAsked(names.now(path))),
    // What is no longer asked is not mended, and what is asked only now was there before.
    (path) =>
      byPath.get(names.now(path))?.configured ??
      (config === "eslint" ? nothingAsked : configuredAt(path, root)),
    preset,
    engine,
  );
  goBackTo(new Map());

  const touchedNow = [...touched.now, ...asNow(root, touched.left, names)];
  const inScope = selection(scope, touchedNow, now.changed);
  const wanted = new Set([...inScope.paths, ...[...inScopeBefore.paths].map(names.now)]);
  const files = [...byPath].flatMap(([path, file]) => (wanted.has(path) ? [file] : []));
  const named = new Map(files.map((file) => [file.name, file]));
  const problems = found.problems.filter(({ fault }) => fault === "named");
  const reviewed = await withBaseline(
    await reviewFiles({ files, problems }, { preset, fix: false }, engine, onFile),
    cwd,
  );
  const pathOf = (name: string) => pathIn(root, named.get(name)!.path);

  const { gone, come } = compared(
    reviewedBefore.map((file) => {
      const path = names.now(file.name);
      return { ...file, name: shown(path), hunks: hunks.get(path) ?? [] };
    }),
    // What is silenced since then is not mended.
    reviewed.files.map((file) => ({
      ...file,
      findings: [...file.findings, ...file.suppressed],
      hunks: hunks.get(pathOf(file.name)) ?? [],
    })),
  );
  const isRead = new Set(reviewed.files.map(({ name }) => name));
  const fixed = reviewedBefore.flatMap(({ name, findings }) => {
    // What does not parse any more has no findings, which is no merit.
    if (byPath.has(names.now(name)) && !isRead.has(shown(names.now(name)))) return [];
    return findings
      .filter((finding) => gone.has(finding) && inScopeBefore.holds(name, finding))
      .map(({ line, rule, message }) => ({ file: shown(name), line, rule, message }));
  });
  const asReached = reachedFrom(touchedNow, shown);
  const filesInScope = reviewed.files.map((file) =>
    ofChange(file, pathOf(file.name), touchedNow, inScope.holds, (finding) => ({
      ...asReached(finding),
      isNew: come.has(finding),
    })),
  );
  const since: [place: string, day: string][] = [];
  for (const { name, text, suppressed } of filesInScope)
    for (const { line, day } of await daysOf(git, pathOf(name), text, suppressed))
      since.push([`${name}:${line}`, day]);
  return {
    files: filesInScope,
    problems: reviewed.problems,
    parts: Object.fromEntries(filesInScope.map(({ name }) => [name, inScope.parts.get(pathOf(name)) ?? []])),
    change: {
      base: change.base.name,
      commit: change.base.commit,
      scope,
      touched: touched.touched
        .filter(({ file }) => isAsked(file))
        .map((one) => ({
          ...one,
          sources: sourcesOf(one, shown(one.file), reviewed.files),
          file: shown(one.file),
          because: one.because.map((reason) => ({ ...reason, file: shown(reason.file) })),
        }))
        .sort(byPlace),
      lines: Object.fromEntries(
        reviewed.files.map(({ name, text }) => [name, spansOf(now.changed.get(pathOf(name)), text)]),
      ),
      fixed: fixed.sort(byPlace),
      suppressedSince: Object.fromEntries(since),
      unchecked: uncheckedIn(change.files).map((one) => ({ ...one, file: shown(one.file) })),
    },
  };
}

async function folderAround(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ? path : stats ? dirname(path) : process.cwd();
}

/** A file's path from the root of its repository, with `/`. */
const pathIn = (root: string, path: string): string => nameOf(path, root);

function filesIn(root: string, { files }: Found): Map<string, FoundFile> {
  const byPath = new Map(files.map((file) => [pathIn(root, file.path), file]));
  const [outside] = [...byPath].filter(([path]) => leadsOut(path));
  if (outside)
    throw new GitProblem(
      `${outside[1].name} lies outside of the repository ${root}, whose change is asked about. Review it by itself.`,
    );
  return byPath;
}

/** What handlers are made of in a repository as it is at the moment. */
function sideOf(root: string, changed: ReadonlyMap<string, ChangedLines>): Side {
  const inventory = new Inventory(belongingTo(root), changed.keys());
  return { made: inventory.made(), changed, has: (one) => inventory.has(one) };
}

/** Handlers that a change touches only as they were, as they are now. */
function asNow(root: string, left: readonly Made[], names: Names): Made[] {
  if (left.length === 0) return [];
  const paths = left.map(({ path }) => names.now(path));
  return new Inventory(belongingTo(root), paths)
    .made()
    .filter((one) => left.some(({ path, name }) => one.path === names.now(path) && one.name === name));
}

function belongingTo(root: string): Belonging {
  const belonging = serviceFor({ filename: `${root}/index.js`, cwd: root });
  if (!belonging) throw new Error(`${root} cannot be read.`);
  return belonging;
}

/** What of the findings a scope has, and which files have to be reviewed for it. */
interface Selection {
  paths: Set<string>;
  /** What the touched handlers are made of, by file. */
  parts: ReadonlyMap<string, readonly Lines[]>;
  holds(path: string, finding: Pick<Finding, "line" | "endLine">): boolean;
}

function selection(
  scope: Scope,
  touched: readonly Made[],
  changed: ReadonlyMap<string, ChangedLines>,
): Selection {
  const parts = new Map<string, Made["parts"]>();
  for (const part of touched.flatMap((one) => one.parts))
    parts.set(part.path, [...(parts.get(part.path) ?? []), part]);
  return {
    paths: new Set([...changed.keys(), ...(scope === "handler" ? parts.keys() : [])]),
    parts,
    holds(path, finding) {
      if (scope === "file") return changed.has(path);
      const { isWhole, spans } = changed.get(path) ?? { isWhole: false, spans: [] };
      return isWhole || isAbout(finding, spans, scope === "lines" ? [] : (parts.get(path) ?? []));
    },
  };
}

/** A file with what of it a change is about. */
function ofChange(
  file: ReviewedFile,
  path: string,
  touched: readonly Made[],
  holds: Selection["holds"],
  told: (finding: Finding) => Finding,
): ReviewedFile {
  const own = touched.filter((one) => one.path === path && one.isCertain);
  const sections = touched
    .flatMap(({ parts }) => parts)
    .filter((part) => part.path === path && part.what === "deployment");
  return {
    ...file,
    findings: file.findings.filter((finding) => holds(path, finding)).map(told),
    suppressed: file.suppressed.filter((one) => holds(path, one)),
    handlers: file.handlers.filter(({ name }) => own.some((one) => one.name === name)),
    deployed: file.deployed.filter(({ line }) =>
      sections.some(({ start, end }) => start <= line && line <= end),
    ),
    eventTakers: 0,
    misspelt: file.misspelt.filter(
      ({ file: elsewhere, line }) => elsewhere === undefined && holds(path, { line, endLine: line }),
    ),
  };
}

/** The lines of a file that a change made, from and to; all of them where it is new. */
const spansOf = (changed: ChangedLines | undefined, text: string): [from: number, to: number][] =>
  changed?.isWhole
    ? [[1, text.split("\n").length]]
    : (changed?.spans ?? []).map(({ start, end }) => [start, end]);

/** What invokes a touched handler, by its code where that shows it. */
function sourcesOf(
  { name, sources }: Pick<Touched, "name" | "sources">,
  file: string,
  reviewed: readonly ReviewedFile[],
): readonly string[] {
  const handlers = reviewed.find((one) => one.name === file)?.handlers ?? [];
  return handlers.find((one) => one.name === name)?.sources ?? sources;
}

const uncheckedIn = (files: readonly ChangedFile[]): { file: string; reason: string }[] =>
  files.flatMap(({ kind, path }) =>
    kind === "submodule" && path !== undefined
      ? [{ file: path, reason: "This is a repository of its own. Review its change there." }]
      : [],
  );
