import { outermost, some, someOwn, type Node } from "../kit/ast.ts";
import { indentOf, lineBreakOf, rangeWithComments, type Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Handler } from "./handlers.ts";

/**
 * The edit that does what a handler does with the first record for each: `const record = event.Records[0]` becomes a
 * loop around all that follows it. Only where the declaration stands in the handler itself, and nothing after it answers.
 */
export function loopingOver(
  first: Node,
  { function: fn }: Handler,
  sourceCode: SourceCode,
): Edit | undefined {
  const declarator = outermost(first).parent;
  if (first.type !== "MemberExpression" || first.optional || declarator?.type !== "VariableDeclarator")
    return undefined;
  const { parent: declaration, id } = declarator;
  const { body } = fn;
  if (body.type !== "BlockStatement" || !fn.async || declaration.parent !== body) return undefined;
  if (declaration.declarations.length > 1 || id.typeAnnotation || declaration.kind === "var")
    return undefined;
  const rest = body.body.slice(body.body.indexOf(declaration) + 1);
  const last = rest.at(-1);
  if (!last || rest.some((statement) => mustStay(statement, sourceCode))) return undefined;
  if ([declaration, ...rest].some((statement) => isNamedAbove(statement, declaration, sourceCode)))
    return undefined;

  const base = indentOf(declaration, sourceCode);
  const unit = base.slice(indentOf(sourceCode.getLastToken(body)!, sourceCode).length) || "  ";
  if (declaration.loc.end.line === rest[0]!.loc.start.line || base === "") return undefined;
  const [, end] = rangeWithComments(last, sourceCode);
  const [, start] = rangeWithComments(declaration, sourceCode);
  const head = `for (${declaration.kind} ${sourceCode.getText(id)} of ${sourceCode.getText(first.object)}) {`;
  const comment = sourceCode.text.slice(declaration.range[1], start);
  const inner = sourceCode.text.slice(start, end).replace(/\n(?=[ \t]*[^\s])/g, `\n${unit}`);
  return {
    range: [declaration.range[0], end],
    text: `${head}${comment}${inner}${lineBreakOf(sourceCode)}${base}}`,
  };
}

/** What cannot stand in a loop, or must not be moved: an answer, a declared function, a text of several lines. */
const mustStay = (statement: Node, sourceCode: SourceCode): boolean =>
  statement.type === "FunctionDeclaration" ||
  someOwn(statement, sourceCode, ({ type }) => type === "ReturnStatement") ||
  some(statement, sourceCode, ({ type, loc }) => type === "TemplateLiteral" && loc.start.line < loc.end.line);

/** Whether a statement declares what code above a place names, which would lose sight of it. */
const isNamedAbove = (statement: Node, { range: [start] }: Node, { scopeManager }: SourceCode): boolean =>
  (statement.type === "VariableDeclaration" ? statement.declarations : [statement])
    .flatMap((declared) => scopeManager?.getDeclaredVariables(declared) ?? [])
    .some(({ references }) => references.some(({ identifier }) => identifier.range[0] < start));
