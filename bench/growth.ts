import effectiveLambda from "eslint-plugin-effective-lambda";
import { repeated } from "./repeated.ts";
import { contender, rulesOf, type Ratio, type Source, type Times } from "./rules.ts";
import { shapes } from "../test/kit/shapes.ts";

/** How often each text is measured, after one time that only warms up. The quickest counts. */
const rounds = 9;

/** The lengths of files, in lines; the cost of a line is compared with that in the second. */
const lengths = [100, 1_000, 3_000, 10_000, 20_000];
const usual = 1_000;

/** What a line may cost in a long file, compared with a shorter one. More would be worse than linear. */
const target = 1.5;

/**
 * What an element may cost in a text of four times as many, in one rule. What is quadratic costs 4; a walk that visits
 * each node once, and does nothing there, was measured at up to 1.6: four times the memory leaves the caches. This is
 * as far from the one as from the other.
 */
const targetOfShape = 2.5;

/**
 * What a rule takes in the smaller text at most, in milliseconds, to be too quick for its growth to be measured: one
 * collection of garbage would count as growth. `test/work.test.ts` counts what these do.
 */
const tooQuick = 5;

const run = contender(effectiveLambda.configs.strict);

/** What our rules cost as files grow: a table by length, made of repeated examples. */
export function growthByLength(examples: readonly Source[]): Ratio[] {
  const measured = lengths.map((lines) => {
    const text = repeated(examples, lines);
    return { lines: text.split("\n").length, times: measure({ path: `${lines}-lines.ts`, text }) };
  });
  const perLine = ({ lines, times }: (typeof measured)[number]) => rulesOf(times) / lines;
  const base = perLine(measured[lengths.indexOf(usual)]!);
  return measured.flatMap((one) => {
    const size = `${one.lines.toLocaleString("en")} lines`;
    const isLong = one.lines > usual;
    return [
      { what: `our rules / parse at ${size}`, ratio: rulesOf(one.times) / one.times.parse },
      {
        what: `  a line at ${size} / at ${usual.toLocaleString("en")}`,
        ratio: perLine(one) / base,
        ...(isLong && { target }),
      },
    ];
  });
}

/** How the cost of an element grows from a deep or wide text to one four times as large, in the rule that grows most. */
export const growthByShape = (): Ratio[] =>
  shapes.map(({ name, size, textOf }) => {
    const [small, large] = [size, 4 * size].map((count) =>
      measure({ path: "shape.ts", text: textOf(count) }),
    );
    const growths = Object.entries(large!.byRule)
      .filter(([rule]) => small!.byRule[rule]! > tooQuick)
      .map(([rule, time]) => ({ rule, growth: time / (4 * small!.byRule[rule]!) }));
    const all = { rule: "all rules", growth: rulesOf(large!) / (4 * rulesOf(small!)) };
    const worst = [all, ...growths].reduce((one, other) => (other.growth > one.growth ? other : one));
    return {
      what: `${name}: 4 × ${size.toLocaleString("en")}, ${worst.rule.replace(/^.*\//, "")}`,
      ratio: worst.growth,
      target: targetOfShape,
    };
  });

/** The times for a text, without what the machine did besides, which can only add to them. */
function measure(source: Source): Times {
  const { byRule } = run(source);
  if (Object.keys(byRule).length === 0)
    throw new Error(`${source.path} does not parse, so that no rule ran on it.`);
  const times = Array.from({ length: rounds }, () => run(source));
  const rules = Object.keys(times[0]!.byRule);
  return {
    parse: Math.min(...times.map(({ parse }) => parse)),
    byRule: Object.fromEntries(
      rules.map((rule) => [rule, Math.min(...times.map(({ byRule }) => byRule[rule] ?? 0))]),
    ),
  };
}
