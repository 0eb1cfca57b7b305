import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, propertyOf, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { placesOf } from "../kit/binding.ts";
import { importedAs, importedCallsIn } from "../kit/imports.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy, answersByItself, answersOf } from "./answers.ts";
import { decidesOnFailures, delegatesAnswer, mayNameRecords } from "./batch-intent.ts";
import type { Trigger } from "./deployed.ts";
import { reportsBatchItems } from "./event-sources.ts";
import type { Handler, Lambda } from "./model.ts";

/** A place where a handler answers with the records that failed. */
export interface FailuresAnswered {
  /** What names them in the source: `batchItemFailures`, `processPartialResponse`. */
  name: Node;
  /** What the handler answers there. */
  answer: Node;
}

/** Libraries that answer with the records that failed: Powertools' batch processing and a middleware of middy. */
const answering = [
  { module: /^@aws-lambda-powertools\/batch$/, name: /^processPartialResponse/ },
  { module: /^@middy\/sqs-partial-batch-failure$/, name: /^\*$/ },
];

/** Where a handler answers with the records that failed, as far as its file decides what Lambda gets of it. */
export const failuresAnsweredBy = once(
  (handler: Handler, sourceCode: SourceCode): readonly FailuresAnswered[] => [
    ...literally(handler, sourceCode),
    ...throughLibraries(handler, sourceCode),
  ],
);

function literally(handler: Handler, sourceCode: SourceCode): FailuresAnswered[] {
  const answers = answersOf(handler, sourceCode).flatMap(({ object, place, names }) => {
    const property = propertyOf(object, "batchItemFailures");
    const mayBeFilled = names.some((name) => placesOf(name).some(({ parent }) => isFailures(parent)));
    return property && (mayBeFilled || !isEmptyList(property.value))
      ? [{ name: property.key, answer: place }]
      : [];
  });
  if (answers.length > 0 || !isWrappedInMiddy(handler, sourceCode)) return answers;
  return answeredBy(handler, sourceCode).flatMap((answer) => {
    const property = propertyOf(resolve(awaited(answer), sourceCode), "batchItemFailures");
    return property && !isEmptyList(property.value) ? [{ name: property.key, answer }] : [];
  });
}

const isFailures = (node: Node | undefined): boolean =>
  node?.type === "MemberExpression" &&
  node.property.type === "Identifier" &&
  node.property.name === "batchItemFailures";

/** `{ batchItemFailures: [] }`, which says that all went well. */
const isEmptyList = (value: Node): boolean => {
  const list = bare(value);
  return list.type === "ArrayExpression" && list.elements.length === 0;
};

/** Middy and the middlewares of these libraries hand on what a handler returns. */
const handingOn = /^(@middy|@aws-lambda-powertools)\//;

/** `middy(handler)`, `middy(handler).use(middleware())` */
const isWrappedInMiddy = ({ wrappers }: Handler, sourceCode: SourceCode): boolean =>
  wrappers.length > 0 &&
  wrappers.every((wrapper) => handingOn.test(importedAs(startOf(wrapper), sourceCode)?.module ?? ""));

/** Whether Lambda gets what a handler answers, as far as its file tells: from itself, or from wrappers that hand it on. */
export const handsOnAnswer = (handler: Handler, sourceCode: SourceCode): boolean =>
  answersByItself(handler, sourceCode) || isWrappedInMiddy(handler, sourceCode);

/** What is called first in a chain of calls. */
function startOf(call: TSESTree.CallExpression): Node {
  const callee = bare(call.callee);
  const owner = callee.type === "MemberExpression" ? bare(callee.object) : undefined;
  return owner?.type === "CallExpression" ? startOf(owner) : callee;
}

function throughLibraries(handler: Handler, sourceCode: SourceCode): FailuresAnswered[] {
  const calls = importedCallsIn(sourceCode).filter(({ imported }) =>
    answering.some(({ module, name }) => module.test(imported.module) && name.test(imported.name)),
  );
  if (calls.length === 0 || !handsOnAnswer(handler, sourceCode)) return [];
  const middlewares = calls.filter(({ imported }) => imported.name === "*");
  const [middleware] = isWrappedInMiddy(handler, sourceCode) ? middlewares : [];
  if (middleware) return [{ name: middleware.node.callee, answer: handler.function }];
  return answeredBy(handler, sourceCode).flatMap((answer) => {
    const value = resolve(awaited(answer), sourceCode);
    const call = calls.find(({ node }) => node === awaited(value));
    return call ? [{ name: call.node.callee, answer }] : [];
  });
}

/**
 * What sends a handler the records that an answer names and does not ask for them, so that Lambda takes them as done;
 * one for each template.
 */
export function triggersIgnoring(
  { answer }: FailuresAnswered,
  handler: Handler,
  lambda: Lambda,
): readonly Trigger[] {
  const sources = lambda.sourcesAt(answer);
  const byTemplate = new Map<string, Trigger>();
  for (const { triggers } of lambda.waysDeployed(handler))
    for (const trigger of triggers) {
      const isMeant =
        reportsBatchItems(trigger.source) && (sources.size === 0 || sources.has(trigger.source));
      const [template = ""] = /^.*(?=:)/.exec(trigger.place) ?? [];
      if (isMeant && trigger.readsFailures === false && !byTemplate.has(template))
        byTemplate.set(template, trigger);
    }
  return [...byTemplate.values()];
}

/** Whether all that certainly sends a handler its batches asks for the records that failed. */
export function areFailuresRead(handler: Handler, lambda: Lambda): boolean {
  const ways = lambda.waysDeployed(handler);
  const triggers = ways.flatMap((way) => way.triggers.filter(({ source }) => reportsBatchItems(source)));
  const isOpen = ways.some(({ mayHaveOtherSources }) => mayHaveOtherSources);
  return triggers.length > 0 && !isOpen && triggers.every(({ readsFailures }) => readsFailures === true);
}

/** What asks for the records that failed, where a handler forgets the error of one at a node and never answers with any. */
export function triggerUnanswered(node: Node, lambda: Lambda, sourceCode: SourceCode): Trigger | undefined {
  const handler = lambda.handlerOf(node);
  const triggers = handler ? lambda.waysDeployed(handler).flatMap((way) => way.triggers) : [];
  const asking = triggers.filter(({ readsFailures }) => readsFailures === true);
  if (!handler || asking.length === 0 || !mayNameRecords(node, lambda, sourceCode)) return undefined;
  // Who speaks of it may well answer somewhere.
  if (decidesOnFailures(handler, lambda, sourceCode) || delegatesAnswer(handler, lambda, sourceCode))
    return undefined;
  const sources = lambda.sourcesAt(node);
  return asking.find(({ source }) => sources.has(source));
}
