import {
  awaited,
  bare,
  contains,
  enclosingFunction,
  memberName,
  methodName,
  returnedBy,
  someOwn,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, resolve, variableOf, writesTo } from "../kit/bindings.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once, oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { reportsBatchItems } from "./event-sources.ts";
import { isInCatch } from "./http-answers.ts";
import { handlersConcernedBy, partsAt } from "./handler-parts.ts";
import type { Handler, Lambda, RecordLoop } from "./model.ts";

/**
 * Words of code that knows about partial batches, or does their work in another way.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
const partialBatch = new RegExp(
  [
    // Lambda's own field, and the types of its answer
    /batch_?items?_?failure/,
    /BatchResponse\b/,
    // middy's middleware, and what people call it
    /partial[-_ ]?(batch|response|failure)/,
    // Powertools
    /PartialProcessor|BatchProcessor/,
    // consumers that delete each message once it is done
    /delete_?message/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gi",
);

/** Words in comments that say the batch succeeds or fails as one on purpose, or holds one record. */
const asOne =
  /all[- ]or[- ](nothing|none)|batch\s*size\W{0,3}(is |of )?(1|one)\b|\b(only|exactly) one (record|message)/i;

/** More words about batches than a file has that somebody wrote by hand; each is looked for in its tree. */
const mostWords = 100;

/** Where a file says how its batches fail. */
const sayingSo = oncePerFile((sourceCode): number[] => [
  ...[...sourceCode.text.matchAll(partialBatch)].map(({ index }) => index),
  ...sourceCode
    .getAllComments()
    .filter(({ value }) => asOne.test(value))
    .map(({ range: [start] }) => start),
]);

/** The handlers that have to do with a place where their file says how its batches fail. */
const handlersDeciding = once((lambda: Lambda, sourceCode: SourceCode): ReadonlySet<Handler> => {
  const places = sayingSo(sourceCode).map((index) => partsAt(index, lambda, sourceCode));
  const isOfAll = places.some((parts) => !parts);
  return isOfAll
    ? new Set(lambda.handlers)
    : handlersConcernedBy(
        places.flatMap((parts) => parts ?? []),
        lambda,
        sourceCode,
      );
});

/** Whether what a handler has to do with shows that its author decided how a batch fails. */
export function decidesOnFailures(handler: Handler, lambda: Lambda, sourceCode: SourceCode): boolean {
  const { length } = sayingSo(sourceCode);
  if (length === 0 || length > mostWords || lambda.handlers.length === 1) return length > 0;
  return handlersDeciding(lambda, sourceCode).has(handler);
}

/** Whether a comment says that a batch holds one record, or is one. */
export const saysAsOne = oncePerFile((sourceCode): boolean =>
  sourceCode.getAllComments().some(({ value }) => asOne.test(value)),
);

/** Names of wrappers that may answer for the records themselves. */
const batchWrapper = /batch|partial|sqs|queue|kinesis|stream|dynamo|records?|consumer|worker/i;

/** Whether somebody else answers for the batch: a wrapper made for it, or a function of another module. */
export function delegatesAnswer(handler: Handler, lambda: Lambda, sourceCode: SourceCode): boolean {
  const wrapped = handler.wrappers.some(({ callee }) => batchWrapper.test(sourceCode.getText(callee)));
  return (
    wrapped ||
    returnedBy(handler.function, sourceCode).some((answer) => comesFromElsewhere(answer, lambda, sourceCode))
  );
}

/** `return save(event)`, `const result = await save(event.Records); return result`, where `save` is not in this file. */
function comesFromElsewhere(answer: Node, lambda: Lambda, sourceCode: SourceCode, depth = 3): boolean {
  const value = awaited(resolve(awaited(answer), sourceCode));
  if (depth === 0) return false;
  if (value.type === "Identifier") {
    const variable = variableOf(value, sourceCode);
    return (
      variable !== undefined &&
      writesTo(variable).some((write) => comesFromElsewhere(write, lambda, sourceCode, depth - 1))
    );
  }
  if (value.type !== "CallExpression" || ofThePlatform.test(sourceCode.getText(value.callee))) return false;
  const helper = functionNamed(value.callee, sourceCode);
  if (helper)
    return returnedBy(helper, sourceCode).some((inner) =>
      comesFromElsewhere(inner, lambda, sourceCode, depth - 1),
    );
  return value.arguments.some((argument) => lambda.dependsOnEvent(argument));
}

const ofThePlatform = /^(Promise|JSON|Object|Array|String|Number)\./;

/** Whether the records of a loop stand or fall together: it runs in a transaction, or the batch holds one record. */
export const isOneUnit = (loop: RecordLoop, lambda: Lambda, sourceCode: SourceCode): boolean =>
  takesPart(loop, sourceCode) ||
  endsAfterFirst(loop.body, sourceCode) ||
  unitsOf(loop.handler, { lambda, sourceCode }).some((node) => !contains(loop.body, node));

/** Whether a node is code of a handler that goes through batches, and could tell Lambda which of their records failed. */
export function mayNameRecords(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const handler = lambda.handlerOf(node);
  if (!handler || saysAsOne(sourceCode) || !lambda.isInvokedOnlyBy(node, reportsBatchItems)) return false;
  const loops = lambda.recordLoops.of(handler).filter((loop) => !isOneUnit(loop, lambda, sourceCode));
  // What the handler does before and after its loop concerns no record.
  const isAside =
    enclosingFunction(node) === handler.function &&
    loops.every(
      (loop) =>
        contains(handler.function, loop.node) &&
        !contains(loop.node, node) &&
        !contains(node.parent!, loop.node),
    );
  return loops.length > 0 && !isAside;
}

/** The places of a handler that make its batch one unit, for all of its loops. */
const unitsOf = once((handler: Handler, { lambda, sourceCode }: { lambda: Lambda; sourceCode: SourceCode }) =>
  nodesIn(
    handler.function,
    ["CallExpression", "NewExpression", "Literal", "BinaryExpression"],
    sourceCode,
  ).filter((node) => makesOneUnit(node, lambda)),
);

/** Whether a node starts a transaction, or asks whether the batch holds one record. */
function makesOneUnit(node: Node, lambda: Lambda): boolean {
  switch (node.type) {
    case "CallExpression":
    case "NewExpression":
      return transaction.test(lastNameOf(node.callee));
    case "Literal":
      return typeof node.value === "string" && /^(begin|start transaction)\b/i.test(node.value);
    default:
      return countsToOne(node, lambda);
  }
}

function lastNameOf(callee: Node): string {
  const named = bare(callee);
  if (named.type === "Identifier") return named.name;
  return named.type === "MemberExpression" ? (memberName(named) ?? "") : "";
}

/** `new TransactWriteCommand(…)`, `dynamo.transactWrite(…)`, `prisma.$transaction(…)`, `withTransaction(…)`. */
const transaction = /TransactWrite|(^|\.|\$|with|in|run|start|begin)_?transaction$/i;

/** `event.Records.slice(0, 1)`: the loop goes through a part of the batch only. */
function takesPart({ node }: RecordLoop, sourceCode: SourceCode): boolean {
  const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
  const list =
    node.type === "ForOfStatement"
      ? node.right
      : callee?.type === "MemberExpression"
        ? callee.object
        : undefined;
  const part = list && awaited(resolve(list, sourceCode));
  return part?.type === "CallExpression" && methodName(part) === "slice" && part.arguments.length > 0;
}

/** A loop that leaves in its first round, or answers for the batch from inside. */
const endsAfterFirst = (body: Node, sourceCode: SourceCode): boolean =>
  body.type === "BlockStatement" &&
  body.parent.type.startsWith("For") &&
  (/^(ReturnStatement|BreakStatement)$/.test(body.body.at(-1)?.type ?? "") ||
    someOwn(
      body,
      sourceCode,
      (node) => node.type === "ReturnStatement" && node.argument !== null && !isInCatch(node),
    ));

/** `event.Records.length !== 1`. */
export function countsToOne(node: Node, lambda: Lambda): boolean {
  if (node.type !== "BinaryExpression" || node.right.type !== "Literal") return false;
  const limit = node.right.value;
  const isOne =
    (limit === 1 && /^(!==?|===?|>)$/.test(node.operator)) || (limit === 2 && node.operator === ">=");
  const count = bare(node.left);
  if (!isOne || count.type !== "MemberExpression" || memberName(count) !== "length") return false;
  return lambda.eventPathOf(count.object) === "Records";
}
