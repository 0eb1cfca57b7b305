import js from "@eslint/js";
import type { Linter } from "eslint";
import effectiveLambda from "eslint-plugin-effective-lambda";
import unicorn from "eslint-plugin-unicorn";
import { contender, measured, median, rulesOf, type Ratio, type Source, type Times } from "./rules.ts";

/** What is measured: all of a service, and apart its files with handlers and those without. */
export interface Corpus {
  all: readonly Source[];
  handlers: readonly Source[];
  strangers: readonly Source[];
}

/** What the rules cost together, as shares of the time `@typescript-eslint/parser` takes for the same files. */
export function shares({ all, handlers, strangers }: Corpus): Ratio[] {
  const ours = contender(effectiveLambda.configs.strict);
  const recommended = contender(js.configs.recommended);
  const { rules: everyUnicorn, ...unicornConfig } = unicorn.configs.recommended as Linter.Config;
  // One rule of unicorn's crashes on `parseInt(text.substring(1, n), 10)` with ESLint 10; it runs in no contender.
  const unicorns = contender({
    ...unicornConfig,
    rules: { ...everyUnicorn, "unicorn/prefer-string-slice": "off" },
  });

  const times = measured(all, [ours, recommended]);
  // Hundreds of rules take turns with ours at the machine's caches, as where somebody uses both.
  const crowded = measured(all, [ours, unicorns]);
  const shareOf = (rounds: Times[][], index: number) =>
    median(rounds.map((round) => rulesOf(round[index]!) / round[index]!.parse));
  return [
    { what: `our rules / parse, ${all.length} files`, ratio: shareOf(times, 0), target: 0.15 },
    { what: "js/recommended / parse, the same files", ratio: shareOf(times, 1) },
    { what: "our rules / parse, in turns with eslint-plugin-unicorn", ratio: shareOf(crowded, 0) },
    { what: "eslint-plugin-unicorn's recommended / parse", ratio: shareOf(crowded, 1) },
    {
      what: "our rules / js/recommended",
      ratio: median(times.map(([own, eslint]) => rulesOf(own!) / rulesOf(eslint!))),
      target: 1,
    },
    {
      what: `our rules / parse, the ${handlers.length} files with evidence`,
      ratio: shareOf(measured(handlers, [ours]), 0),
    },
    {
      what: `our rules / parse, the ${strangers.length} files without evidence`,
      ratio: shareOf(measured(strangers, [ours]), 0),
      target: 0.02,
    },
  ];
}
