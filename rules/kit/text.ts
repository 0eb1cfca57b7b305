import type { SourceCode } from "./rule.ts";

const answers = new WeakMap<object, Map<string, boolean>>();

/** Whether a file has a text anywhere in it. It is looked for once, however many ask. */
export function mentions(text: string, sourceCode: SourceCode): boolean {
  const known = answers.get(sourceCode.ast) ?? new Map<string, boolean>();
  answers.set(sourceCode.ast, known);
  if (!known.has(text)) known.set(text, sourceCode.text.includes(text));
  return known.get(text)!;
}
