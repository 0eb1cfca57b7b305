import type { Choices } from "../choices.ts";

/**
 * What a piece of source code can be, by the name of the piece. `«name»` stands for one of its alternatives, `«name*»`
 * for up to three of them on lines of their own. The first alternative is the simplest, and must come to an end.
 */
export type Grammar = Record<string, readonly string[]>;

/** Source code that a grammar allows. */
export function derive(grammar: Grammar, name: string, choices: Choices): string {
  const alternatives = grammar[name];
  if (!alternatives) throw new Error(`The grammar does not say what «${name}» is.`);

  return choices.of(alternatives).replace(/«(\w+)(\*?)»/g, (_, inner: string, isMany: string) => {
    const times = isMany ? choices.below(4) : 1;
    return Array.from({ length: times }, () => derive(grammar, inner, choices)).join("\n");
  });
}

/** The code as an editor lays it out, as far as its brackets tell. */
export function indented(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      const closing = /^[)\]}]+/.exec(line)?.[0].length ?? 0;
      const shown = `${"  ".repeat(Math.max(0, depth - closing))}${line}`;
      depth += (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0);
      return line === "" ? line : shown;
    })
    .join("\n");
}
