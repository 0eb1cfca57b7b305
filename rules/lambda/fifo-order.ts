import { contains, memberName, methodName, someOwn, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { importedAs, importedCallsIn } from "../kit/imports.ts";
import { mentions } from "../kit/mentions.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import { waitingFor } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { concernsFifo } from "./batch.ts";
import type { Handler, Lambda, RecordLoop } from "./model.ts";
import { workFor } from "./record-work.ts";

/** A place where the order of a queue is lost. */
export interface Disorder {
  node: Node;
  /**
   * `parallel`: records are worked on at once; `goesOn`: one fails, and those behind it are worked on all the same;
   * `processor`: a processor of Powertools that does so.
   */
  kind: "parallel" | "goesOn" | "processor";
}

/** Who reads the groups of messages may well work on several groups at once. */
const knowsGroups = mentions(/MessageGroupId|SqsFifo/);

/** The trigger through which a handler certainly gets several records of a queue in order; where there is one, its place. */
export function queueInOrderOf(handler: Handler, lambda: Lambda): string | undefined {
  if (lambda.getsSingleRecords(handler)) return undefined;
  const triggers = lambda.waysDeployed(handler).flatMap((way) => way.triggers);
  return triggers.find(({ source, isFifo }) => source === "sqs" && isFifo === true)?.place;
}

/** Whether each queue that a handler gets messages of certainly keeps no order, as its deployment says. */
function getsNoneInOrder(handler: Handler, lambda: Lambda): boolean {
  const ways = lambda.waysDeployed(handler);
  const queues = ways.flatMap(({ triggers }) => triggers).filter(({ source }) => source === "sqs");
  const isOpen = ways.some(({ mayHaveOtherSources }) => mayHaveOtherSources);
  return queues.length > 0 && !isOpen && queues.every(({ isFifo }) => isFifo === false);
}

/** Whether a handler reads which group a message belongs to. */
export const readsGroups = once(
  (handler: Handler, { lambda, sourceCode }: { lambda: Lambda; sourceCode: SourceCode }): boolean =>
    knowsGroups(sourceCode) &&
    nodesIn(sourceCode.ast, ["MemberExpression", "Identifier"], sourceCode).some(
      (node) =>
        lambda.eventPathOf(node) === "Records[].attributes.MessageGroupId" &&
        lambda.handlerOf(node) === handler,
    ),
);

/** Whether a loop certainly goes through the messages of a queue in order: a deployment says so, or the code reads their groups. */
export const isInOrder = (loop: RecordLoop, lambda: Lambda, sourceCode: SourceCode): boolean =>
  mayBeInOrder(loop, lambda, sourceCode) &&
  (queueInOrderOf(loop.handler, lambda) !== undefined || readsGroups(loop.handler, { lambda, sourceCode }));

/** Whether it may do so, as far as words of the file say, and no deployment says otherwise. */
export const mayBeInOrder = (
  { node, handler }: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean =>
  lambda.sourcesAt(node).has("sqs") &&
  (queueInOrderOf(handler, lambda) !== undefined ||
    (concernsFifo(sourceCode) && !getsNoneInOrder(handler, lambda)));

/** Where a handler of a queue in order loses the order. */
export function disordersOf(handler: Handler, lambda: Lambda, sourceCode: SourceCode): Disorder[] {
  if (knowsGroups(sourceCode)) return [];
  const loops = lambda.recordLoops.of(handler).filter(({ node }) => {
    const sources = lambda.sourcesAt(node);
    return sources.size === 0 || sources.has("sqs");
  });
  return [
    ...loops.flatMap((loop): Disorder[] => {
      const clause = clauseGoingOn(loop, lambda, sourceCode);
      if (clause) return [{ node: clause, kind: "goesOn" }];
      return isParallel(loop, sourceCode) ? [{ node: loop.node, kind: "parallel" }] : [];
    }),
    ...processorsOf(handler, lambda, sourceCode).map((node): Disorder => ({ node, kind: "processor" })),
  ];
}

/** `Promise.all(event.Records.map(async (record) => …))`, and the same until all are settled. */
const isParallel = (loop: RecordLoop, sourceCode: SourceCode): boolean =>
  loop.node.type === "CallExpression" &&
  /^(map|flatMap)$/.test(methodName(loop.node) ?? "") &&
  /^(for all|until settled)$/.test(waitingFor(loop.node, sourceCode) ?? "") &&
  workFor(loop, sourceCode).length > 0;

/** The `catch` of a loop that notes a record as failed, whereupon the loop takes the next one. */
function clauseGoingOn({ node, body }: RecordLoop, lambda: Lambda, sourceCode: SourceCode): Node | undefined {
  if (!/^For(Of|In)?Statement$/.test(node.type) || body.type !== "BlockStatement") return undefined;
  // `if (hasFailed) { … }` is how those behind a failed record are left out, and which conditions ask that is not certain.
  if (someOwn(body, sourceCode, ({ type }) => type === "IfStatement")) return undefined;
  const clauses = nodesIn(body, ["CatchClause"], sourceCode).filter(({ parent }) => parent.parent === body);
  return clauses.find(
    (clause) =>
      namesRecord(clause, lambda, sourceCode) &&
      !someOwn(clause, sourceCode, ({ type }) => /^(Return|Break|Throw)Statement$/.test(type)) &&
      workFor({ node, body } as RecordLoop, sourceCode).some((work) => contains(clause.parent.block, work)),
  );
}

const namesRecord = (clause: Node, lambda: Lambda, sourceCode: SourceCode): boolean =>
  nodesIn(clause, ["Property"], sourceCode).some((one) => memberName(one) === "itemIdentifier") ||
  nodesIn(clause, ["CallExpression"], sourceCode).some(
    (call) =>
      /^(push|add)$/.test(methodName(call) ?? "") &&
      call.arguments.some((argument) => lambda.eventPathOf(argument) === "Records[].messageId"),
  );

/** The processors of Powertools for queues without order that a handler works with. */
function processorsOf(handler: Handler, lambda: Lambda, sourceCode: SourceCode): Node[] {
  return importedCallsIn(sourceCode).flatMap(({ node, imported }) => {
    if (imported.module !== powertools || !/^processPartialResponse/.test(imported.name)) return [];
    const given = node.arguments[2];
    const processor = given && resolve(given, sourceCode);
    if (processor?.type !== "NewExpression" || lambda.handlerOf(node) !== handler) return [];
    const made = importedAs(processor.callee, sourceCode);
    return made?.module === powertools && /^BatchProcessor(Sync)?$/.test(made.name) ? [processor.callee] : [];
  });
}

const powertools = "@aws-lambda-powertools/batch";
