import type { SourceCode } from "../kit/rule.ts";
import type { Files } from "./files.ts";
import { readText, sourceCodeOf, type ReadFile } from "./reading.ts";

/** What was read of a file, or why it could not be. */
export interface Reading extends Partial<ReadFile> {
  problem?: string;
  /** The other files that it led to, and the state of each then. */
  reached: ReadonlyMap<string, string>;
}

/** How many other files are held at once. */
const most = 100;

/** How many paths one file leads to at most; most of them to no file, since an import can mean several. */
const mostPaths = 2000;

/** Reads files for one look at a repository, in which none of them changes. */
export class Readings {
  readonly #files: Files;
  readonly #states = new Map<string, string>();
  /** Files that others led to. */
  #parsed = new Map<string, SourceCode | undefined>();
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Changes when a file does. */
  stateOf(path: string): string {
    let state = this.#states.get(path);
    if (state === undefined) {
      const stat = this.#files.stat(path);
      state = stat?.kind === "file" ? `${stat.modified} ${stat.size}` : "none";
      this.#states.set(path, state);
    }
    return state;
  }

  /** Whether nothing that was read then has changed. */
  isCurrent({ reached }: Reading): boolean {
    return [...reached].every(([path, state]) => this.stateOf(path) === state);
  }

  /** @param isOfInterest whether a text is worth parsing */
  read(path: string, isOfInterest: (text: string) => boolean): Reading {
    const reached = new Map<string, string>();
    const text = this.#files.read(path);
    if (text === undefined) return { problem: "It is too large, or no text.", reached };
    if (!isOfInterest(text)) return { reached };
    this.parsed++;
    try {
      return { ...readText(text, path, (other) => this.#reach(other, reached)), reached };
    } catch (error) {
      const { message, lineNumber } = error as Error & { lineNumber?: number };
      return { problem: lineNumber === undefined ? message : `Line ${lineNumber}: ${message}`, reached };
    }
  }

  #reach(path: string, reached: Map<string, string>): SourceCode | undefined {
    const state = this.stateOf(path);
    if (!reached.has(path) && reached.size >= mostPaths) return undefined;
    reached.set(path, state);
    if (state === "none") return undefined;
    if (!this.#parsed.has(path)) {
      if (this.#parsed.size >= most) this.#parsed = new Map();
      this.#parsed.set(path, this.#parse(path, reached));
    }
    return this.#parsed.get(path);
  }

  #parse(path: string, reached: Map<string, string>): SourceCode | undefined {
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    this.parsed++;
    try {
      return sourceCodeOf(text, path, (other) => this.#reach(other, reached));
    } catch {
      return undefined;
    }
  }
}
