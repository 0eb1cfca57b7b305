import { sourcesDeployed } from "../../lambda/deployed.ts";
import type { Reach } from "../../lambda/reach.ts";
import { stampOf } from "../files.ts";
import { sourceOfCode } from "../reading.ts";
import type { Service } from "../service.ts";
import { asDeployed } from "../deployed-as.ts";
import { Graph, type Entry } from "./graph.ts";
import { ModulePaths } from "./paths.ts";
import { emptySummary, summaryOf, type Summary } from "./summary.ts";

/** How many files of code are read for handlers that no template names, and how many modules are followed from handlers. */
const mostFiles = 5000;

/** Words of which a file has some that shows by itself that Lambda calls it. */
const showsHandler =
  /["']aws-lambda["']|["']@types\/aws-lambda|@middy\/core|\bexports\.\w*[hH]andler\s*=|\bexport\s+(?:const|(?:async\s+)?function)\s+(?:lambdaH|h)andler\b/;

interface Known {
  state: string;
  /** `undefined` where nobody asked yet what it does with other modules. */
  summary: Summary | undefined;
  /** Whether its words show a handler. */
  mayBeEntry: boolean;
}

/** The modules of a repository, and which of their functions handlers call. Each file is parsed once for each of its states. */
export class Modules {
  readonly #service: Service;
  readonly #known = new Map<string, Known>();
  #graph: Graph | undefined;
  /** Those of the service when the graph was made. */
  #changes: number;
  #paths: ModulePaths;
  /** How many files were parsed, for whoever counts. */
  parsed = 0;
  /** Whether there was more code than is followed. */
  isCut = false;

  constructor(service: Service) {
    this.#service = service;
    this.#changes = service.changes;
    this.#paths = new ModulePaths(service.files, service.folders());
  }

  /** Forgets what has changed; the rest is not read again. */
  refresh(): void {
    const changed = [...this.#known].filter(
      ([path, { state }]) => stampOf(this.#service.files.stat(path)) !== state,
    );
    for (const [path] of changed) this.#known.delete(path);
    if (changed.length === 0 && this.#service.changes === this.#changes) return;
    this.#changes = this.#service.changes;
    this.#paths = new ModulePaths(this.#service.files, this.#service.folders());
    this.#graph = undefined;
  }

  /** The functions of a file that handlers in others call. */
  reachedIn(path: string): readonly Reach[] {
    this.#graph ??= new Graph(this.#entries(), (one) => this.#summaryOf(one), this.#paths);
    return this.#graph.in(path);
  }

  *#entries(): Generator<Entry> {
    const deployed = new Set<string>();
    for (const { path, name, from } of this.#service.entries()) {
      deployed.add(`${path} ${name}`);
      const sources = sourcesDeployed(from.map(asDeployed));
      yield { path, name, sources: sources.length > 0 ? new Set(sources) : undefined };
    }
    let read = 0;
    for (const path of this.#service.filesOfCode()) {
      if (++read > mostFiles) {
        this.isCut = true;
        return;
      }
      if (!this.#knownOf(path).mayBeEntry) continue;
      for (const { name } of this.#summaryOf(path).handlers)
        if (!deployed.has(`${path} ${name}`)) yield { path, name, sources: undefined };
    }
  }

  #summaryOf(path: string): Summary {
    const known = this.#knownOf(path);
    return (known.summary ??= this.#summarised(path));
  }

  #knownOf(path: string): Known {
    let known = this.#known.get(path);
    if (!known) {
      const { files } = this.#service;
      const mayBeEntry = showsHandler.test(files.read(path) ?? "");
      known = { state: stampOf(files.stat(path)), summary: undefined, mayBeEntry };
      this.#known.set(path, known);
    }
    return known;
  }

  /** What does not parse leads nowhere, until it does. */
  #summarised(path: string): Summary {
    const text = this.#service.files.read(path);
    if (text === undefined) return emptySummary;
    this.parsed++;
    try {
      return summaryOf(sourceOfCode(text, path), (module) => this.#paths.from(path, module) !== undefined);
    } catch {
      return emptySummary;
    }
  }
}
