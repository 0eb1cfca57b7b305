import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";

/** A text with the path that decides its language. */
export interface Source {
  path: string;
  text: string;
}

/** One line of the report: a ratio, and what it may be at most where it is a target. */
export interface Ratio {
  what: string;
  ratio: number;
  target?: number;
}

/** How often everything is measured, after rounds that only warm up. The median round counts. */
const rounds = 25;
const warmUps = 5;

/** Patterns for all endings, which ESLint wants to be told one by one. */
export const everyFile = ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"];

/** What a text cost, in milliseconds. */
export interface Times {
  parse: number;
  /** Each rule by its name. */
  byRule: Record<string, number>;
}

/** What all rules together took. */
export const rulesOf = ({ byRule }: Times): number =>
  Object.values(byRule).reduce((sum, time) => sum + time, 0);

/** Runs rules over a text and says what that cost. */
export type Contender = (source: Source) => Times;

export function contender(config: Linter.Config): Contender {
  const linter = new Linter({ configType: "flat" });
  const configs: Linter.Config[] = [
    {
      files: everyFile,
      languageOptions: { parser: typescriptParser as Linter.Parser },
    },
    {
      files: everyFile,
      plugins: config.plugins ?? {},
      rules: config.rules ?? {},
    },
  ];
  return ({ path, text }) => {
    // Only this method counts time, and the type does not know that it can; nothing is fixed.
    const options = { filename: path.replace(/^\/+/, ""), fix: false, stats: true };
    linter.verifyAndFix(text, configs, options as Linter.FixOptions);
    const [pass] = (linter as unknown as { getTimes(): { passes: Pass[] } }).getTimes().passes;
    const byRule = Object.entries(pass?.rules ?? {}).map(([rule, { total }]) => [rule, total] as const);
    return { parse: pass?.parse.total ?? 0, byRule: Object.fromEntries(byRule) };
  };
}

/** Times of one pass over a file, as ESLint's `stats` gives them, in milliseconds. */
interface Pass {
  parse: { total: number };
  rules?: Record<string, { total: number }>;
}

/**
 * The times of each round, by contender, summed over the files. Contenders take turns at every file, so that whatever
 * else the machine does meets all of them, and take turns at beginning, so that each clears up after each other.
 */
export function measured(sources: readonly Source[], contenders: readonly Contender[]): Times[][] {
  const measuredRounds: Times[][] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const sums = contenders.map((): Times => ({ parse: 0, byRule: {} }));
    for (const [turn, source] of sources.entries()) {
      for (let place = 0; place < contenders.length; place++) {
        const index = (round + turn + place) % contenders.length;
        const { parse, byRule } = contenders[index]!(source);
        const sum = sums[index]!;
        sum.parse += parse;
        for (const [rule, time] of Object.entries(byRule)) sum.byRule[rule] = (sum.byRule[rule] ?? 0) + time;
      }
    }
    if (round >= warmUps) measuredRounds.push(sums);
  }
  return measuredRounds;
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
