import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, propertyOf, returnedBy, some, type FunctionNode, type Node } from "../kit/ast.ts";
import { isGlobal, parametersOf, resolve, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typesPromisedBy } from "../kit/types.ts";
import { eventSources, wantsStatus } from "./event-sources.ts";
import { isEventType, isHandlerType, sourceOfType } from "./event-types.ts";
import { handlerName } from "./gate.ts";

/**
 * How sure it is that Lambda calls a function: `entry` is what a template names; a function that only `takes an event`
 * is called by some entry elsewhere, runs per invocation as well, but what it returns need not be what Lambda gets; of
 * one that `is called`, that entry is known.
 */
export type Evidence = "entry" | "takes an event" | "is called";

const entryName = /handler$|^(main|default)$/i;
const eventName = /^_*(event|evt|\w+Event)$/;
export const contextName = /^_*(context|ctx|\w+Context)\d*$/;
/** How the third parameter of an older handler is called. */
export const callbackName = /^_*(callback|cb|done|next|_)$/i;

/** First parameters of Express, Koa, Redux, Slack and yargs, whose functions are called handlers too. */
const foreignFirst =
  /^_?(req|request|res|ctx|argv|args|yargs|props|context|e|err|error|socket|interaction|message|msg|node|action|state)$/i;

/**
 * Wrappers that nothing but a function for Lambda is given to.
 * https://middy.js.org, https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html, and the SDKs' own pages.
 */
const lambdaWrappers: { module: RegExp; name: RegExp }[] = [
  { module: /^@middy\/core$/, name: /^\*$/ },
  { module: /^@aws\/durable-execution-sdk-js$/, name: /^withDurableExecution$/ },
  { module: /^@sentry\/(aws-)?serverless$/, name: /^(AWSLambda\.)?wrapHandler$/ },
  { module: /^datadog-lambda-js$/, name: /^datadog$/ },
];

function isForLambda(wrapper: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  if (streamsResponse(wrapper, sourceCode)) return true;
  const imported = importedAs(wrapper.callee, sourceCode);
  return (
    imported !== undefined &&
    lambdaWrappers.some(({ module, name }) => module.test(imported.module) && name.test(imported.name))
  );
}

/** Whether a wrapper is `withDurableExecution`, whose executions keep the results of their steps and outlast invocations. */
export const startsDurableExecutions = (wrapper: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  importedAs(wrapper.callee, sourceCode)?.name === "withDurableExecution";

/** Whether a wrapper is `awslambda.streamifyResponse`, whose function takes a stream as its second parameter. */
export function streamsResponse(wrapper: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(wrapper.callee);
  return callee.type === "MemberExpression" && isGlobal(callee.object, "awslambda", sourceCode);
}

/**
 * What an exported function's name, parameters, types, wrappers and body say about who calls it.
 *
 * @param types the Lambda types in its declaration
 * @param wrappers the calls it is wrapped in
 */
export function evidenceFor(
  name: string,
  fn: FunctionNode,
  types: readonly string[],
  wrappers: readonly TSESTree.CallExpression[],
  sourceCode: SourceCode,
): Evidence | undefined {
  if (types.some(isHandlerType)) return "entry";
  if (wrappers.some((wrapper) => isForLambda(wrapper, sourceCode))) return "entry";

  const [event, context, third] = parametersOf(fn);
  if (event?.type === "Identifier" && isOfBrowser(event, sourceCode)) return undefined;
  const first = event?.type === "Identifier" ? event.name : undefined;
  const isNamedHandler = handlerName.test(name);

  if (first !== undefined && context?.type === "Identifier" && contextName.test(context.name)) {
    const isCallback = third?.type === "Identifier" && callbackName.test(third.name);
    const takesCallback = isCallback || types.some((type) => type.endsWith("Callback"));
    if (takesCallback && !foreignFirst.test(first)) return "entry";
    // `(event, context, dependencies)` is called by an entry elsewhere that passes the dependencies.
    if (eventName.test(first)) return !third || isNamedHandler ? "entry" : "takes an event";
  }
  const eventTypes = types.filter(isEventType);
  if (isNamedHandler) {
    if (eventTypes.length > 0 || first === undefined || !foreignFirst.test(first)) return "entry";
    return readsEvent(fn, sourceCode) ? "entry" : undefined;
  }
  const isEntryName = entryName.test(name);
  if (eventTypes.length > 0) {
    const answers = fn.async && types.some(isAnswerType) && !mayLeaveAnswerToOthers(fn, types);
    const takesOneRecord = eventTypes.every((type) => type.endsWith("Record"));
    return (isEntryName || answers) && !takesOneRecord ? "entry" : "takes an event";
  }
  if (event?.type !== "ObjectPattern" && !eventName.test(first ?? "")) return undefined;
  const reads = readsEvent(fn, sourceCode);
  const mayAnswer = isEntryName || reads || (first !== undefined && fn.async);
  if ((isEntryName && reads) || (mayAnswer && answersApi(fn, sourceCode))) return "entry";
  return reads ? "takes an event" : undefined;
}

/** Types of a browser's events, which are known everywhere: https://developer.mozilla.org/docs/Web/API/Event#interfaces_based_on_event */
const browserEvent =
  /^(UI|Mouse|Pointer|Keyboard|Touch|Drag|Focus|Input|Submit|Clipboard|Wheel|Animation|Transition|Message|Storage|PopState|HashChange|Progress)?Event$/;

/** `event: MouseEvent`, or React's type of such an event. */
function isOfBrowser({ typeAnnotation }: TSESTree.Identifier, sourceCode: SourceCode): boolean {
  const type = typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeReference") return false;
  const name = type.typeName;
  if (name.type === "Identifier" && !variableOf(name, sourceCode)) return browserEvent.test(name.name);
  return importedAs(name, sourceCode)?.module === "react";
}

const isAnswerType = (name: string): boolean => /(Result|Response)(V2)?$/.test(name);

/** Whether a function answers some requests only, as one does that validates them for an entry: it promises `Result | undefined`. */
const mayLeaveAnswerToOthers = (fn: FunctionNode, types: readonly string[]): boolean =>
  types
    .filter(isAnswerType)
    .map(sourceOfType)
    .every((source) => source !== undefined && wantsStatus(source)) &&
  typesPromisedBy(fn).some(({ type }) => /^TS(Undefined|Null|Void|Boolean)Keyword$/.test(type));

/** Steps that start a mark of some event source but that anybody's objects have too. */
const common =
  /^(body|detail|source|resource|resources|arguments|messages|records|headers|info|request|time|bot|identity|invocationId)$/;

/** First steps of the paths that only Lambda's events have. */
const telling = new Set(
  Object.values(eventSources)
    .flatMap(({ marks }: { marks: readonly string[] }) => marks.map((mark) => mark.split(/[[.]/)[0]!))
    .filter((step) => !common.test(step)),
);

/** Whether a function reads a property that only Lambda events have from its first parameter. */
function readsEvent(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const [event] = parametersOf(fn);
  if (event?.type === "ObjectPattern") return picksFromEvent(event);
  if (event?.type !== "Identifier") return false;
  const isEvent = (node: Node | null) => node?.type === "Identifier" && node.name === event.name;
  return some(fn.body!, sourceCode, (node) => {
    if (node.type === "MemberExpression") return isEvent(node.object) && telling.has(memberName(node) ?? "");
    return node.type === "VariableDeclarator" && isEvent(node.init) && picksFromEvent(node.id);
  });
}

const picksFromEvent = (pattern: Node): boolean =>
  pattern.type === "ObjectPattern" &&
  pattern.properties.some(
    (property) => property.type === "Property" && telling.has(memberName(property) ?? ""),
  );

/** Whether a function returns what API Gateway expects: an object with `statusCode`. */
const answersApi = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  returnsObjectWith(eventSources.api.answer, fn, sourceCode);

/** Whether a function returns an object literal that has a property. */
export const returnsObjectWith = (property: string, fn: FunctionNode, sourceCode: SourceCode): boolean =>
  returnedBy(fn, sourceCode).some(
    (returned) => propertyOf(resolve(returned, sourceCode), property) !== undefined,
  );
