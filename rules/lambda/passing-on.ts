import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, enclosingFunction, propertyOf, type Node } from "../kit/ast.ts";
import { boundBy, resolve, stepsTo, valueOf, variableOf, type Variable } from "../kit/bindings.ts";
import { indentOf, lineBreakOf, offering, rangeWithComments, type Edit } from "../kit/edits.ts";
import { isOfModule, meansAnother } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isTypeScript } from "../kit/types.ts";
import { answeredBy } from "./answers.ts";
import { batchSourceOf, itemIdentifierOf } from "./batch.ts";
import { decidesOnFailures, delegatesAnswer, mayNameRecords } from "./batch-intent.ts";
import type { Catching } from "./catchings.ts";
import type { SourceName } from "./event-sources.ts";
import { isReassigned, returningList } from "./failures-returned.ts";
import { mayBeInOrder } from "./fifo-order.ts";
import { isFloating } from "./floating.ts";
import type { Handler, Lambda, RecordLoop } from "./model.ts";

/** How an error that nobody hears of can be passed on, as rules offer it. */
export const waysToPassOn = {
  reportRecord: "Report this record as failed",
  rethrow: "Rethrow the error",
};

/** What rules suggest for an error that nobody hears of. */
export const passingOn = (
  catching: Catching,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): TSESLint.SuggestionReportDescriptor<keyof typeof waysToPassOn>[] =>
  isLeftAlone(catching, lambda, sourceCode)
    ? []
    : [
        ...offering("reportRecord", reportingRecord(catching, lambda, sourceCode, filename), sourceCode),
        ...offering("rethrow", rethrowing(catching, sourceCode), sourceCode),
      ];

/** Whether nobody waits for the code that gets an error: what it throws, or names, would come when all is answered. */
const isLeftAlone = ({ end }: Catching, lambda: Lambda, sourceCode: SourceCode): boolean =>
  [end, ...ancestorsOf(end)].some(
    (node) => node.type === "CallExpression" && isFloating(node, lambda, sourceCode),
  );

/** The edits after which what gets an error throws it again. Only where it has a name for the error. */
function rethrowing({ gets, end, node }: Catching, sourceCode: SourceCode): Edit[] | undefined {
  const error = gets && isOnlyFor(node, gets) ? nameOfError(gets) : undefined;
  const fn = enclosingFunction(end);
  const isHeard = fn?.async || fn?.generator || end.parent === fn || end.parent?.type === "ReturnStatement";
  if (!gets || !error || !isHeard) return undefined;
  // A callback or the context was told already that all is well, and nobody hears an error after that.
  if (/\b(callback|cb|done|succeed)\(/.test(sourceCode.getText(gets.body))) return undefined;
  return ending(gets, `throw ${error};`, sourceCode);
}

type Getting = NonNullable<Catching["gets"]>;

/** Whether what gets an error stands where the error ends; a function with a name may get those of other work too. */
const isOnlyFor = (node: Catching["node"], gets: Getting): boolean => gets === node || gets.parent === node;

function nameOfError(gets: Getting): string | undefined {
  const parameter = gets.type === "CatchClause" ? gets.param : gets.params[0];
  // The parser lets these pass as names, and not as expressions.
  const isName = parameter?.type === "Identifier" && !/^(await|yield)$/.test(parameter.name);
  return isName ? parameter.name : undefined;
}

/**
 * The edits after which a record whose error was caught is among those that failed. Only where the handler returns a list
 * of them already or can be made to, and goes on with the other records, which it must not do on a queue in order.
 */
function reportingRecord(
  catching: Catching,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const { gets, node } = catching;
  const loop = lambda.recordLoops.around(node);
  const source = batchSourceOf(lambda.sourcesAt(node));
  if (!gets || !isOnlyFor(node, gets) || !loop || !source) return undefined;
  if (mayBeInOrder(loop, lambda, sourceCode)) return undefined;
  const list = failuresKnownAt(node, loop.handler, sourceCode, filename);
  const identifier = identifierKnownAt(gets.body, loop, source, sourceCode, filename);
  const listing = list ? [] : listingFor(catching, loop, lambda, sourceCode, filename);
  if (!listing || !identifier) return undefined;

  const { body } = gets;
  const last = body.type === "BlockStatement" ? body.body.at(-1) : undefined;
  const leavesLoop =
    last?.type === "BreakStatement" ||
    (last?.type === "ReturnStatement" && loop.node.type !== "CallExpression");
  if (leavesLoop) return undefined;
  const text = `${list ?? "batchItemFailures"}.push({ itemIdentifier: ${identifier} });`;
  if (last && /^(Return|Continue)Statement$/.test(last.type)) {
    const [start] = last.range;
    return [...listing, { range: [start, start], text: text + breakBefore(last, sourceCode) }];
  }
  const pushing = ending(gets, text, sourceCode);
  return pushing && [...listing, ...pushing];
}

/**
 * The edits that make a handler return a list of the records that failed, where its author did not decide how a batch fails.
 * Only where nothing is done for a record after the error, as that would be done again with it.
 */
function listingFor(
  { node, end }: Catching,
  loop: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const { body, handler } = loop;
  const isLast = node.type === "CatchClause" && body.type === "BlockStatement" && body.body.at(-1) === end;
  if (
    !isLast ||
    (end.type === "TryStatement" && end.finalizer) ||
    !mayNameRecords(node, lambda, sourceCode) ||
    lambda.getsSingleRecords(handler)
  )
    return undefined;
  if (decidesOnFailures(handler, lambda, sourceCode) || delegatesAnswer(handler, lambda, sourceCode))
    return undefined;
  return returningList(loop, lambda, sourceCode, filename);
}

/** How a node may call the list that the handler answers with as `batchItemFailures`: `failures`, `response.batchItemFailures`. */
function failuresKnownAt(
  node: Node,
  handler: Handler,
  sourceCode: SourceCode,
  filename: string,
): string | undefined {
  for (const answer of answeredBy(handler, sourceCode)) {
    const value = awaited(answer);
    const list = propertyOf(resolve(value, sourceCode), "batchItemFailures")?.value;
    const isHeld = list?.type === "ArrayExpression";
    const variable = list && variableOf(isHeld ? value : list, sourceCode);
    if (!variable || isOfModule(variable) || !knows(variable.identifiers[0]!, node, sourceCode)) continue;
    const type = typeOf(variable, sourceCode);
    // An empty list in an object is one of nothing to TypeScript, unless a type says of what.
    if (type === undefined ? isHeld && isTypeScript(filename) : !ofItems.test(type)) continue;
    if (isHeld) return `${variable.name}.batchItemFailures`;
    if (valueOf(variable)?.type === "ArrayExpression") return variable.name;
  }
  return undefined;
}

/** Types of lists, and of answers with lists, whose elements have an `itemIdentifier`. */
const ofItems = /ItemFailure|BatchResponse|itemIdentifier|\bany\b/;

function typeOf({ identifiers: [name] }: Variable, sourceCode: SourceCode): string | undefined {
  const type = name?.type === "Identifier" ? name.typeAnnotation : undefined;
  return type && sourceCode.getText(type);
}

/** What identifies the record of a loop, by the name that the record, or the part of it, has at a node. */
function identifierKnownAt(
  node: Node,
  { record }: RecordLoop,
  source: SourceName,
  sourceCode: SourceCode,
  filename: string,
): string | undefined {
  const path = itemIdentifierOf(source, "record", isTypeScript(filename));
  for (const variable of record ? boundBy(record, sourceCode) : []) {
    const [name] = variable.identifiers;
    const steps = ["record", ...(stepsTo(name!, record!) ?? ["?"])].join(".");
    const rest = path.slice(steps.length);
    const isNamed = path.startsWith(steps) && /^([!.]|$)/.test(rest) && knows(name!, node, sourceCode);
    if (isNamed && !isReassigned(name!, sourceCode)) return variable.name + rest;
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

/** Puts a statement at the end of what gets an error, which may be one expression so far. */
function ending({ body }: Getting, statement: string, sourceCode: SourceCode): Edit[] | undefined {
  if (body.type === "BlockStatement") return endingWith(statement, body, sourceCode);
  if (sourceCode.getTokenBefore(body)!.value === "(") return undefined;
  const before = body.type === "CallExpression" ? `${sourceCode.getText(body)}; ` : "";
  return [{ range: body.range, text: `{ ${before}${statement} }` }];
}

/** Puts a statement at the end of a block, in place of what leaves it there. */
function endingWith(
  statement: string,
  block: TSESTree.BlockStatement,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const last = block.body.at(-1);
  if (last && mayLeaveOnAllWays(last, sourceCode)) return undefined;
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
  const before = breakBefore(last, sourceCode);
  // On the line of the statement, a comment behind it may run up to the end of the line.
  const end = before === " " ? last.range[1] : rangeWithComments(last, sourceCode)[1];
  // `{ console.error(error) }`
  const isOpen = before === " " && !/^[;}]$/.test(sourceCode.getLastToken(last)!.value);
  return [{ range: [end, end], text: (isOpen ? ";" : "") + before + text }];
}

/** Whether what stands behind a statement may never run, though that is no statement that leaves itself. */
function mayLeaveOnAllWays(statement: Node, sourceCode: SourceCode): boolean {
  const isWhole =
    statement.type === "IfStatement"
      ? statement.alternate !== null
      : /^(Switch|Try|Block|Labeled|While|DoWhile|For\w*)Statement$/.test(statement.type);
  const leaving = ["ContinueStatement", "BreakStatement", "ReturnStatement", "ThrowStatement"] as const;
  return isWhole && nodesIn(statement, leaving, sourceCode).length > 0;
}

/** What stands between a statement and the one before it: a line break with the indent, or a space on one line. */
function breakBefore(statement: Node, sourceCode: SourceCode): string {
  const indent = indentOf(statement, sourceCode);
  const isFirstOfLine = indent.length === statement.loc.start.column;
  return isFirstOfLine ? lineBreakOf(sourceCode) + indent : " ";
}
