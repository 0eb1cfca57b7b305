import js from "@eslint/js";
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import effectiveLambda from "eslint-plugin-effective-lambda";
import unicorn from "eslint-plugin-unicorn";

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
const rounds = 15;
const warmUps = 5;

/** What is measured: all of a service, and apart its files with handlers and those without. */
export interface Corpus {
  all: readonly Source[];
  handlers: readonly Source[];
  strangers: readonly Source[];
}

/** What the rules cost, as shares of the time `@typescript-eslint/parser` takes for the same files. */
export function share({ all, handlers, strangers }: Corpus): Ratio[] {
  const ours = contender(effectiveLambda.configs.strict);
  const recommended = contender(js.configs.recommended);
  const { rules: everyUnicorn, ...unicornConfig } = unicorn.configs.recommended as Linter.Config;
  // One rule of unicorn's crashes on `parseInt(text.substring(1, n), 10)` with ESLint 10; it runs in no contender.
  const unicorns = contender({
    ...unicornConfig,
    rules: { ...everyUnicorn, "unicorn/prefer-string-slice": "off" },
  });

  const times = measured(all, [ours, recommended, unicorns]);
  const shareOf = (rounds: Times[][], index: number) =>
    median(rounds.map((round) => round[index]!.rules / round[index]!.parse));
  return [
    { what: `our rules / parse, ${all.length} files`, ratio: shareOf(times, 0), target: 0.15 },
    { what: "js/recommended / parse, the same files", ratio: shareOf(times, 1) },
    { what: "eslint-plugin-unicorn's recommended / parse", ratio: shareOf(times, 2) },
    {
      what: "our rules / js/recommended",
      ratio: median(times.map(([own, eslint]) => own!.rules / eslint!.rules)),
      target: 1,
    },
    {
      what: `our rules / parse, the ${handlers.length} files with evidence alone`,
      ratio: shareOf(measured(handlers, [ours]), 0),
    },
    {
      what: `our rules / parse, the ${strangers.length} files without evidence`,
      ratio: shareOf(measured(strangers, [ours]), 0),
      target: 0.02,
    },
  ];
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Patterns for all endings, which ESLint wants to be told one by one. */
export const everyFile = ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"];

interface Times {
  parse: number;
  rules: number;
}

type Contender = (source: Source) => Times;

function contender(config: Linter.Config): Contender {
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
    const rules = Object.values(pass?.rules ?? {}).reduce((sum, { total }) => sum + total, 0);
    return { parse: pass?.parse.total ?? 0, rules };
  };
}

/** Times of one pass over a file, as ESLint's `stats` gives them, in milliseconds. */
interface Pass {
  parse: { total: number };
  rules?: Record<string, { total: number }>;
}

/**
 * The times of each round, by contender, summed over the files. Contenders take turns at every file, so that whatever
 * else the machine does meets all of them.
 */
function measured(sources: readonly Source[], contenders: readonly Contender[]): Times[][] {
  const measuredRounds: Times[][] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const sums = contenders.map((): Times => ({ parse: 0, rules: 0 }));
    for (const source of sources) {
      for (const [index, run] of contenders.entries()) {
        const { parse, rules } = run(source);
        sums[index]!.parse += parse;
        sums[index]!.rules += rules;
      }
    }
    if (round >= warmUps) measuredRounds.push(sums);
  }
  return measuredRounds;
}
