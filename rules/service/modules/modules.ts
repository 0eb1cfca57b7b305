import type { SourceCode } from "../../kit/rule.ts";
import { sourcesDeployed } from "../../lambda/deployed.ts";
import { liesAmongTests } from "../../lambda/gate.ts";
import type { Reach } from "../../lambda/reach.ts";
import { stampOf } from "../files.ts";
import { moduleParsed, sourceOfParsed } from "../reading.ts";
import type { Service } from "../service.ts";
import { asDeployed } from "../deployed-as.ts";
import { Graph, type Entry, type Reached } from "./graph.ts";
import { Imports, modulesNamedIn } from "./imports.ts";
import { keepingSummary, keptSummary, keyOfSummary } from "./kept.ts";
import { trees } from "../trees.ts";
import { ModulePaths } from "./paths.ts";
import { emptySummary, saysTheSame, summaryOf, type Summary } from "./summary.ts";

/** How much is followed of a repository. */
export interface Limits {
  /** Files of code that are read to know who imports whom. */
  files: number;
  /** Milliseconds that it takes to read and parse these, for each time that somebody imports something else. */
  time: number;
}

export const usualLimits: Limits = { files: 5000, time: 60_000 };

/** Words of which a file has some that shows by itself that Lambda calls it. */
const showsHandler =
  /["']aws-lambda["']|["']@types\/aws-lambda|@middy\/core|\bexports\.\w*[hH]andler\s*=|\bexports\s*=\s*\{[^}]*[hH]andler\b|\bexport\s+(?:const|(?:async\s+)?function)\s+(?:lambdaH|h)andler\b|\bexport\s*\{[^}]*\b(?:lambdaH|h)andler\b/;

interface Known {
  state: string;
  /** `undefined` where nobody asked yet what it does with other modules. */
  summary: Summary | undefined;
  /** Under which that is kept from one run to the next. */
  key: string | undefined;
  /** What its words import. */
  imports: ReadonlySet<string>;
  /** In characters. */
  length: number;
  /** Whether its words show a handler, which is none for a test. */
  mayBeEntry: boolean;
}

/** The modules of a repository, and which of their functions handlers call. Each file is parsed once for each of its states. */
export class Modules {
  readonly #service: Service;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  #imports: Imports | undefined;
  /** The files that the graph is of. Whatever imports one of them is another. */
  #covered = new Set<string>();
  /** How long these are together. */
  #characters = 0;
  /** Those of them that it does not have yet. */
  #added = new Set<string>();
  /** The files of code with their places among each other. */
  #ranks = new Map<string, number>();
  /** How much the graph is to cover at once beyond what is asked for, in characters, where files are asked for in order. */
  ahead = 0;
  /** How many, in the order of imports, were added to them. */
  #passed = 0;
  #graph: Graph | undefined;
  /** What the graph was made of, of files that have changed since. */
  readonly #changed = new Map<string, Summary>();
  /** Those of the service when the graph was made. */
  #changes: number;
  #paths: ModulePaths;
  /** How long was read and parsed. */
  #spent = 0;
  /** The limit that was reached. */
  #reached: keyof Limits | undefined;
  #isTold = false;
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  constructor(service: Service, limits: Limits = usualLimits, now = () => performance.now()) {
    this.#service = service;
    this.#limits = limits;
    this.#now = now;
    this.#changes = service.changes;
    this.#paths = new ModulePaths(service.files, service.folders());
  }

  /**
   * Forgets what has changed; the rest is not read again.
   *
   * @param paths the only files that can have changed, where that is known
   */
  refresh(paths: Iterable<string> = [...this.#known.keys()]): void {
    const stateOf = (path: string) => stampOf(this.#service.files.stat(path));
    const changed: [path: string, Known][] = [];
    for (const path of paths) {
      const known = this.#known.get(path);
      if (!known || stateOf(path) === known.state) continue;
      changed.push([path, known]);
      this.#known.delete(path);
    }
    if (this.#service.changes !== this.#changes || !this.#paths.areCurrent(stateOf)) this.#look();
    for (const [path, known] of changed) this.#compare(path, known);
  }

  /** Looks for modules where they are now. What was installed before may be one of the repository. */
  #look(): void {
    this.#changes = this.#service.changes;
    this.#graph = undefined;
    this.#imports = undefined;
    const before = this.#paths;
    this.#paths = new ModulePaths(this.#service.files, this.#service.folders());
    for (const [path, known] of this.#known)
      if ([...known.imports].some((module) => !before.from(path, module) && this.#paths.from(path, module)))
        known.summary = undefined;
  }

  /** Notes what a change of a file may lead to. */
  #compare(path: string, { imports, mayBeEntry, summary }: Known): void {
    const now = this.#read(path);
    const isSame = now.imports.size === imports.size && [...imports].every((one) => now.imports.has(one));
    if (!isSame) this.#imports = undefined;
    if (!isSame || now.mayBeEntry !== mayBeEntry) this.#graph = undefined;
    else if (summary && !this.#changed.has(path)) this.#changed.set(path, summary);
  }

  /** How many functions were followed since the graph was made, for whoever counts. */
  get followed(): number {
    return this.#graph?.followed ?? 0;
  }

  /** Whether there is more code than is followed. */
  get isCut(): boolean {
    this.#connected();
    return this.#reached !== undefined;
  }

  /** What to say of a limit that was reached; nothing once it was said. */
  tellLimit(): string | undefined {
    if (this.#reached === undefined || this.#isTold) return undefined;
    this.#isTold = true;
    const { files, time } = this.#limits;
    const limit = {
      files: `has more than ${files} files of code`,
      time: `takes longer than ${time / 1_000} s to read`,
    };
    return `The repository ${limit[this.#reached]}: what handlers do in the rest of its modules is unknown.`;
  }

  /** All files in an order in which what imports a file comes before it, as far as they do not import each other. */
  get inOrder(): readonly string[] {
    return this.#connected().inOrder;
  }

  /** The handlers that templates name, or that their own files show, wherever they are. */
  *entries(): Generator<Entry> {
    for (const path of this.inOrder) this.#cover(path);
    yield* this.#entriesIn(new Set([...this.#ranks.keys(), ...this.#covered]));
  }

  /** The functions of other files that one of these handlers calls. */
  reachedBy(entry: Entry): Reached[] {
    const graph = new Graph((path) => this.#summaryOf(path), this.#paths);
    graph.update(new Set([entry.path]), [entry]);
    return graph.places();
  }

  /** Some files, and those that import them, however far away. */
  leadingTo(paths: Iterable<string>): ReadonlySet<string> {
    const leading = new Set(paths);
    for (const path of leading) for (const one of this.#connected().importersOf(path)) leading.add(one);
    return leading;
  }

  /** The file that a module is, as a file imports it; `undefined` for what is none of the repository. */
  fileOf(module: string, from: string): string | undefined {
    return this.#paths.from(from, module);
  }

  /** The functions of a file that handlers in others call. */
  reachedIn(path: string): readonly Reach[] {
    const imports = this.#connected();
    if (!this.#covered.has(path)) {
      // What nobody imports is not parsed to find out that nobody calls it.
      if (imports.importersOf(path).length === 0 && this.ahead === 0) return [];
      this.#coverFrom(path);
    }
    return this.#followed().in(path);
  }

  /** The graph as it is now. Where no summary has become another, it is what it was. */
  #followed(): Graph {
    for (const [path, before] of this.#changed) {
      const known = this.#graph && this.#knownOf(path);
      if (!known) continue;
      known.summary = this.#summarised(path);
      if (saysTheSame(known.summary, before)) known.summary = before;
      else if (namesOf(known.summary) === namesOf(before)) this.#graph?.update(new Set([path]));
      else this.#graph = undefined;
    }
    this.#changed.clear();
    const added = this.#graph ? this.#added : this.#covered;
    this.#graph ??= new Graph((one) => this.#summaryOf(one), this.#paths);
    if (added.size > 0) this.#graph.update(added, this.#entriesIn(added));
    this.#added = new Set();
    return this.#graph;
  }

  #connected(): Imports {
    if (this.#imports) return this.#imports;
    this.#reached = undefined;
    this.#spent = 0;
    this.#imports = new Imports(this.#starts(), (path) => this.#importedBy(path));
    this.#ranks = new Map([...this.#service.filesOfCode()].map((path, index) => [path, index]));
    this.#graph = undefined;
    const covered = this.#covered;
    this.#covered = new Set();
    this.#characters = 0;
    this.#passed = 0;
    for (const path of covered) this.#cover(path);
    return this.#imports;
  }

  /** Files that import others without being imported. Tests do not run in Lambda. */
  *#starts(): Generator<string> {
    for (const { path } of this.#service.entries()) yield path;
    for (const path of this.#service.filesOfCode())
      if (!liesAmongTests({ filename: path, cwd: "" })) yield path;
  }

  #importedBy(path: string): string[] {
    const imports = this.#knownOf(path)?.imports ?? none;
    const files = [...imports].map((module) => this.#paths.from(path, module));
    return files.filter((file) => file !== undefined);
  }

  /**
   * Has the graph cover a file and what comes next, so that this is done a few times and not for every file: as much again
   * as it covers already, where nobody says how much.
   */
  #coverFrom(path: string): void {
    this.#cover(path);
    const end = this.#characters + (this.ahead || this.#characters);
    while (this.#characters < end && this.#passed < this.inOrder.length)
      this.#cover(this.inOrder[this.#passed++]!);
  }

  /** Adds a file to those that the graph is of, and all from which Lambda can get there. */
  #cover(path: string): void {
    const waiting = [path];
    for (const one of waiting) {
      if (this.#covered.has(one)) continue;
      this.#covered.add(one);
      this.#added.add(one);
      this.#characters += this.#knownOf(one)?.length ?? 0;
      waiting.push(...this.#connected().importersOf(one));
    }
  }

  /** The handlers in some files that templates name, or that these show. */
  *#entriesIn(files: ReadonlySet<string>): Generator<Entry> {
    const deployed = new Set<string>();
    let index = 0;
    for (const { path, name, from } of this.#service.entries()) {
      index++;
      if (!files.has(path)) continue;
      deployed.add(`${path} ${name}`);
      const sources = sourcesDeployed(from.map(asDeployed));
      yield { path, name, sources: sources.length > 0 ? new Set(sources) : undefined, order: [0, index] };
    }
    for (const path of files) {
      const rank = this.#ranks.get(path);
      if (rank === undefined || !this.#knownOf(path)?.mayBeEntry) continue;
      for (const [nth, { name }] of this.#summaryOf(path).handlers.entries())
        if (!deployed.has(`${path} ${name}`)) yield { path, name, sources: undefined, order: [1, rank, nth] };
    }
  }

  #summaryOf(path: string): Summary {
    const known = this.#covered.has(path) ? this.#knownOf(path) : undefined;
    if (!known) return emptySummary;
    if (!known.summary && !this.#isTimeLeft()) return emptySummary;
    return (known.summary ??= this.#timed(() => this.#summarised(path)));
  }

  #isTimeLeft(): boolean {
    if (this.#spent < this.#limits.time) return true;
    this.#reached = "time";
    return false;
  }

  #timed<T>(work: () => T): T {
    const start = this.#now();
    const result = work();
    this.#spent += this.#now() - start;
    return result;
  }

  /** `undefined` for a file too many. */
  #knownOf(path: string): Known | undefined {
    const before = this.#known.get(path);
    if (before) return before;
    if (this.#known.size >= this.#limits.files) {
      this.#reached = "files";
      return undefined;
    }
    return this.#isTimeLeft() ? this.#timed(() => this.#read(path)) : undefined;
  }

  #read(path: string): Known {
    const { files } = this.#service;
    const text = files.read(path) ?? "";
    const known: Known = {
      state: stampOf(files.stat(path)),
      summary: undefined,
      key: keyOfSummary(text, path),
      imports: modulesNamedIn(text),
      length: text.length,
      mayBeEntry: showsHandler.test(text) && !liesAmongTests({ filename: path, cwd: "" }),
    };
    this.#known.set(path, known);
    return known;
  }

  #summarised(path: string): Summary {
    // What a path leads to may yet be written.
    const isOwn = (module: string) => module.startsWith(".") || this.#paths.from(path, module) !== undefined;
    const kept = keptSummary(this.#known.get(path)?.key, isOwn);
    if (kept) return kept;
    const text = this.#service.files.read(path);
    if (text === undefined) return emptySummary;
    // The file may be another than the one that was looked at.
    return keepingSummary(keyOfSummary(text, path), isOwn, (isOwn) => {
      const sourceCode = this.#parsed(text, path);
      return sourceCode ? summaryOf(sourceCode, isOwn) : emptySummary;
    });
  }

  /** What does not parse leads nowhere, until it does. */
  #parsed(text: string, path: string): SourceCode | undefined {
    this.parsed++;
    try {
      const parsed = moduleParsed(text, path);
      trees.keep(text, path, parsed);
      return sourceOfParsed(text, parsed);
    } catch {
      return undefined;
    }
  }
}

const none: ReadonlySet<string> = new Set();

/** The names of the handlers that a file shows. */
const namesOf = ({ handlers }: Summary): string => handlers.map(({ name }) => name).join(" ");
