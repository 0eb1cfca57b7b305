import type { TSESTree } from "@typescript-eslint/utils";
import { isDirective } from "../../rules/kit/ast.ts";
import { indentOf, lineBreakOf } from "../../rules/kit/edits.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { isYaml } from "../../rules/kit/yaml.ts";
import { prefix } from "../../rules/plugin.ts";
import type { Edit } from "../review/finding.ts";
import type { Silencing } from "./silence.ts";

/**
 * A comment that silences a rule on one line. It stands above the line, as people write it. Where the line begins in the
 * middle of something, as in a template literal, it stands before the finding itself.
 *
 * @param line where the finding starts, from 1
 * @param at the same, as an offset
 */
export function commentAbove(
  source: SourceCode,
  line: number,
  at: number,
  rule: string,
  reason: string,
): Silencing {
  const beside = source
    .getAllComments()
    .find(({ loc, value }) => loc.end.line === line - 1 && nextLine.test(value));
  if (beside) return { edits: extended(beside, rule, reason, source) };

  const start = startOf(line, source);
  const own = (comment: string): Silencing => ({
    edits: [{ range: [start, start], text: `${indentOnLine(line, source)}${comment}${lineBreakOf(source)}` }],
  });
  const next = `eslint-disable-next-line ${prefix}/${rule} -- ${reason}`;
  if (isYaml(source)) return isInside(start, source) ? inYamlText : own(`# ${next}`);

  const children = start > 0 && nodeAt(start - 1, source)?.type === "JSXText";
  if (children && mayPart(start, line, source)) return own(`{/* ${inBlock(next)} */}`);
  if (!children && !isInside(start, source)) return own(`// ${next}`);
  if (isInside(at, source) || isTextAt(at, source)) return inText;
  const same = inBlock(`eslint-disable-line ${prefix}/${rule} -- ${reason}`);
  return { edits: [{ range: [at, at], text: `/* ${same} */ ` }] };
}

/** A comment that silences a rule in a whole file: its first line, or the first one below what has to come first. */
export function commentAtTop(source: SourceCode, rule: string, reason: string): Edit {
  const at = isYaml(source) ? 0 : topOf(source);
  const disable = `eslint-disable ${prefix}/${rule} -- ${reason}`;
  const comment = isYaml(source) ? `# ${disable}` : `/* ${inBlock(disable)} */`;
  return { range: [at, at], text: comment + lineBreakOf(source) };
}

const nextLine = /^\s*eslint-disable-next-line\s/;

const inText = {
  obstacle: "The finding is in the middle of a text, where no comment can stand.",
};

const inYamlText = {
  obstacle: "The line begins in the middle of a text, where no comment can stand above it.",
};

/** A comment that is there already, with one more rule: of two, the upper one would speak of the lower. */
function extended({ range }: TSESTree.Comment, rule: string, reason: string, { text }: SourceCode): Edit[] {
  const [start] = range;
  const comment = text.slice(...range);
  const isBlock = comment.startsWith("/*");
  const whole = (isBlock ? comment.slice(0, -2) : comment).trimEnd();
  const said = /\s-{2,}\s/.exec(whole);
  const why = isBlock ? inBlock(reason) : reason;
  const put = (offset: number, added: string): Edit => ({
    range: [start + offset, start + offset],
    text: added,
  });
  const end = whole.length;
  if (!said) return [put(end, `, ${prefix}/${rule} -- ${why}`)];
  const names = whole.slice(0, said.index).trimEnd().length;
  return [put(names, `, ${prefix}/${rule}`), put(end, `; ${why}`)];
}

const indentOnLine = (line: number, source: SourceCode): string =>
  indentOf({ loc: { start: { line, column: 0 }, end: { line, column: 0 } } }, source);

/** What is written in a comment that a star and a slash end. */
const inBlock = (text: string): string => text.replaceAll("*/", "* /");

const nodeAt = (offset: number, source: SourceCode): TSESTree.Node | null =>
  source.getNodeByRangeIndex(offset) as TSESTree.Node | null;

/** Whether an offset is in the middle of a word, a text or a comment. */
const isInside = (offset: number, source: SourceCode): boolean =>
  [...source.ast.tokens!, ...source.getAllComments()].some(
    ({ range }) => range[0] < offset && offset < range[1],
  );

/**
 * Whether the text of a JSX element can be parted between two lines: where both have words, the space between them would
 * be lost. TypeScript, which is told to expect an error in the next line, does not look past a comment in braces.
 */
function mayPart(start: number, line: number, source: SourceCode): boolean {
  const { range } = nodeAt(start - 1, source)!;
  const [above, below] = [source.text.slice(range[0], start), source.text.slice(start, range[1])];
  const isExpected = /@ts-(expect-error|ignore)\b/.test(source.lines[line - 2] ?? "");
  return !isExpected && (above.trim() === "" || below.trim() === "");
}

/** Whether what is written at an offset is the text of a JSX element: only between braces it would be a comment. */
function isTextAt(at: number, source: SourceCode): boolean {
  for (let node = nodeAt(at, source); node?.parent && node.range[0] === at; node = node.parent)
    if ("children" in node.parent && (node.parent.children as TSESTree.Node[]).includes(node)) return true;
  return false;
}

/** Where the first line starts below a hashbang and directives such as `"use strict"`. */
function topOf(source: SourceCode): number {
  const { body } = source.ast;
  const code = body.findIndex((statement) => !isDirective(statement));
  const last = body[code - 1];
  // Nothing may be in the line of a directive that the comment is to silence: there it stands above both.
  if (last && body[code]!.loc.start.line > last.loc.end.line) return startOf(last.loc.end.line + 1, source);
  return source.text.startsWith("#!") ? startOf(2, source) : 0;
}

const startOf = (line: number, source: SourceCode): number => source.getIndexFromLoc({ line, column: 0 });
