import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./ast.ts";
import { within } from "./nodes.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Replaces a range of the text. */
export interface Edit {
  range: readonly [start: number, end: number];
  text: string;
}

/** What the line is indented with on which a node starts. */
export const indentOf = ({ loc }: Pick<Node, "loc">, { lines }: SourceCode): string =>
  /^\s*/.exec(lines[loc.start.line - 1]!)![0];

/** What ESLint wants of a fix. The edits must not overlap; where they would lose a comment, nothing is offered. */
export const fixOf =
  (edits: readonly Edit[], sourceCode: SourceCode): TSESLint.ReportFixFunction =>
  (fixer) =>
    losesComment(edits, sourceCode)
      ? null
      : edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));

/** What ESLint wants of a suggestion, in a list: an empty one where there is no edit to suggest. */
export const offering = <Id extends string>(
  messageId: Id,
  edits: readonly Edit[] | undefined,
  sourceCode: SourceCode,
  data: Record<string, string> = {},
): TSESLint.SuggestionReportDescriptor<Id>[] =>
  edits ? [{ messageId, data, fix: fixOf(edits, sourceCode) }] : [];

/** Whether a comment stands in what is replaced, and not in what comes in its place, where it may be indented otherwise. */
function losesComment(edits: readonly Edit[], sourceCode: SourceCode): boolean {
  const suspects = edits.filter(({ range }) => /[/#]/.test(sourceCode.text.slice(...range)));
  if (suspects.length === 0) return false;
  const kept = spaceless(edits.map(({ text }) => text).join(""));
  const comments = sourceCode.getAllComments();
  return suspects
    .flatMap(({ range: [start, end] }) => within({ range: [start, end] }, comments))
    .some((comment) => !kept.includes(spaceless(sourceCode.text.slice(...comment.range))));
}

const spaceless = (text: string): string => text.replace(/\s+/g, "");

export const lineBreakOf = oncePerFile(({ text }): string => (text.includes("\r\n") ? "\r\n" : "\n"));

/** The text of a range as it reads after the edits inside it. */
export function textAfter([start, end]: Edit["range"], edits: readonly Edit[], { text }: SourceCode): string {
  const inside = edits
    .filter(({ range }) => start <= range[0] && range[1] <= end)
    .sort((one, other) => one.range[0] - other.range[0]);
  let done = start;
  let result = "";
  for (const edit of inside) {
    result += text.slice(done, edit.range[0]) + edit.text;
    done = edit.range[1];
  }
  return result + text.slice(done, end);
}

/** A statement with the comments that belong to it: those directly above it and the one behind it on its last line. */
export function rangeWithComments(statement: Node, sourceCode: SourceCode): [start: number, end: number] {
  let [start, end] = statement.range;
  let { line } = statement.loc.start;
  for (const comment of sourceCode.getCommentsBefore(statement).reverse()) {
    const before = sourceCode.getTokenBefore(comment, { includeComments: true });
    const isAlone = !before || before.loc.end.line < comment.loc.start.line || comment.loc.end.line === line;
    if (comment.loc.end.line < line - 1 || !isAlone || isHashbang(comment)) break;
    start = comment.range[0];
    line = comment.loc.start.line;
  }
  const next = sourceCode.getTokenAfter(statement);
  for (const comment of sourceCode.getCommentsAfter(statement)) {
    const isBehind = comment.loc.start.line === statement.loc.end.line;
    if (!isBehind || (next && next.loc.start.line === comment.loc.end.line)) break;
    end = comment.range[1];
  }
  return [start, end];
}

const isHashbang = ({ type }: TSESTree.Comment): boolean => (type as string) === "Shebang";

/** The range grown over the rest of its lines where nothing else stands there, and over the blank lines it would leave. */
export function wholeLines([start, end]: Edit["range"], { text }: SourceCode): [start: number, end: number] {
  const from = text.slice(0, start).lastIndexOf("\n") + 1;
  const [before] = /[ \t]*$/.exec(text.slice(from, start))!;
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  if (!after) return [start, end + /^ */.exec(text.slice(end))![0].length];
  if (from + before.length < start) return [start - before.length, end];

  const to = end + after[0].length;
  const above = text.slice(0, from).trimEnd();
  const blankLines = text.slice(above.length, from).split("\n").length - 2;
  if (/\{[ \t]*(\/\/.*)?$/.test(above.slice(above.lastIndexOf("\n") + 1))) {
    const [blank] = /^([ \t]*\r?\n)*/.exec(text.slice(to))!;
    return [text.indexOf("\n", above.length) + 1, to + blank.length];
  }
  const blank = blankLines > 0 ? /^[ \t]*\r?\n/.exec(text.slice(to)) : null;
  return [from, to + (blank?.[0].length ?? 0)];
}

/** The text moved to the left, so that a statement of a function stands right at module scope. */
export function dedented(text: string, at: Node, sourceCode: SourceCode): string {
  const indent = indentOf(at, sourceCode);
  return indent === "" || text.includes("`") ? text : text.replaceAll(`\n${indent}`, "\n");
}

/** Adds properties to an object as its last ones, in the layout the object has. Its comments stay where they belong. */
export function objectWith(
  object: TSESTree.ObjectExpression,
  properties: readonly string[],
  sourceCode: SourceCode,
): Edit[] {
  const last = object.properties.at(-1);
  if (!last) return [inEmpty(object, properties, sourceCode)];
  if (sourceCode.getTokenBefore(last)!.loc.end.line === last.loc.start.line)
    return [{ ...behindBlocks(last, sourceCode), text: properties.map((one) => `, ${one}`).join("") }];

  const next = sourceCode.getTokenAfter(last)!;
  const comma = next.value === "," ? next : undefined;
  const behind = sourceCode
    .getCommentsAfter(comma ?? last)
    .filter(({ loc }) => loc.start.line === last.loc.end.line)
    .at(-1);
  const [, end] = last.range;
  const [, place] = (behind ?? comma ?? last).range;
  const lines = linesOf(properties, indentOf(last, sourceCode), sourceCode);
  if (comma) return [{ range: [place, place], text: `${lines},` }];
  if (place === end) return [{ range: [end, end], text: `,${lines}` }];
  return [
    { range: [end, end], text: "," },
    { range: [place, place], text: lines },
  ];
}

/** The place directly behind a node and the block comments that follow it. */
function behindBlocks(node: Node, sourceCode: SourceCode): Pick<Edit, "range"> {
  const comments = sourceCode.getCommentsAfter(node);
  const line = comments.findIndex(({ type }) => type === "Line");
  const [, place] = (comments.slice(0, line < 0 ? undefined : line).at(-1) ?? node).range;
  return { range: [place, place] };
}

/** The first properties of an object. */
function inEmpty(
  object: TSESTree.ObjectExpression,
  properties: readonly string[],
  sourceCode: SourceCode,
): Edit {
  const [start, end] = object.range;
  const inside = sourceCode.text.slice(start + 1, end - 1);
  if (!inside.includes("\n")) {
    const text = [inside.trim(), properties.join(", ")].filter(Boolean).join(" ");
    return { range: [start + 1, end - 1], text: ` ${text} ` };
  }
  const place = start + 1 + inside.trimEnd().length;
  // A comment in it stands where its properties would.
  const [, own] = [...inside.matchAll(/\n([ \t]+)\/[/*]/g)].at(-1) ?? [];
  const indent = own ?? `${indentOf(object, sourceCode)}  `;
  return { range: [place, place], text: `${linesOf(properties, indent, sourceCode)},` };
}

/** Properties on lines of their own, each behind the break before it. */
const linesOf = (properties: readonly string[], indent: string, sourceCode: SourceCode): string =>
  properties.map((one) => `${lineBreakOf(sourceCode)}${indent}${one}`).join(",");
