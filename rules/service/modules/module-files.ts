import type { SourceCode } from "../../kit/rule.ts";
import { liesAmongTests } from "../../lambda/gate.ts";
import { stampOf, type Files } from "../files.ts";
import { moduleParsed, sourceOfParsed } from "../reading.ts";
import { trees } from "../trees.ts";
import { modulesNamedIn } from "./imports.ts";
import { keepingSummary, keptSummary, keyOfSummary } from "./kept.ts";
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

/** What is known of a file that was read. */
export interface ModuleFile {
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

/** The files of a repository's modules, as far as the limits go, and what each does with others. Each is parsed once for each of its states. */
export class ModuleFiles {
  readonly #files: Files;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #known = new Map<string, ModuleFile>();
  #paths: ModulePaths;
  /** How long was read and parsed. */
  #spent = 0;
  /** The limit that was reached. */
  #reached: keyof Limits | undefined;
  #isTold = false;
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  /** @param folders the folders in which somebody writes code */
  constructor(files: Files, folders: Iterable<string>, limits: Limits, now: () => number) {
    this.#files = files;
    this.#limits = limits;
    this.#now = now;
    this.#paths = new ModulePaths(files, folders);
  }

  /** Where imports lead. */
  get paths(): ModulePaths {
    return this.#paths;
  }

  /** Whether what decides where imports lead is as it was, as long as no file came or went. */
  areWhereTheyWere(): boolean {
    return this.#paths.areCurrent((path) => this.#stateOf(path));
  }

  /** Looks for modules where they are now. What was installed before may be one of the repository. */
  lookAgain(folders: Iterable<string>): void {
    const before = this.#paths;
    this.#paths = new ModulePaths(this.#files, folders);
    for (const [path, known] of this.#known)
      if ([...known.imports].some((module) => !before.from(path, module) && this.#paths.from(path, module)))
        known.summary = undefined;
  }

  /**
   * Forgets what has changed, and says what was known of it.
   *
   * @param paths the only files that can have changed, where that is known
   */
  forgetChanged(paths: Iterable<string> = [...this.#known.keys()]): [path: string, ModuleFile][] {
    const changed: [path: string, ModuleFile][] = [];
    for (const path of paths) {
      const known = this.#known.get(path);
      if (!known || this.#stateOf(path) === known.state) continue;
      changed.push([path, known]);
      this.#known.delete(path);
    }
    return changed;
  }

  /** From now on as much is read and parsed as the limits allow, whatever was before. */
  startAgain(): void {
    this.#reached = undefined;
    this.#spent = 0;
  }

  /** Whether there is more code than is followed. */
  get isCut(): boolean {
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

  /** `undefined` for a file too many. */
  at(path: string): ModuleFile | undefined {
    const before = this.#known.get(path);
    if (before) return before;
    if (this.#known.size >= this.#limits.files) {
      this.#reached = "files";
      return undefined;
    }
    return this.#isTimeLeft() ? this.#timed(() => this.read(path)) : undefined;
  }

  /** Reads a file whatever the limits are, because it counted before. */
  read(path: string): ModuleFile {
    const text = this.#files.read(path) ?? "";
    const known: ModuleFile = {
      state: this.#stateOf(path),
      summary: undefined,
      key: keyOfSummary(text, path),
      imports: modulesNamedIn(text),
      length: text.length,
      mayBeEntry: showsHandler.test(text) && !liesAmongTests({ filename: path, cwd: "" }),
    };
    this.#known.set(path, known);
    return known;
  }

  /** The files of the repository that one imports. */
  importedBy(path: string): string[] {
    const imports = this.at(path)?.imports ?? [];
    const files = [...imports].map((module) => this.#paths.from(path, module));
    return files.filter((file) => file !== undefined);
  }

  /** What a file does with other modules; nothing where it is one too many. */
  summaryOf(path: string): Summary {
    const known = this.at(path);
    if (!known) return emptySummary;
    if (!known.summary && !this.#isTimeLeft()) return emptySummary;
    return (known.summary ??= this.#timed(() => this.#summarised(path)));
  }

  /** The same of a file that has changed: the summary from before, where it does the same. `undefined` where it is one too many. */
  summaryAgain(path: string, before: Summary): Summary | undefined {
    const known = this.at(path);
    if (!known) return undefined;
    const now = known.summary ?? this.#summarised(path);
    return (known.summary = saysTheSame(now, before) ? before : now);
  }

  #stateOf(path: string): string {
    return stampOf(this.#files.stat(path));
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

  #summarised(path: string): Summary {
    // What a path leads to may yet be written.
    const isOwn = (module: string) => module.startsWith(".") || this.#paths.from(path, module) !== undefined;
    const kept = keptSummary(this.#known.get(path)?.key, isOwn);
    if (kept) return kept;
    const text = this.#files.read(path);
    if (text === undefined) return emptySummary;
    // The file may be another than the one that was looked at.
    return keepingSummary(keyOfSummary(text, path), isOwn, (isOwn) => {
      const sourceCode = this.#parsed(text, path);
      return sourceCode ? summaryOf(sourceCode, isOwn) : emptySummary;
    });
  }

  /** What does not parse leads nowhere, until it does. */
  #parsed(text: string, path: string): SourceCode | undefined {
    const taken = trees.take(text, path);
    if (!taken) this.parsed++;
    try {
      const parsed = taken ?? moduleParsed(text, path);
      trees.keep(text, path, parsed);
      return sourceOfParsed(text, parsed);
    } catch {
      return undefined;
    }
  }
}
