import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, isDirective, some, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import { dedented, lineBreakOf, rangeWithComments, wholeLines, type Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { ModuleState } from "./module-state.ts";

/** What a declaration is called in a title, and the edits that move it. */
export interface Move {
  declaration: string;
  edits: Edit[];
}

/**
 * Declares a variable of the module at the start of the handler instead, so that each invocation has its own.
 * `undefined` where something else needs it, or where its first value may be made only once. A function that a handler
 * elsewhere calls may be called several times for one event, and then each call would have its own.
 */
export function movedIntoHandler(
  { variable, declarator, handler, uses }: ModuleState,
  isTypeScript: boolean,
  sourceCode: SourceCode,
): Move | undefined {
  const declaration = declarator.parent;
  const body = handler && !handler.reach ? handler.function.body : undefined;
  const [first] = body?.type === "BlockStatement" ? body.body : [];
  if (!body || !first || isDirective(first) || declaration.declarations.length > 1) return undefined;
  if (!uses.every(({ part }) => contains(body, part)) || !isMadeAnew(declarator.init, sourceCode))
    return undefined;
  // In a function, TypeScript sees that a variable may be read before it is set.
  if (isTypeScript && !declarator.init && !mayBeUndefined(declarator.id, sourceCode)) return undefined;

  const eol = lineBreakOf(sourceCode);
  const range = rangeWithComments(declaration, sourceCode);
  const [indent] = /^\s*/.exec(sourceCode.lines[first.loc.start.line - 1]!)!;
  const text = dedented(sourceCode.text.slice(...range), declaration, sourceCode);
  const moved = text.includes("`") ? text : text.replaceAll("\n", `\n${indent}`);
  const [start] = rangeWithComments(first, sourceCode);
  return {
    declaration: `${declaration.kind} ${variable.name}`,
    edits: [
      { range: withoutGap(wholeLines(range, sourceCode), sourceCode), text: "" },
      { range: [start, start], text: moved + eol + indent },
    ],
  };
}

/** At the start of a file, the blank lines below what is taken away go too. */
function withoutGap([start, end]: Edit["range"], { text }: SourceCode): Edit["range"] {
  const [gap] = /^\s*\n|/.exec(text.slice(end))!;
  return text.slice(0, start).trim() === "" ? [start, end + gap.length] : [start, end];
}

/** Whether a first value costs nothing to make and is new each time: literals, and empty maps and sets. */
const isMadeAnew = (init: Node | null, sourceCode: SourceCode): boolean =>
  init === null ||
  !some(bare(init), sourceCode, (node) => {
    if (node.type === "NewExpression")
      return !["Map", "Set"].some((name) => isGlobal(node.callee, name, sourceCode));
    return !/^(Literal|ObjectExpression|ArrayExpression|Property|Identifier|MemberExpression|UnaryExpression|TS\w+)$/.test(
      node.type,
    );
  });

const mayBeUndefined = (id: TSESTree.BindingName, sourceCode: SourceCode): boolean => {
  const type = id.typeAnnotation?.typeAnnotation;
  return !type || /\b(undefined|any|unknown)\b/.test(sourceCode.getText(type));
};
