import type { TSESTree } from "@typescript-eslint/utils";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import {
  commentsOf,
  isReservedWord,
  isToken,
  tokensOf,
  type BabelComment,
  type BabelToken,
} from "./tokens.ts";

/** What Babel returns, typed as what its plugins for ESTree and TypeScript make of it. */
export interface BabelFile {
  program: TSESTree.Program;
  comments: BabelComment[];
  tokens: (BabelToken | BabelComment)[];
}

type ClassExport = TSESTree.ExportDefaultDeclaration | TSESTree.ExportNamedDeclaration;
type Children = Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>;

/**
 * More levels than anybody writes. Babel reads a long chain of calls in a loop, but ESLint and rules go down it by calling
 * themselves, and then the stack ends somewhere where nobody can say what is wrong.
 */
const deepest = 1_500;

/**
 * Turns Babel's tree, in place, into the one typescript-eslint gives. Babel's plugins come close; the cases below are
 * the rest. One pass over the tree, since it runs while somebody types.
 */
export function fixedUp(file: BabelFile, text: string): TSESTree.Program {
  const tokens = file.tokens.filter(isToken);
  const reservedNames = new Set<number>();

  function visit(node: TSESTree.Node, depth: number): void {
    if (depth > deepest) throw new RangeError("The tree is too deep.");
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Children)[key];
      if (Array.isArray(child)) {
        for (const element of child) if (element) visitIn(node, element, depth);
      } else if (child) {
        visitIn(node, child, depth);
      }
    }
    fix(node);
  }

  /** Each node leads to the one around it, for whoever reads the tree without a linter. */
  function visitIn(parent: TSESTree.Node, child: TSESTree.Node, depth: number): void {
    child.parent = parent;
    visit(child, depth + 1);
  }

  function fix(node: TSESTree.Node): void {
    switch (node.type) {
      case "CallExpression":
      case "MemberExpression":
        // Absent in decorators.
        node.optional ??= false;
        break;
      case "Identifier":
        if (isReservedWord(node.name)) reservedNames.add(node.range[0]);
        break;
      case "MetaProperty":
        Object.assign(node.meta, { decorators: [], optional: false });
        break;
      case "TemplateElement":
        includeDelimiters(node, text);
        break;
      case "ImportExpression":
        node.phase ??= null;
        break;
      case "ExportDefaultDeclaration":
      case "ExportNamedDeclaration":
        if (node.declaration?.type === "ClassDeclaration") startAfterExport(node.declaration, node);
        break;
      case "TSConditionalType":
        startAtParenthesis(node);
        break;
      case "TSModuleBlock":
        markDirectives(node);
        break;
      case "TSModuleDeclaration":
        // Babel calls them all namespaces.
        if (node.kind === "namespace") Object.assign(node, { kind: textOf(tokenAt(node.id, -1)) });
        break;
    }
  }

  const textOf = (token: BabelToken): string => text.slice(token.start, token.end);

  /** The index of the first token from there on. */
  function indexFrom(position: number): number {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tokens[middle]!.start < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The token a node starts with, or one so many before or after it. */
  const tokenAt = (node: TSESTree.Node, offset: number) => tokens[indexFrom(node.range[0]) + offset]!;

  /** `@decorated export class`: Babel starts the class at its decorators, outside of the export that holds it. */
  function startAfterExport(declaration: TSESTree.ClassDeclaration, node: ClassExport): void {
    if (declaration.range[0] >= node.range[0]) return;
    startAt(declaration, tokenAt(node, node.type === "ExportDefaultDeclaration" ? 2 : 1));
  }

  /** `(A) extends B ? C : D`: Babel starts the type at `A`, outside of which the parenthesis would stand. */
  function startAtParenthesis(type: TSESTree.TSConditionalType): void {
    const end = indexFrom(type.checkType.range[1]);
    let next = end;
    while (textOf(tokens[next]!) === ")") next++;
    if (next > end) startAt(type, tokenAt(type.checkType, end - next));
  }

  visit(file.program, 0);
  file.program.comments = commentsOf(file.comments);
  file.program.tokens = tokensOf(tokens, text, reservedNames);
  return file.program;
}

function startAt(node: TSESTree.Node, token: BabelToken): void {
  node.range = [token.start, node.range[1]];
  node.loc = { start: token.loc.start, end: node.loc.end };
}

/** ESLint's elements of a template reach from backquote or brace to brace or backquote, and keep what was typed. */
function includeDelimiters(element: TSESTree.TemplateElement, text: string): void {
  const { loc, range, tail } = element;
  const closing = tail ? 1 : 2;
  element.value.raw = text.slice(...range);
  element.range = [range[0] - 1, range[1] + closing];
  element.loc = {
    start: { line: loc.start.line, column: loc.start.column - 1 },
    end: { line: loc.end.line, column: loc.end.column + closing },
  };
}

/** A namespace may say "use strict" too, which Babel does not mark. */
function markDirectives({ body }: TSESTree.TSModuleBlock): void {
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "Literal") return;
    const { value, raw, range } = statement.expression;
    const isParenthesised = range[0] > statement.range[0];
    if (typeof value !== "string" || isParenthesised) return;
    statement.directive = raw.slice(1, -1);
  }
}
