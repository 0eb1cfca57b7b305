import type { TSESTree } from "@typescript-eslint/utils";
import { enclosingFunction, memberName, type Node } from "../kit/ast.ts";
import { valueOf, variableOf, type Variable } from "../kit/bindings.ts";
import { indentOf, lineBreakOf, rangeWithComments, type Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isTypeScript } from "../kit/types.ts";
import { batchSourceOf, concernsFifo, itemIdentifierOf } from "./batch.ts";
import type { Catching } from "./catchings.ts";
import type { Lambda } from "./model.ts";

/** The edits after which what gets an error throws it again. Only where it has a name for the error. */
export function rethrowing({ gets, end, node }: Catching, sourceCode: SourceCode): Edit[] | undefined {
  // A function with a name may get the errors of other work too.
  const error = gets && (gets === node || gets.parent === node) ? nameOfError(gets) : undefined;
  const fn = enclosingFunction(end);
  if (!gets || !error || !fn || !(fn.async || fn.generator || end.parent?.type === "ReturnStatement"))
    return undefined;
  const { body } = gets;
  // A callback or the context was told already that all is well, and nobody hears an error after that.
  if (/\b(callback|cb|done|succeed)\(/.test(sourceCode.getText(body))) return undefined;
  if (body.type === "BlockStatement") return endingWith(`throw ${error};`, body, sourceCode);
  if (sourceCode.getTokenBefore(body)!.value === "(") return undefined;
  const before = body.type === "CallExpression" ? `${sourceCode.getText(body)}; ` : "";
  return [{ range: body.range, text: `{ ${before}throw ${error}; }` }];
}

function nameOfError(gets: NonNullable<Catching["gets"]>): string | undefined {
  const parameter = gets.type === "CatchClause" ? gets.param : gets.params[0];
  return parameter?.type === "Identifier" ? parameter.name : undefined;
}

/**
 * The edits after which a record whose error was caught is among those that failed. Only where the handler keeps a list
 * of them already, and goes on with the other records, which it must not do on a queue in order.
 */
export function reportingRecord(
  { gets, node }: Catching,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const loop = lambda.recordLoops.around(node);
  const source = batchSourceOf(lambda.sourcesAt(node));
  const list = loop && failuresAt(node, loop.handler.function, sourceCode);
  if (gets?.body.type !== "BlockStatement" || !list || !source || concernsFifo(sourceCode)) return undefined;
  const { record } = loop;
  const last = gets.body.body.at(-1);
  const leavesLoop =
    last?.type === "BreakStatement" ||
    (last?.type === "ReturnStatement" && loop.node.type !== "CallExpression");
  if (record?.type !== "Identifier" || leavesLoop || !knows(record, gets.body, sourceCode)) return undefined;
  const identifier = itemIdentifierOf(source, record.name, isTypeScript(filename));
  const text = `${list.name}.push({ itemIdentifier: ${identifier} });`;
  if (!last || !/^(Return|Continue)Statement$/.test(last.type))
    return endingWith(text, gets.body, sourceCode);
  const start = last.range[0];
  return [{ range: [start, start], text: text + breakBefore(last, sourceCode) }];
}

/** The list that goes back to Lambda as `batchItemFailures`, where code at a node knows it. */
function failuresAt(node: Node, handler: Node, sourceCode: SourceCode): Variable | undefined {
  for (const property of nodesIn(handler, ["Property"], sourceCode)) {
    if (memberName(property) !== "batchItemFailures" || property.parent.type !== "ObjectExpression") continue;
    const list = variableOf(property.value, sourceCode);
    const isList = list?.scope.block.type !== "Program" && list && valueOf(list)?.type === "ArrayExpression";
    if (isList && knows(list.identifiers[0]!, node, sourceCode)) return list;
  }
  return undefined;
}

/** Whether a name stands for the same variable at a node, and has its value there. */
const knows = (name: Node, node: Node, sourceCode: SourceCode): boolean => {
  const variable = variableOf(name, sourceCode);
  return (
    variable !== undefined &&
    name.range[1] <= node.range[0] &&
    !meansAnother(variable.name, node, sourceCode, [variable])
  );
};

/** Puts a statement at the end of a block, in place of what leaves it there. */
function endingWith(
  statement: string,
  block: TSESTree.BlockStatement,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const last = block.body.at(-1);
  if (!last)
    return sourceCode.getCommentsInside(block).length > 0
      ? undefined
      : [{ range: block.range, text: `{ ${statement} }` }];
  const endsBare = /^(Return|Continue|Break|Expression)Statement$/.test(last.type);
  const hasSemicolon = endsBare
    ? sourceCode.getLastToken(last)!.value === ";"
    : sourceCode.getText(block).includes(";");
  const text = hasSemicolon ? statement : statement.replace(/;$/, "");
  if (/^(Return|Continue|Break)Statement$/.test(last.type)) return [{ range: last.range, text }];
  const end = rangeWithComments(last, sourceCode)[1];
  return [{ range: [end, end], text: breakBefore(last, sourceCode) + text }];
}

/** What stands between a statement and the one before it: a line break with the indent, or a space on one line. */
function breakBefore(statement: Node, sourceCode: SourceCode): string {
  const indent = indentOf(statement, sourceCode);
  const isFirstOfLine = indent.length === statement.loc.start.column;
  return isFirstOfLine ? lineBreakOf(sourceCode) + indent : " ";
}
