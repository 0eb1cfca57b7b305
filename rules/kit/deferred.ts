import type { TSESTree } from "@typescript-eslint/utils";
import { contains, enclosingFunction, isFunction, some, type Node } from "./ast.ts";
import { placesOf } from "./binding.ts";
import { functionNamed, variableOf, type Variable } from "./bindings.ts";
import { lineBreakOf, type Edit } from "./edits.ts";
import { meansAnother } from "./module-scope.ts";
import { nodesIn } from "./nodes.ts";
import type { SourceCode } from "./rule.ts";

/** `const ready = prepare();` in a module: a promise under a name. */
export interface Started {
  variable: Variable;
  declarator: TSESTree.VariableDeclarator & { id: TSESTree.Identifier; init: TSESTree.Expression };
}

/**
 * Starts at its first use what the module starts when it is loaded, and keeps the result: `ready ??= await prepare()`,
 * or behind a flag where nobody uses the result. What fails is tried again the next time, as a promise that is kept
 * would not be. Only for a name that is awaited in one place.
 *
 * @param isTyped whether the file is TypeScript, where a variable needs a type that can be spelt
 */
export function deferring(started: Started, isTyped: boolean, sourceCode: SourceCode): Edit[] | undefined {
  const { variable, declarator } = started;
  const { parent: declaration, init, id } = declarator;
  const [place, another] = placesOf(variable);
  const awaiting = place?.parent;
  if (another || awaiting?.type !== "AwaitExpression" || declaration.declarations.length > 1)
    return undefined;
  const comments = [...sourceCode.getCommentsInside(declaration), ...sourceCode.getCommentsInside(awaiting)];
  if (comments.length > 0 || !canMove(init, awaiting, sourceCode)) return undefined;

  const work = sourceCode.getText(init);
  const declared = (text: string): Edit => ({ range: [declaration.range[0], init.range[1]], text });
  if (awaiting.parent.type === "ExpressionStatement") {
    const statement = awaiting.parent;
    const isBlock = statement.parent.type === "BlockStatement";
    if (!isBlock) return undefined;
    return [
      declared(`let ${id.name} = false`),
      { range: statement.range, text: once(statement, id.name, work, sourceCode) },
    ];
  }

  const type = isTyped ? typeOf(started, sourceCode) : undefined;
  if (isTyped && !type) return undefined;
  const [before, after] = [sourceCode.getTokenBefore(awaiting)!, sourceCode.getTokenAfter(awaiting)!];
  const isInBrackets = before.value === "(" && after.value === ")";
  if (!isInBrackets && startsStatement(awaiting)) return undefined;
  const kept = `${id.name} ??= await ${work}`;
  return [
    declared(type ? `let ${id.name}: ${type} | undefined` : `let ${id.name}`),
    { range: awaiting.range, text: isInBrackets ? kept : `(${kept})` },
  ];
}

/** `if (!ready) { await prepare(); ready = true; }` in place of `await ready;`. */
function once(statement: Node, flag: string, work: string, sourceCode: SourceCode): string {
  const [indent] = /^\s*/.exec(sourceCode.lines[statement.loc.start.line - 1]!)!;
  const end = sourceCode.getLastToken(statement as TSESTree.Node)!.value === ";" ? ";" : "";
  const step = indent.includes("\t") ? "\t" : "  ";
  return [`if (!${flag}) {`, `${step}await ${work}${end}`, `${step}${flag} = true${end}`, "}"].join(
    lineBreakOf(sourceCode) + indent,
  );
}

/** Whether an expression of the module means the same in a function: where no name in it stands for something else. */
function canMove(expression: Node, place: Node, sourceCode: SourceCode): boolean {
  if (enclosingFunction(place)?.async !== true) return false;
  if (some(expression, sourceCode, ({ type }) => type === "ThisExpression" || type === "TemplateLiteral"))
    return false;
  return nodesIn(expression, ["Identifier"], sourceCode).every((name) => {
    const variable = variableOf(name, sourceCode);
    const isOwn = variable && contains(expression, variable.scope.block as Node);
    const isProperty = name.parent.type === "MemberExpression" && name.parent.property === name;
    return isOwn || isProperty || !meansAnother(name.name, place, sourceCode, [variable]);
  });
}

/** The type of what a promise brings; `undefined` where it cannot be spelt. */
function typeOf({ declarator: { id, init } }: Started, sourceCode: SourceCode): string | undefined {
  if (id.typeAnnotation) return `Awaited<${sourceCode.getText(id.typeAnnotation.typeAnnotation)}>`;
  if (init.type !== "CallExpression" || init.callee.type !== "Identifier" || init.typeArguments)
    return undefined;
  const fn = functionNamed(init.callee, sourceCode);
  return isFunction(fn) && !fn.typeParameters ? `Awaited<ReturnType<typeof ${init.callee.name}>>` : undefined;
}

const startsStatement = (expression: Node): boolean => {
  let outer = expression;
  while (outer.parent?.range[0] === expression.range[0]) outer = outer.parent;
  return outer.type === "ExpressionStatement";
};
