import type { AST } from "yaml-eslint-parser";
import { parseForESLint } from "../../rules/parser/templates.ts";
import type { Edit } from "../../src/review/finding.ts";

/** What no change of a template may make worse. */
export interface TemplateFacts {
  /** Comments by their text, and how often. */
  comments: Map<string, number>;
  /** Each value that holds no other, by the way to it. */
  values: Map<string, { range: readonly [number, number]; text: string }>;
}

type Node = AST.YAMLContent | AST.YAMLWithMeta | null;

/** The facts of a template. Throws a syntax error where it cannot be read. */
export function templateFactsOf(text: string): TemplateFacts {
  const { ast } = parseForESLint(text.replace(/^\uFEFF/, ""));
  const facts: TemplateFacts = { comments: new Map(), values: new Map() };
  for (const { value } of ast.comments)
    facts.comments.set(value.trim(), (facts.comments.get(value.trim()) ?? 0) + 1);

  const waiting: [path: string, node: Node, place: number][] = ast.body.map(({ content, range }, index) => [
    String(index),
    content,
    range[0],
  ]);
  for (const [path, node, place] of waiting) {
    const inner = node?.type === "YAMLWithMeta" ? node.value : node;
    const tag = node?.type === "YAMLWithMeta" ? (node.tag?.raw ?? "") : "";
    if (inner?.type === "YAMLMapping")
      for (const { key, value, range } of inner.pairs)
        waiting.push([`${path}${tag} / ${key ? textOf(key) : ""}`, value, range[1]]);
    else if (inner?.type === "YAMLSequence")
      for (const [index, entry] of inner.entries.entries())
        waiting.push([`${path}${tag} / ${index}`, entry, inner.range[1]]);
    else
      facts.values.set(path, {
        range: node?.range ?? [place, place],
        text: node ? `${tag} ${inner ? textOf(inner) : ""}` : "",
      });
  }
  return facts;

  function textOf({ range: [start, end] }: { range: readonly [number, number] }): string {
    return text
      .replace(/^\uFEFF/, "")
      .slice(start, end)
      .replace(/\s+/g, " ")
      .trim();
  }
}

/** What is worse after some edits than before: they touch only what they replace, and add nothing but what they write. */
export function templateHarmBetween(
  before: TemplateFacts,
  after: TemplateFacts,
  edits: readonly Edit[],
): string | undefined {
  for (const [comment, times] of before.comments)
    if (times > (after.comments.get(comment) ?? 0)) return "loses a comment";

  for (const [path, { range, text }] of before.values) {
    const isReplaced = edits.some(({ range: [start, end] }) =>
      start === end ? range[0] < start && start < range[1] : start < range[1] && range[0] < end,
    );
    // What was empty may hold something now.
    if (
      !isReplaced &&
      text.trim() !== "" &&
      !/^ ?(\{ ?\}|\[ ?\])$/.test(text) &&
      after.values.get(path)?.text !== text
    )
      return "changes what it does not name";
  }

  const written = placesAfter(edits);
  for (const [path, { range }] of after.values)
    if (!before.values.has(path) && !written.some(([start, end]) => start <= range[1] && range[0] <= end))
      return "adds what it does not write";
  return undefined;
}

/** Where the texts of edits stand after all of them. */
function placesAfter(edits: readonly Edit[]): [start: number, end: number][] {
  let moved = 0;
  return edits
    .toSorted((one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1])
    .map(({ range: [start, end], text }) => {
      const place = start + moved;
      moved += text.length - (end - start);
      return [place, place + text.length];
    });
}
