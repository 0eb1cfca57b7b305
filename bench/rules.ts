import js from "@eslint/js";
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import unicorn from "eslint-plugin-unicorn";
import plugin from "../rules/plugin.ts";

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

/** How often each file is measured; the fastest time counts, which a busy machine disturbs least. */
const rounds = 9;

/** What the rules cost, as shares of the time `@typescript-eslint/parser` takes for the same files. */
export function share(handlers: readonly Source[], strangers: readonly Source[]): Ratio[] {
  const ours = contender(plugin.configs.strict as Linter.Config);
  const recommended = contender(js.configs.recommended);
  const { rules: everyUnicorn, ...unicornConfig } = unicorn.configs.recommended as Linter.Config;
  // One rule of unicorn's crashes on `parseInt(text.substring(1, n), 10)` with ESLint 10; it runs in no contender.
  const unicorns = contender({
    ...unicornConfig,
    rules: { ...everyUnicorn, "unicorn/prefer-string-slice": "off" },
  });

  const { parse, rules } = measured(handlers, [ours, recommended, unicorns]);
  const idle = measured(strangers, [ours]);
  const [own, eslint, birds] = rules as [number, number, number];
  return [
    { what: `our rules / parse, ${handlers.length} files`, ratio: own / parse, target: 0.15 },
    { what: "js/recommended / parse, the same files", ratio: eslint / parse },
    { what: "eslint-plugin-unicorn's recommended / parse", ratio: birds / parse },
    { what: "our rules / js/recommended", ratio: own / eslint, target: 1 },
    {
      what: `our rules / parse, ${strangers.length} files without evidence`,
      ratio: idle.rules[0]! / idle.parse,
      target: 0.02,
    },
  ];
}

interface Times {
  parse: number;
  rules: number;
}

type Contender = (source: Source) => Times;

function contender(config: Linter.Config): Contender {
  const linter = new Linter({ configType: "flat" });
  const configs: Linter.Config[] = [
    {
      files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"],
      languageOptions: { parser: typescriptParser as Linter.Parser },
    },
    {
      files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"],
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
 * The fastest times, summed over the files: to parse, whoever asked for it, and for the rules of each contender.
 * Each round goes through all files, and contenders take turns at every file, so that all of them are warm.
 */
function measured(
  sources: readonly Source[],
  contenders: readonly Contender[],
): { parse: number; rules: number[] } {
  const fastest = sources.map(() => ({ parse: Infinity, rules: contenders.map(() => Infinity) }));
  for (let round = 0; round < rounds; round++) {
    for (const [number, source] of sources.entries()) {
      const best = fastest[number]!;
      for (const [index, run] of contenders.entries()) {
        const times = run(source);
        best.parse = Math.min(best.parse, times.parse);
        best.rules[index] = Math.min(best.rules[index]!, times.rules);
      }
    }
  }
  const sum = (times: number[]) => times.reduce((total, time) => total + time, 0);
  return {
    parse: sum(fastest.map(({ parse }) => parse)),
    rules: contenders.map((_, index) => sum(fastest.map(({ rules }) => rules[index]!))),
  };
}
