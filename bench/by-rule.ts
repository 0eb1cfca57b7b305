import type { ESLint } from "eslint";
import { bundled } from "./bundled.ts";
import { contender, measured, median, type Ratio, type Source } from "./rules.ts";

/** What one rule may cost, as a share of parsing. */
const target = 0.01;

/** The plugin, in one bundle with the rule that asks first: apart they would have a model each. */
const program = `
  export { rules } from "./rules/plugin.ts";
  export { model } from "./bench/model.ts";
`;

interface Measured {
  rules: Record<string, object>;
  model: object;
}

/** What each rule costs beside what all share, dearest first, after what they share. */
export async function byRule(sources: readonly Source[]): Promise<Ratio[]> {
  const { rules, model } = await bundled<Measured>(program);
  const run = contender({
    plugins: { bench: { rules: { model } } as ESLint.Plugin, rule: { rules } as ESLint.Plugin },
    rules: {
      "bench/model": "error",
      ...Object.fromEntries(Object.keys(rules).map((id) => [`rule/${id}`, "error"])),
    },
  });
  const times = measured(sources, [run]).map(([round]) => round!);
  const shareOf = (rule: string) => median(times.map(({ byRule, parse }) => (byRule[rule] ?? 0) / parse));
  const own = Object.keys(rules).map((id) => ({ what: id, ratio: shareOf(`rule/${id}`), target }));
  return [
    { what: "what rules share: handlers, flow, sources, …", ratio: shareOf("bench/model") },
    ...own.sort((one, other) => other.ratio - one.ratio),
  ];
}
