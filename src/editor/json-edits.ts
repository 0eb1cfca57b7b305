import { findNodeAtLocation, modify, parseTree, type JSONPath, type Node } from "jsonc-parser";
import type { Edit } from "../review/finding.ts";

/**
 * The edits that put a value at a path of a JSON text that parses, with the objects on the way to it. Comments, commas and
 * indentation stay as they are: `modify` would put a new entry before the comment at the end of the last one's line.
 */
export function jsonWith(text: string, path: JSONPath, value: unknown): Edit[] {
  const tree = treeOf(text);
  const known = path.findLastIndex((_, index) => findNodeAtLocation(tree, path.slice(0, index + 1))) + 1;
  const owner = findNodeAtLocation(tree, path.slice(0, known)) ?? tree;
  const [key, ...rest] = path.slice(known);
  const last = owner.children?.at(-1);
  if (key === undefined || !last) return modified(text, path, value);

  const held = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return put(text, owner, last, String(key), held);
}

/** The edits that take the entry at a path away, with its line where it has one. */
export function jsonWithout(text: string, path: JSONPath): Edit[] {
  const entry = findNodeAtLocation(treeOf(text), path)!.parent!;
  const entries = entry.parent!.children!;
  const index = entries.indexOf(entry);
  const [before, after] = [entries[index - 1], entries[index + 1]];
  const line = linesOf(text, entry);
  if (!line) return [{ range: inLine(text, before, entry, after), text: "" }];
  const comma = before && !line.hasComma ? commaBehind(text, before) : undefined;
  return [
    ...(comma === undefined ? [] : [{ range: [comma, comma + 1] as const, text: "" }]),
    { range: line.range, text: "" },
  ];
}

/** An entry among others in its line, with one of the commas beside it. */
function inLine(text: string, before: Node | undefined, entry: Node, after: Node | undefined): Edit["range"] {
  if (after) return [entry.offset, after.offset];
  if (before) return [endOf(before), endOf(entry)];
  return [entry.offset, (commaBehind(text, entry) ?? endOf(entry) - 1) + 1];
}

const endOf = ({ offset, length }: Node): number => offset + length;

const treeOf = (text: string): Node => parseTree(text, [], { allowTrailingComma: true })!;

const modified = (text: string, path: JSONPath, value: unknown): Edit[] =>
  modify(text, path, value, {
    formattingOptions: {
      insertSpaces: !indentIn(text).includes("\t"),
      tabSize: indentIn(text).length,
      eol: breakIn(text),
    },
  }).map(({ offset, length, content }) => ({ range: [offset, offset + length], text: content }));

/** Puts an entry behind the last one of an object, on a line of its own where that has one. */
function put(text: string, owner: Node, last: Node, key: string, value: unknown): Edit[] {
  const end = endOf(last);
  if (!/[\r\n]/.test(text.slice(owner.offset, last.offset)))
    return [{ range: [end, end], text: `, ${JSON.stringify(key)}: ${inOneLine(value)}` }];

  const lineStart = text.slice(0, last.offset).search(/[^\r\n]*$/);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const written = `${JSON.stringify(key)}: ${JSON.stringify(value, undefined, indentIn(text))}`;
  const lines = [...written.split("\n")].map((line) => breakIn(text) + indent + line).join("");
  const comma = commaBehind(text, last);
  // A comment in the same line speaks of what is there.
  const tail = comma === undefined ? end : comma + 1;
  const at =
    tail +
    /^[ \t]*(\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=[\r\n]))?/.exec(text.slice(tail))![0].trimEnd().length;
  if (comma !== undefined) return [{ range: [at, at], text: `${lines},` }];
  if (at === end) return [{ range: [at, at], text: `,${lines}` }];
  return [
    { range: [end, end], text: "," },
    { range: [at, at], text: lines },
  ];
}

const inOneLine = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `{ ${Object.entries(value)
        .map(([key, held]) => `${JSON.stringify(key)}: ${inOneLine(held)}`)
        .join(", ")} }`
    : JSON.stringify(value);

/** The lines of an entry that has them for itself, with their end. */
function linesOf(
  text: string,
  { offset, length }: Node,
): { range: Edit["range"]; hasComma: boolean } | undefined {
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, offset));
  const behind = /^[ \t]*(,?)[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?:\r\n|[\r\n])/.exec(
    text.slice(offset + length),
  );
  if (!before || !behind) return undefined;
  return {
    range: [offset - before[1]!.length, offset + length + behind[0].length],
    hasComma: behind[1] === ",",
  };
}

/** Where the comma behind an entry is, comments apart; `undefined` where there is none. */
function commaBehind(text: string, node: Node): number | undefined {
  const end = endOf(node);
  // A comment ends where it ends first: one that could go on would reach the comma of something else.
  const behind = /^(?:\s|\/\/[^\r\n]*(?=[\r\n])|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*,/.exec(text.slice(end));
  return behind ? end + behind[0].length - 1 : undefined;
}

/** What one level is indented with: what the first line is that is indented at all. */
const indentIn = (text: string): string => /^[ \t]+(?=")/m.exec(text)?.[0] ?? "  ";

const breakIn = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
