import type { SourceCode } from "../kit/rule.ts";
import { deploymentOf } from "./deployed.ts";
import type { Target } from "./targets.ts";

/** What a call of a function gives and does, as far as it matters to whoever calls it from another file. */
export interface Given {
  /** Whether that is a promise of work that goes on afterwards, on some way through it at least. */
  isPromise: boolean;
  /** What makes it another value each time, if anything certainly does. */
  unstable: "random" | "clock" | undefined;
  /** Which of its parameters it calls itself, counted from 0. */
  calledBack: readonly number[];
  /** Whether it certainly deals with the errors of all that it does, or forgets them. */
  keepsErrors: boolean;
}

/** What is said of a function of which nothing is known. */
export const nothingGiven: Given = {
  isPromise: false,
  unstable: undefined,
  calledBack: [],
  keepsErrors: false,
};

/** What the functions give that a file calls in others. It is looked for when somebody asks, as most calls are of no interest. */
export interface GivenToFile {
  /** The file, from the root of the repository. */
  path: string;
  of(target: Target): Given | undefined;
  /** All of it, to be compared. */
  toJSON(): unknown;
}

/** What somebody was told, of what one file calls in another. */
export interface Told {
  path: string;
  target: Target;
  given: Given | undefined;
}

/** By what was asked about. */
let heard: Map<string, Told> | undefined;

/** What is known of what something in another file gives; `undefined` where that is nothing. */
export function givenBy(target: Target | undefined, sourceCode: SourceCode): Given | undefined {
  const givenToFile = target && deploymentOf(sourceCode).given;
  if (!givenToFile) return undefined;
  const given = givenToFile.of(target);
  const { path } = givenToFile;
  heard?.set(JSON.stringify([path, target.module, target.name]), { path, target, given });
  return given;
}

/** Does some work, and says what it was told on the way of what functions in other files give. */
export function listening<Result>(work: () => Result): { result: Result; told: readonly Told[] } {
  const before = heard;
  const own = new Map<string, Told>();
  heard = own;
  try {
    return { result: work(), told: [...own.values()] };
  } finally {
    heard = before;
  }
}
