import type { SourceCode } from "../kit/rule.ts";
import { namesSpeltIn } from "./cdk/spelt.ts";
import type { Deployment } from "./deployment.ts";
import { stampOf, type Files } from "./files.ts";
import { isOfOtherCloud, mayRunNode, readText, sourceCodeOf, type ReadFile } from "./reading.ts";

/** What was read of a file, or why it could not be. */
export interface Reading extends Partial<ReadFile> {
  problem?: string;
  /** Of its text, in characters. */
  length: number;
  /** How often it spells out what can be the name of a function, where it is code of the CDK. */
  names?: ReadonlyMap<string, number>;
  /** The other files that it led to, and the state of each then. */
  reached: ReadonlyMap<string, string>;
}

const unreadable =
  "It cannot be read: it is too large, no text, not allowed, or a link that leads elsewhere.";

/** What a template deploys that is of no concern to JavaScript. */
const nothing: Deployment = { functions: [], mappings: [], queues: [], aliases: [], latestArns: [] };

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
  /** What the file that is being read led to, directly or through others, and the state of each. */
  #reached = new Map<string, string>();
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Changes when a file does. */
  stateOf(path: string): string {
    let state = this.#states.get(path);
    if (state === undefined) {
      state = stampOf(this.#files.stat(path));
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
    const reached = (this.#reached = new Map<string, string>());
    const text = this.#files.read(path);
    if (text === undefined) return { problem: unreadable, length: 0, reached };
    const told = { length: text.length, names: namesSpeltIn(text), reached };
    if (!isOfInterest(text)) return told;
    if (isOfOtherCloud(text, path)) return { ...told, isForeign: true };
    if (!mayRunNode(text, path)) return { ...told, deployment: nothing, isForeign: false };
    this.parsed++;
    try {
      return { ...readText(text, path, (other) => this.#reach(other)), ...told };
    } catch (error) {
      const { message, lineNumber } = error as Error & { lineNumber?: number };
      const problem = lineNumber === undefined ? message : `Line ${lineNumber}: ${message}`;
      return { ...told, problem };
    }
  }

  #reach(path: string): SourceCode | undefined {
    const state = this.stateOf(path);
    if (!this.#reached.has(path) && this.#reached.size >= mostPaths) return undefined;
    this.#reached.set(path, state);
    if (state === "none") return undefined;
    if (!this.#parsed.has(path)) {
      if (this.#parsed.size >= most) this.#parsed = new Map();
      this.#parsed.set(path, this.#parse(path));
    }
    return this.#parsed.get(path);
  }

  #parse(path: string): SourceCode | undefined {
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    this.parsed++;
    try {
      return sourceCodeOf(text, path, (other) => this.#reach(other));
    } catch {
      return undefined;
    }
  }
}
