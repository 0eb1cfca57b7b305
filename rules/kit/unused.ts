import type { TSESTree } from "@typescript-eslint/utils";
import { contains, walk, type FunctionNode, type Node } from "./ast.ts";
import { variableOf, type Variable } from "./bindings.ts";
import { wholeLines, type Edit } from "./edits.ts";
import type { SourceCode } from "./rule.ts";

/** Whether a function may still see a parameter that nothing names: `arguments` holds them all. */
export const usesArguments = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  sourceCode.scopeManager
    ?.acquire(fn)
    ?.variables.some(
      ({ name, defs, references }) => name === "arguments" && defs.length === 0 && references.length > 0,
    ) ?? false;

/** Takes away a function's last parameter, with the comma before it and the imports that only its type used. */
export function withoutLastParameter(fn: FunctionNode, sourceCode: SourceCode): Edit[] {
  const parameter = fn.params.at(-1)!;
  const comma = sourceCode.getTokenBefore(parameter)!;
  const before = sourceCode.getTokenBefore(comma)!;
  const imports = withoutImports(importsUsedOnlyIn(parameter, sourceCode), sourceCode);
  if (!sourceCode.commentsExistBetween(before, parameter))
    return [{ range: [before.range[1], parameter.range[1]], text: "" }, ...imports];
  // Where each parameter has a line and a comma of its own, the last one goes with its own.
  const trailing = sourceCode.getTokenAfter(parameter)!;
  const { range } = trailing.value === "," ? trailing : comma;
  return [{ range, text: "" }, { range: parameter.range, text: "" }, ...imports];
}

/** The import specifiers that nothing outside of a node uses. */
function importsUsedOnlyIn(node: Node, sourceCode: SourceCode): TSESTree.ImportSpecifier[] {
  const specifiers = new Set<TSESTree.ImportSpecifier>();
  walk(node, sourceCode, (inner) => {
    const {
      defs: [definition],
      references,
    } = variableOf(inner, sourceCode) ?? { defs: [], references: [] };
    const specifier = definition?.node as Node | undefined;
    if (specifier?.type !== "ImportSpecifier") return;
    if (references.every(({ identifier }) => contains(node, identifier))) specifiers.add(specifier);
  });
  return [...specifiers];
}

function withoutImports(unused: readonly TSESTree.ImportSpecifier[], sourceCode: SourceCode): Edit[] {
  const declarations = new Set(unused.map(({ parent }) => parent as TSESTree.ImportDeclaration));
  return [...declarations].flatMap((declaration) => {
    const { specifiers } = declaration;
    if (sourceCode.getCommentsInside(declaration).length > 0) return [];
    if (specifiers.every((one) => unused.includes(one as TSESTree.ImportSpecifier)))
      return [{ range: wholeLines(declaration.range, sourceCode), text: "" }];

    const named = specifiers.filter(({ type }) => type === "ImportSpecifier");
    const kept = named.filter((one) => !unused.includes(one as TSESTree.ImportSpecifier));
    const text = kept.map((one) => sourceCode.getText(one)).join(", ");
    return [{ range: [named[0]!.range[0], named.at(-1)!.range[1]] as const, text }];
  });
}

/** Whether a call in this file passes an argument to the position; a shorter function would no longer take it. */
export function isCalledWith(position: number, name: Node | null, sourceCode: SourceCode): boolean {
  const variable: Variable | undefined = name ? variableOf(name, sourceCode) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = identifier.parent;
    return call?.type === "CallExpression" && call.callee === identifier && call.arguments.length > position;
  });
}
