import { grouped } from "../../kit/grouped.ts";
import { plainly } from "../../kit/plainly.ts";
import { sourcesDeployed } from "../../lambda/deployed.ts";
import { liesAmongTests } from "../../lambda/gate.ts";
import { nothingGiven, type GivenToFile } from "../../lambda/given.ts";
import type { Reach, Step } from "../../lambda/reach.ts";
import type { Target } from "../../lambda/targets.ts";
import { asDeployed } from "../deployed-as.ts";
import type { Service } from "../service.ts";
import { givenBy as givenByFunction } from "./given.ts";
import { Graph, type Entry, type Reached } from "./graph.ts";
import { Imports } from "./imports.ts";
import { ModuleFiles, usualLimits, type Limits, type ModuleFile } from "./module-files.ts";
import { emptySummary, type Summary } from "./summary.ts";

/** The modules of a repository, and which of their functions handlers call. */
export class Modules {
  readonly #service: Service;
  readonly #files: ModuleFiles;
  #imports: Imports | undefined;
  /** The files of handlers, and all that these import, however far: the only ones with something that handlers call. */
  #within: ReadonlySet<string> = new Set();
  /** The files that the graph is of. Whatever imports one of them is another. */
  #covered = new Set<string>();
  /** How long these are together. */
  #characters = 0;
  /** Those of them that it does not have yet. */
  #added = new Set<string>();
  /** The handlers that templates name, by their files. */
  #named: ReadonlyMap<string, readonly Entry[]> = new Map();
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

  constructor(service: Service, limits: Limits = usualLimits, now = () => performance.now()) {
    this.#service = service;
    this.#files = new ModuleFiles(service.files, service.folders(), limits, now);
    this.#changes = service.changes;
  }

  /**
   * Forgets what has changed; the rest is not read again.
   *
   * @param paths the only files that can have changed, where that is known
   */
  refresh(paths?: Iterable<string>): void {
    const changed = this.#files.forgetChanged(paths);
    if (this.#service.changes !== this.#changes || !this.#files.areWhereTheyWere()) this.#look();
    for (const [path, known] of changed) this.#compare(path, known);
  }

  /** Looks for modules where they are now. */
  #look(): void {
    this.#changes = this.#service.changes;
    this.#graph = undefined;
    this.#imports = undefined;
    this.#files.lookAgain(this.#service.folders());
  }

  /** Notes what a change of a file may lead to. */
  #compare(path: string, { imports, mayBeEntry, summary }: ModuleFile): void {
    const now = this.#files.read(path);
    const isSame =
      now.mayBeEntry === mayBeEntry &&
      now.imports.size === imports.size &&
      [...imports].every((one) => now.imports.has(one));
    if (!isSame) this.#imports = undefined;
    else if (summary && !this.#changed.has(path)) this.#changed.set(path, summary);
  }

  /** How many files were parsed, for whoever counts. */
  get parsed(): number {
    return this.#files.parsed;
  }

  /** How many functions were followed since the graph was made, for whoever counts. */
  get followed(): number {
    return this.#graph?.followed ?? 0;
  }

  /** Whether there is more code than is followed. */
  get isCut(): boolean {
    this.#connected();
    return this.#files.isCut;
  }

  /** What to say of a limit that was reached; nothing once it was said. */
  tellLimit(): string | undefined {
    return this.#files.tellLimit();
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
    const graph = new Graph((path) => this.#summaryOf(path), this.#files.paths);
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
    return this.#files.paths.from(from, module);
  }

  /** The functions of a file that handlers in others call. */
  reachedIn(path: string): readonly Reach[] {
    return this.#graphAround(path)?.in(path) ?? [];
  }

  /** A shortest way to one of these, by the name that others call it, from each handler that leads to it. */
  waysTo(path: string, name: string): readonly (readonly Step[])[] {
    return this.#graphAround(path)?.waysTo(path, name) ?? [];
  }

  /** Whether the words of a file may show a handler. */
  mayShowHandler(path: string): boolean {
    return this.#files.at(path)?.mayBeEntry ?? false;
  }

  /** What the functions give that those of a file call in others. */
  givenTo(path: string): GivenToFile {
    const summaryOf = (one: string) => this.#files.summaryOf(one);
    const calledIn = () => {
      this.#connected();
      const { handlers, functions } = summaryOf(path);
      const calls = [...handlers, ...functions.values()].flatMap((one) => one.calls);
      return new Map(calls.map(({ module, name }) => [keyOf({ module, name }), { module, name }]));
    };
    let called: ReadonlyMap<string, Target> | undefined;
    const givenBy = (target: Target) => givenByFunction(target, path, summaryOf, this.#files.paths);
    return {
      path,
      of: (target) =>
        this.fileOf(target.module, path) !== undefined && (called ??= calledIn()).has(keyOf(target))
          ? givenBy(target)
          : undefined,
      toJSON: () =>
        Array.from(calledIn().values(), (target) => ({ target, given: givenBy(target) })).filter(
          ({ given }) => plainly(given) !== plainly(nothingGiven),
        ),
    };
  }

  /** The graph with a file and all that leads to it; `undefined` where no handler does. */
  #graphAround(path: string): Graph | undefined {
    const imports = this.#connected();
    if (!this.#within.has(path)) return undefined;
    if (!this.#covered.has(path)) {
      // What nobody imports is not parsed to find out that nobody calls it.
      if (imports.importersOf(path).length === 0 && this.ahead === 0) return undefined;
      this.#coverFrom(path);
    }
    return this.#followed();
  }

  /** The graph as it is now. Where no summary has become another, it is what it was. */
  #followed(): Graph {
    for (const [path, before] of this.#changed) {
      const now = this.#graph && this.#files.summaryAgain(path, before);
      if (!now || now === before) continue;
      if (namesOf(now) === namesOf(before)) this.#graph?.update(new Set([path]));
      else this.#graph = undefined;
    }
    this.#changed.clear();
    const added = this.#graph ? this.#added : this.#covered;
    this.#graph ??= new Graph((one) => this.#summaryOf(one), this.#files.paths);
    if (added.size > 0) this.#graph.update(added, this.#entriesIn(added));
    this.#added = new Set();
    return this.#graph;
  }

  #connected(): Imports {
    if (this.#imports) return this.#imports;
    this.#files.startAgain();
    this.#imports = new Imports(this.#starts(), (path) => this.#files.importedBy(path));
    this.#ranks = new Map([...this.#service.filesOfCode()].map((path, index) => [path, index]));
    this.#named = grouped([...this.#allNamed()], ({ path }) => path);
    this.#within = this.#behindHandlers(this.#imports);
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

  #behindHandlers({ inOrder }: Imports): Set<string> {
    const shown = inOrder.filter((path) => this.#ranks.has(path) && this.mayShowHandler(path));
    const within = new Set([...this.#named.keys(), ...shown]);
    for (const path of within) for (const one of this.#files.importedBy(path)) within.add(one);
    return within;
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
      if (this.#covered.has(one) || !this.#within.has(one)) continue;
      this.#covered.add(one);
      this.#added.add(one);
      this.#characters += this.#files.at(one)?.length ?? 0;
      waiting.push(...this.#connected().importersOf(one));
    }
  }

  /** The handlers in some files that templates name, or that these show. */
  *#entriesIn(files: ReadonlySet<string>): Generator<Entry> {
    const named = [...files].flatMap((path) => this.#named.get(path) ?? []);
    yield* named.sort(({ order: [, one] }, { order: [, other] }) => one! - other!);
    const deployed = new Set(named.map(({ path, name }) => `${path} ${name}`));
    for (const path of files) {
      const rank = this.#ranks.get(path);
      if (rank === undefined || !this.#files.at(path)?.mayBeEntry) continue;
      for (const [nth, { name }] of this.#summaryOf(path).handlers.entries())
        if (!deployed.has(`${path} ${name}`)) yield { path, name, sources: undefined, order: [1, rank, nth] };
    }
  }

  *#allNamed(): Generator<Entry> {
    let index = 0;
    for (const { path, name, from } of this.#service.entries()) {
      const sources = sourcesDeployed(from.map(asDeployed));
      const known = sources.length > 0 ? new Set(sources) : undefined;
      yield { path, name, sources: known, order: [0, ++index] };
    }
  }

  /** What the graph does not cover leads nowhere. */
  #summaryOf(path: string): Summary {
    return this.#covered.has(path) ? this.#files.summaryOf(path) : emptySummary;
  }
}

const keyOf = ({ module, name }: Target): string => JSON.stringify([module, name]);

/** The names of the handlers that a file shows. */
const namesOf = ({ handlers }: Summary): string => handlers.map(({ name }) => name).join(" ");
