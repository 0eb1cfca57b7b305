import type { SourceCode } from "../../kit/rule.ts";
import * as parser from "../../parser.ts";
import { sourcesDeployed } from "../../lambda/deployed.ts";
import { liesAmongTests } from "../../lambda/gate.ts";
import type { Reach } from "../../lambda/reach.ts";
import { stampOf } from "../files.ts";
import { sourceOfParsed } from "../reading.ts";
import type { Service } from "../service.ts";
import { asDeployed } from "../deployed-as.ts";
import { Graph, type Entry } from "./graph.ts";
import { trees } from "../trees.ts";
import { ModulePaths } from "./paths.ts";
import { emptySummary, summaryOf, type Summary } from "./summary.ts";

/** How many files of code are read for handlers that no template names, and how many modules are followed from handlers. */
export const mostFiles = 5000;

/** Words of which a file has some that shows by itself that Lambda calls it. */
const showsHandler =
  /["']aws-lambda["']|["']@types\/aws-lambda|@middy\/core|\bexports\.\w*[hH]andler\s*=|\bexport\s+(?:const|(?:async\s+)?function)\s+(?:lambdaH|h)andler\b/;

interface Known {
  state: string;
  /** `undefined` where nobody asked yet what it does with other modules. */
  summary: Summary | undefined;
  /** What it imports that is no module of the repository. */
  outside: ReadonlySet<string>;
  /** Whether its words show a handler. */
  mayBeEntry: boolean;
}

/** The modules of a repository, and which of their functions handlers call. Each file is parsed once for each of its states. */
export class Modules {
  readonly #service: Service;
  readonly #most: number;
  readonly #known = new Map<string, Known>();
  #graph: Graph | undefined;
  /** Those of the service when the graph was made. */
  #changes: number;
  #paths: ModulePaths;
  #isCut = false;
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  constructor(service: Service, most = mostFiles) {
    this.#service = service;
    this.#most = most;
    this.#changes = service.changes;
    this.#paths = new ModulePaths(service.files, service.folders());
  }

  /** Forgets what has changed; the rest is not read again. */
  refresh(): void {
    const stateOf = (path: string) => stampOf(this.#service.files.stat(path));
    const changed = [...this.#known].filter(([path, { state }]) => stateOf(path) !== state);
    for (const [path] of changed) this.#known.delete(path);
    const isMoved = this.#service.changes !== this.#changes || !this.#paths.areCurrent(stateOf);
    if (isMoved) this.#look();
    if (isMoved || changed.length > 0) this.#graph = undefined;
  }

  /** Looks for modules where they are now. What was installed before may be one of the repository. */
  #look(): void {
    this.#changes = this.#service.changes;
    this.#paths = new ModulePaths(this.#service.files, this.#service.folders());
    for (const [path, known] of this.#known)
      if ([...known.outside].some((module) => this.#paths.from(path, module) !== undefined))
        known.summary = undefined;
  }

  /** Whether there is more code than is followed. */
  get isCut(): boolean {
    this.#connected();
    return this.#isCut;
  }

  /** The functions of a file that handlers in others call. */
  reachedIn(path: string): readonly Reach[] {
    return this.#connected().in(path);
  }

  #connected(): Graph {
    if (this.#graph) return this.#graph;
    this.#isCut = false;
    return (this.#graph = new Graph(this.#entries(), (path) => this.#summaryOf(path), this.#paths));
  }

  *#entries(): Generator<Entry> {
    const deployed = new Set<string>();
    for (const { path, name, from } of this.#service.entries()) {
      deployed.add(`${path} ${name}`);
      const sources = sourcesDeployed(from.map(asDeployed));
      yield { path, name, sources: sources.length > 0 ? new Set(sources) : undefined };
    }
    for (const path of this.#service.filesOfCode()) {
      if (liesAmongTests({ filename: path, cwd: "" }) || !this.#knownOf(path)?.mayBeEntry) continue;
      for (const { name } of this.#summaryOf(path).handlers)
        if (!deployed.has(`${path} ${name}`)) yield { path, name, sources: undefined };
    }
  }

  #summaryOf(path: string): Summary {
    const known = this.#knownOf(path);
    if (!known) return emptySummary;
    return (known.summary ??= this.#summarised(path, known));
  }

  /** `undefined` for a file too many. */
  #knownOf(path: string): Known | undefined {
    const before = this.#known.get(path);
    if (before) return before;
    if (this.#known.size >= this.#most) {
      this.#isCut = true;
      return undefined;
    }
    const { files } = this.#service;
    const mayBeEntry = showsHandler.test(files.read(path) ?? "");
    const known = { state: stampOf(files.stat(path)), summary: undefined, outside: none, mayBeEntry };
    this.#known.set(path, known);
    return known;
  }

  #summarised(path: string, known: Known): Summary {
    const text = this.#service.files.read(path);
    const sourceCode = text === undefined ? undefined : this.#parsed(text, path);
    if (!sourceCode) return emptySummary;
    const outside = new Set<string>();
    const summary = summaryOf(sourceCode, (module) => {
      // What a path leads to may yet be written.
      const isOwn = module.startsWith(".") || this.#paths.from(path, module) !== undefined;
      if (!isOwn) outside.add(module);
      return isOwn;
    });
    known.outside = structuredClone(outside);
    return summary;
  }

  /** What does not parse leads nowhere, until it does. */
  #parsed(text: string, path: string): SourceCode | undefined {
    this.parsed++;
    try {
      const parsed = parser.parseForESLint(text, { filePath: path, sourceType: "module" });
      trees.keep(text, path, parsed);
      return sourceOfParsed(text, parsed);
    } catch {
      return undefined;
    }
  }
}

const none: ReadonlySet<string> = new Set();
