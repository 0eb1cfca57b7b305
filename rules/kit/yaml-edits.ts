import type { AST } from "yaml-eslint-parser";
import { indentOf, lineBreakOf, type Edit } from "./edits.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";
import { documentsOf } from "./yaml.ts";

/** What can be written into a mapping. */
export type Writable = string | number | boolean | readonly string[] | { readonly [key: string]: Writable };

/** Adds entries to a mapping as its last ones, in the layout and with the quotes the mapping has. */
export function mappingWith(
  mapping: AST.YAMLMapping,
  entries: readonly (readonly [key: string, value: Writable])[],
  sourceCode: SourceCode,
): Edit[] {
  return mapping.style === "block"
    ? [behindBlock(mapping, entries, sourceCode)]
    : insideFlow(mapping, entries, sourceCode);
}

/** The edit that writes a value in place of a scalar, with its quotes. */
export const scalarAs = (scalar: AST.YAMLScalar, value: string | number | boolean): Edit => ({
  range: scalar.range,
  text:
    scalar.style === "double-quoted"
      ? JSON.stringify(String(value))
      : scalar.style === "single-quoted"
        ? `'${value}'`
        : String(value),
});

/** The edit that fills a list in flow style that has no entry yet. */
export const listAs = (list: AST.YAMLSequence, values: readonly string[], sourceCode: SourceCode): Edit => ({
  range: list.range,
  text: flowText(values, flowStyleOf(sourceCode)),
});

/** The edits that make a mapping of what is a scalar now: `sqs: ARN` to `sqs:`, and under it `arn: ARN`. */
export function mappingOfScalar(
  pair: AST.YAMLPair,
  key: string,
  entries: readonly (readonly [key: string, value: Writable])[],
  sourceCode: SourceCode,
): Edit[] | undefined {
  const { parent: outer, value } = pair;
  if (!value || value.loc.start.line !== value.loc.end.line) return undefined;
  const text = sourceCode.text.slice(...value.range);
  if (outer.style === "flow") {
    const style = flowStyleOf(sourceCode);
    const inside = [`${style.quoted(key)}: ${text}`, ...inFlow(entries, style)].join(", ");
    return [{ range: value.range, text: style.braces(inside) }];
  }
  const style = blockStyleOf(sourceCode);
  const indent = `${" ".repeat(outer.loc.start.column)}${style.step}`;
  const [, end] = value.range;
  const place = endOfLine(end, sourceCode);
  return [
    { range: [pair.key!.range[1] + 1, end], text: `${style.lineBreak}${indent}${key}: ${text}` },
    { range: [place, place], text: inLines(inBlock(entries, indent, style), style) },
  ];
}

/**
 * Where a line ends, so that a comment behind a value stays on it. A return alone ends none: the parser takes it for a
 * part of the comment that it stands in.
 */
const endOfLine = (place: number, { text }: SourceCode): number =>
  place + /^.*?(?=\r?\n|$)/s.exec(text.slice(place))![0].length;

const inLines = (lines: readonly string[], { lineBreak }: BlockStyle): string =>
  lines.map((line) => `${lineBreak}${line}`).join("");

/** How a file in block style is laid out. */
interface BlockStyle {
  lineBreak: string;
  /** What a mapping is indented with below its key. */
  step: string;
  /** What a list is indented with below its key; many write nothing there. */
  listStep: string;
}

/** The layout of a file, by the first mapping and the first list below a key. */
const blockStyleOf = oncePerFile((sourceCode): BlockStyle => {
  const { mapping, list } = firstBelowKeys(sourceCode);
  const step = mapping === undefined ? 2 : stepBelowKey(mapping);
  const listStep = list === undefined ? step : stepBelowKey(list);
  return {
    lineBreak: lineBreakOf(sourceCode),
    step: " ".repeat(step),
    listStep: " ".repeat(listStep),
  };
});

const stepBelowKey = ({ loc, parent }: AST.YAMLContent): number =>
  Math.max(0, loc.start.column - parent.loc.start.column);

function firstBelowKeys(sourceCode: SourceCode): { mapping?: AST.YAMLMapping; list?: AST.YAMLSequence } {
  const found: { mapping?: AST.YAMLMapping; list?: AST.YAMLSequence } = {};
  const waiting: (AST.YAMLContent | AST.YAMLWithMeta | null)[] = documentsOf(sourceCode).map(
    ({ content }) => content,
  );
  for (const node of waiting) {
    if (found.mapping && found.list) break;
    if (node?.type !== "YAMLSequence" && node?.type !== "YAMLMapping") continue;
    if (node.style === "flow") continue;
    const isBelowKey = node.parent.type === "YAMLPair";
    if (node.type === "YAMLMapping") {
      if (isBelowKey) found.mapping ??= node;
      for (const { value } of node.pairs) waiting.push(value);
    } else {
      if (isBelowKey) found.list ??= node;
      for (const entry of node.entries) waiting.push(entry);
    }
  }
  return found;
}

/** Entries behind the last line of a mapping in block style. */
function behindBlock(
  mapping: AST.YAMLMapping,
  entries: readonly (readonly [string, Writable])[],
  sourceCode: SourceCode,
): Edit {
  const own = mapping.parent.type === "YAMLPair" ? { step: " ".repeat(stepBelowKey(mapping)) } : {};
  const style = { ...blockStyleOf(sourceCode), ...own };
  const place = endOfLine(mapping.pairs.at(-1)!.range[1], sourceCode);
  const lines = inBlock(entries, " ".repeat(mapping.loc.start.column), style);
  return { range: [place, place], text: inLines(lines, style) };
}

const inBlock = (
  entries: readonly (readonly [string, Writable])[],
  indent: string,
  style: BlockStyle,
): string[] =>
  entries.flatMap(([key, value]) => {
    if (typeof value !== "object") return [`${indent}${key}: ${value}`];
    if (isList(value))
      return [`${indent}${key}:`, ...value.map((one) => `${indent}${style.listStep}- ${one}`)];
    return [`${indent}${key}:`, ...inBlock(Object.entries(value), `${indent}${style.step}`, style)];
  });

export const isList = (value: Writable): value is readonly string[] => Array.isArray(value);

/** How a file in flow style is written; JSON is flow style with quotes. */
interface FlowStyle {
  quoted: (text: string) => string;
  braces: (inside: string) => string;
}

const flowStyleOf = (sourceCode: SourceCode): FlowStyle => {
  const isJson = isWholeJson(sourceCode);
  const isSpaced = isJson || !/\{[^\s{}]/.test(sourceCode.text.replaceAll("${", ""));
  return {
    quoted: isJson ? (text) => JSON.stringify(text) : (text) => text,
    braces: (inside) => (isSpaced ? `{ ${inside} }` : `{${inside}}`),
  };
};

const isWholeJson = oncePerFile((sourceCode): boolean => {
  const content = documentsOf(sourceCode)[0]?.content;
  return content?.type === "YAMLMapping" && content.style === "flow";
});

function insideFlow(
  mapping: AST.YAMLMapping,
  entries: readonly (readonly [string, Writable])[],
  sourceCode: SourceCode,
): Edit[] {
  const style = flowStyleOf(sourceCode);
  const last = mapping.pairs.at(-1);
  const texts = inFlow(entries, style);
  if (!last) return [{ range: mapping.range, text: style.braces(texts.join(", ")) }];

  const [, end] = last.range;
  const isInLine = mapping.loc.start.line === last.loc.start.line;
  const comma = /^\s*,/.exec(sourceCode.text.slice(end, mapping.range[1]))?.[0] ?? "";
  if (isInLine) return [{ range: [end, end], text: texts.map((text) => `, ${text}`).join("") }];

  // A comment behind the last entry stays on its line.
  const lineBreak = lineBreakOf(sourceCode);
  const own = indentOf(last, sourceCode);
  const step = own.slice(indentOf(mapping, sourceCode).length) || "  ";
  const indent = `${lineBreak}${own}`;
  const lines = manyLines(entries, indent, step, style).map((text) => `${indent}${text}`);
  const [comment = ""] = /^[^\S\r\n]*#[^\r\n]*/.exec(sourceCode.text.slice(end + comma.length)) ?? [];
  const place = end + comma.length + comment.length;
  if (comma) return [{ range: [place, place], text: lines.map((line) => `${line},`).join("") }];
  return [
    ...(place === end ? [] : [{ range: [end, end] as const, text: "," }]),
    { range: [place, place], text: `${place === end ? "," : ""}${lines.join(",")}` },
  ];
}

const inFlow = (entries: readonly (readonly [string, Writable])[], style: FlowStyle): string[] =>
  entries.map(([key, value]) => `${style.quoted(key)}: ${flowText(value, style)}`);

function flowText(value: Writable, style: FlowStyle): string {
  if (isList(value)) return `[${value.map(style.quoted).join(", ")}]`;
  if (typeof value === "object") return style.braces(inFlow(Object.entries(value), style).join(", "));
  return typeof value === "string" ? style.quoted(value) : String(value);
}

/** Entries whose mappings have a line for each of their own entries. */
const manyLines = (
  entries: readonly (readonly [string, Writable])[],
  indent: string,
  step: string,
  style: FlowStyle,
): string[] =>
  entries.map(([key, value]) => {
    if (typeof value !== "object" || isList(value)) return inFlow([[key, value]], style)[0]!;
    const inner = `${indent}${step}`;
    const lines = manyLines(Object.entries(value), inner, step, style).map((text) => `${inner}${text}`);
    return `${style.quoted(key)}: {${lines.join(",")}${indent}}`;
  });
