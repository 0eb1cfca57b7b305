import fc from "fast-check";
import { Choices } from "./choices.ts";
import { type Source } from "./corpus.ts";
import { deployments } from "./grammar/deployments.ts";
import { derive, indented, type Grammar } from "./grammar/derive.ts";
import { handlers } from "./grammar/handlers.ts";
import { statements } from "./grammar/statements.ts";
import { mutations, type Mutation } from "./mutations.ts";

/** A program to try the rules on. */
export interface Program {
  text: string;
  /** The ending decides the language. */
  path: string;
  /** The other is ESLint's own for code, and the language of eslint-plugin-yml for templates. */
  parser: "ours" | "another";
}

/** Whether a program is a template in YAML or JSON, rather than code. */
export const isTemplate = ({ path }: Pick<Program, "path">): boolean => /\.(ya?ml|json)$/.test(path);

export const typescript: Grammar = { ...handlers, ...statements, ...deployments };

/** JavaScript is what is left without the pieces that only TypeScript has. */
const javascript: Grammar = Object.fromEntries(
  Object.entries(typescript).map(([name, alternatives]) => [
    name,
    /Type$|^decorator$|^typed$/.test(name) ? [""] : alternatives,
  ]),
);

/** How many changes one program is put through: most often few, so that much of it still means something. */
const changes = [0, 1, 1, 1, 2, 2, 3, 5];

/** Programs that are made up by a grammar, or changed from code that somebody wrote. */
export function programsFrom(corpus: readonly Source[]): fc.Arbitrary<Program> {
  const row = fc.array(fc.nat({ max: 0xffff }), { maxLength: 240, size: "max" });
  return row.map((numbers) => programOf(new Choices(numbers), corpus));
}

function programOf(choices: Choices, corpus: readonly Source[]): Program {
  const { text, extension } = choices.of([madeUp, written, written])(choices, corpus);
  const others = [choices.of(corpus).text, text];
  const mutated = Array.from({ length: choices.of(changes) }, () => choices.of(all)).reduce(
    (before, mutate) => mutate(before, choices, others),
    text,
  );
  const isTypeScript = /ts/.test(extension);
  return {
    text: mutated.length > longest ? text : mutated,
    path: `example${extension}`,
    parser: !isTypeScript && choices.below(3) === 1 ? "another" : "ours",
  };
}

const all: readonly Mutation[] = Object.values(mutations);

/** Changes that repeat things can repeat each other, and large programs say no more than small ones. */
const longest = 6_000;

export function madeUp(choices: Choices): Source {
  const extension = choices.of([".js", ".ts", ".ts", ".mjs", ".cjs", ".jsx", ".tsx", ".mts", ".cts"]);
  const grammar = /ts/.test(extension) ? typescript : javascript;
  return {
    text: indented(derive(grammar, choices.of(["program", "program", "program", "stack"]), choices)),
    extension,
  };
}

const written = (choices: Choices, corpus: readonly Source[]): Source => choices.of(corpus);
