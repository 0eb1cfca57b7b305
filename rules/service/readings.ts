import type { SourceCode } from "../kit/rule.ts";
import { namesSpeltIn } from "./cdk/spelt.ts";
import { deploymentIn } from "./deployment-in.ts";
import type { Deployment } from "./deployment.ts";
import { stampOf, type Files } from "./files.ts";
import { isOfOtherCloud, mayRunNode, sourceCodeOf } from "./reading.ts";

/** What was read of a file, or why it could not be. */
export interface Reading {
  deployment?: Deployment | undefined;
  /** Whether it deploys to another cloud than AWS. */
  isForeign?: boolean;
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
  /** What each file led to, whoever read it. Answers about a file are kept with its tree, so that nobody asks again. */
  readonly #ledTo = new Map<string, Set<string>>();
  /** How many paths the file that is being read led to, directly or through others. */
  #led = 0;
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
    this.#led = 0;
    const text = this.#files.read(path);
    if (text === undefined) return { problem: unreadable, length: 0, reached: new Map() };
    const told = { length: text.length, names: namesSpeltIn(text), reached: new Map<string, string>() };
    if (!isOfInterest(text)) return told;
    if (isOfOtherCloud(text, path)) return { ...told, isForeign: true };
    if (!mayRunNode(text, path)) return { ...told, deployment: nothing };
    const known = this.#parsed.get(path);
    if (!known) this.parsed++;
    try {
      const sourceCode = known ?? sourceCodeOf(text, path, (other) => this.#lead(path, other));
      const deployment = deploymentIn(sourceCode, path);
      return { ...told, deployment, reached: this.#reachedFrom(path) };
    } catch (error) {
      const { message, lineNumber } = error as Error & { lineNumber?: number };
      const problem = lineNumber === undefined ? message : `Line ${lineNumber}: ${message}`;
      return { ...told, problem, reached: this.#reachedFrom(path) };
    }
  }

  /** All that a file led to, directly or through others, and the state of each. */
  #reachedFrom(path: string): Map<string, string> {
    const reached = new Set(this.#ledTo.get(path));
    for (const one of reached) for (const next of this.#ledTo.get(one) ?? []) reached.add(next);
    return new Map([...reached].map((one) => [one, this.stateOf(one)]));
  }

  #lead(from: string, path: string): SourceCode | undefined {
    const before = this.#ledTo.get(from) ?? new Set();
    this.#ledTo.set(from, before);
    if (!before.has(path) && ++this.#led > mostPaths) return undefined;
    before.add(path);
    if (this.stateOf(path) === "none") return undefined;
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
      return sourceCodeOf(text, path, (other) => this.#lead(path, other));
    } catch {
      return undefined;
    }
  }
}
