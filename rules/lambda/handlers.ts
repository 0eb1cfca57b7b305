import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isClass, isFunction, memberName, methodName, returnedBy, some, type FunctionNode, type Node } from "../kit/ast.ts";
import { classOf, functionNamed, memberFunction, parametersOf, resolve } from "../kit/bindings.ts";
import { exportsOf, type Export } from "../kit/exports.ts";
import { importedModules } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { eventSources } from "./event-sources.ts";
import { lambdaTypesOf } from "./event-types.ts";

/** A function that Lambda calls for each event, as far as its own file can tell. */
export interface Handler {
  /** The name it is exported under. */
  name: string;
  function: FunctionNode;
  /**
   * Whether Lambda itself calls it. An exported function that only takes a Lambda event is called by some entry
   * elsewhere: it runs per invocation too, but what it returns need not be what Lambda gets.
   */
  isEntry: boolean;
  /** Types of `aws-lambda` that its declaration names, `SQSEvent`, `SQSHandler` … */
  types: string[];
  /** The wrappers around it, outermost first: `middy(…)`, `withLogging(…)`. */
  wrappers: TSESTree.CallExpression[];
}

/** How deep wrappers, factories and names are followed from an export to its function. */
const maximumDepth = 8;

/** The handlers a file exports, by structure: how a function is exported, typed and shaped, never by an import alone. */
export function handlersIn(sourceCode: SourceCode): Handler[] {
  const exported = exportsOf(sourceCode);
  if (exported.length === 0 || isSomethingElse(exported, sourceCode)) return [];

  const handlers = new Map<FunctionNode, Handler>();
  for (const one of exported) {
    const wrappers: TSESTree.CallExpression[] = [];
    const candidates = functionsBehind(one.value, sourceCode, wrappers, maximumDepth);
    const types = lambdaTypesOf(one.statement, candidates, sourceCode);
    for (const fn of candidates) {
      const evidence = evidenceFor(one.name, fn, types, sourceCode);
      if (!evidence || handlers.get(fn)?.isEntry) continue;
      handlers.set(fn, { name: one.name, function: fn, isEntry: evidence === "entry", types, wrappers });
    }
  }
  return [...handlers.values()];
}

/**
 * The functions an exported value may be: itself, what it is called through (`middy(fn)`, `wrap(opts)(fn)`,
 * `middy().use(x).handler(fn)`, `instance.method.bind(instance)`), what a factory of this file returns.
 */
function functionsBehind(
  node: Node,
  sourceCode: SourceCode,
  wrappers: TSESTree.CallExpression[],
  depth: number,
): FunctionNode[] {
  if (depth === 0) return [];
  const value = awaited(resolve(awaited(node), sourceCode));
  const behind = (inner: Node) => functionsBehind(inner, sourceCode, wrappers, depth - 1);

  if (isFunction(value)) return value.body ? [value] : [];
  switch (value.type) {
    case "ConditionalExpression":
      return [...behind(value.consequent), ...behind(value.alternate)];
    case "LogicalExpression":
      return [...behind(value.left), ...behind(value.right)];
    case "AssignmentExpression":
      return behind(value.right);
    case "MemberExpression": {
      const method = functionNamed(value, sourceCode);
      return method ? [method] : [];
    }
    case "CallExpression":
      return functionsBehindCall(value, sourceCode, wrappers, behind);
    default:
      return [];
  }
}

function functionsBehindCall(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  wrappers: TSESTree.CallExpression[],
  behind: (node: Node) => FunctionNode[],
): FunctionNode[] {
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression" && memberName(callee) === "bind") return behind(callee.object);

  // A factory of this file: what it returns is the handler, what it does itself is done once.
  const factory = functionNamed(callee, sourceCode);
  if (factory) {
    const made = returnedBy(factory, sourceCode).flatMap((returned) => behind(returned));
    // `const wrap = (inner) => async (event) => …`: the function that was passed is called by the one returned.
    if (made.length > 0) return [...made, ...argumentsOf(call).filter(isFunctionLike).flatMap(behind)];
  }

  wrappers.push(call);
  const passed = argumentsOf(call).flatMap(behind);
  // `middy(fn).use(…)` and `middy().use(…).handler(fn)`: the chain before the last call may hold the function.
  const chain = callee.type === "MemberExpression" ? awaited(callee.object) : callee;
  return chain.type === "CallExpression" ? [...behind(chain), ...passed] : passed;
}

const argumentsOf = (call: TSESTree.CallExpression): Node[] =>
  call.arguments.filter((argument) => argument.type !== "SpreadElement");

const isFunctionLike = (node: Node): boolean => isFunction(node) || node.type === "Identifier" || node.type === "CallExpression";

// --- evidence ---

/** Names that a template's `Handler` points at, and little else. */
const handlerName = /^(handler|lambdaHandler|lambda_handler)$/;
const handlerLikeName = /handler$/i;
const eventName = /^_?(event|evt|lambdaEvent|sqsEvent|snsEvent|s3Event|kinesisEvent|apiEvent|_+event)$/i;
const contextName = /^_*(context|ctx|lambdaContext|_context)\d*$/i;

/** `req, res` of Express and Next, `ctx, next` of Koa, `context, event, callback` of Twilio: handlers of somebody else. */
const foreignFirst = /^_?(req|request|res|ctx|argv|args|yargs|props|context|e|err|error|socket|interaction|message|msg|node|action|state)$/i;

type Evidence = "entry" | "takes an event" | undefined;

function evidenceFor(name: string, fn: FunctionNode, types: readonly string[], sourceCode: SourceCode): Evidence {
  const [event, context] = parametersOf(fn);
  const first = event?.type === "Identifier" ? event.name : undefined;
  const isHandlerType = types.some((type) => type.endsWith("Handler") || type === "Handler");
  if (isHandlerType) return "entry";

  const takesEventAndContext = first !== undefined && eventName.test(first) && context?.type === "Identifier" && contextName.test(context.name);
  const thirdIsNoCallback = fn.params.length >= 3 && !isCallback(fn.params[2]!);
  if (takesEventAndContext && !(thirdIsNoCallback && !handlerName.test(name))) return "entry";

  const isTyped = types.length > 0;
  if (handlerName.test(name)) {
    if (isTyped || event === undefined) return "entry";
    if (first !== undefined && foreignFirst.test(first)) return readsEvent(fn, sourceCode) ? "entry" : undefined;
    return "entry";
  }
  if (isTyped) return handlerLikeName.test(name) || name === "main" || name === "default" ? "entry" : "takes an event";
  if (!takesOnlyEvent(event, first)) return undefined;

  const looksLikeLambda = readsEvent(fn, sourceCode) || answersApi(fn, sourceCode);
  if (!looksLikeLambda) return undefined;
  return handlerLikeName.test(name) || name === "main" || name === "default" || answersApi(fn, sourceCode) ? "entry" : "takes an event";
}

const takesOnlyEvent = (event: Node | undefined, first: string | undefined): boolean =>
  (first !== undefined && eventName.test(first)) || event?.type === "ObjectPattern";

const isCallback = (parameter: Node): boolean =>
  parameter.type === "Identifier" && /^_*(callback|cb|done|next|_)$/i.test(parameter.name);

/** First steps of the paths that only Lambda events have; `body` and `detail` alone would be anybody's. */
const telling = new Set(
  Object.values(eventSources)
    .flatMap(({ marks }: { marks: string[] }) => marks.map((mark) => mark.split(/[[.]/)[0]!))
    .filter((step) => !/^(body|detail|source|resource|resources|arguments|messages|headers|info|request|time|bot)$/.test(step)),
);

/** Whether a function reads a property that only Lambda events have from its first parameter. */
function readsEvent(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const [event] = parametersOf(fn);
  if (event?.type === "ObjectPattern") {
    return event.properties.some((property) => property.type === "Property" && telling.has(memberName(property) ?? ""));
  }
  if (event?.type !== "Identifier") return false;
  return some(fn.body, sourceCode, (node) => {
    if (node.type === "MemberExpression") {
      return node.object.type === "Identifier" && node.object.name === event.name && telling.has(memberName(node) ?? "");
    }
    if (node.type !== "VariableDeclarator" || node.init?.type !== "Identifier" || node.init.name !== event.name) return false;
    return node.id.type === "ObjectPattern" && node.id.properties.some((property) => property.type === "Property" && telling.has(memberName(property) ?? ""));
  });
}

/** Whether a function returns what API Gateway expects: an object with `statusCode`. */
const answersApi = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  returnedBy(fn, sourceCode).some((returned) => {
    const value = resolve(returned, sourceCode);
    return value.type === "ObjectExpression" && value.properties.some((property) => property.type === "Property" && memberName(property) === "statusCode");
  });

// --- files whose exports are not Lambda's ---

const testModule = /^(vitest|jest|@jest\/.*|mocha|chai|sinon|node:test|aws-sdk-client-mock(-.*)?|@testing-library\/.*|supertest|nock|ava|tap)$/;
const frontEnd = /^(react|react-dom|react-native|next|next\/.*|vue|svelte|@angular\/.*|preact|solid-js|express|koa|fastify|yargs|@slack\/bolt)$/;
const infrastructure = /^(aws-cdk-lib|constructs|@pulumi\/.*|cdktf|@aws-cdk\/.*|sst|sst\/constructs)(\/|$)/;

/** Tests, infrastructure code, scripts and front ends: what they export as `handler` is something else. */
function isSomethingElse(exported: readonly Export[], sourceCode: SourceCode): boolean {
  if (sourceCode.text.startsWith("#!") || isTest(sourceCode)) return true;
  const modules = importedModules(sourceCode);
  const namesHandler = exported.some(({ name }) => handlerName.test(name));
  if (modules.some((module) => infrastructure.test(module)) && !namesHandler) return true;
  // A command of yargs exports `handler` too, beside `command` or `builder`.
  if (exported.some(({ name }) => name === "builder" || name === "command")) return true;
  return modules.some((module) => frontEnd.test(module)) && !namesHandler;
}

/** Whether the file is a test: by the modules it imports, or by calling `describe`, `it` or `test` at its top. */
export function isTest(sourceCode: SourceCode): boolean {
  if (importedModules(sourceCode).some((module) => testModule.test(module))) return true;
  return sourceCode.ast.body.some((statement) => {
    if (statement.type !== "ExpressionStatement") return false;
    const call = awaited(statement.expression);
    if (call.type !== "CallExpression") return false;
    const name = call.callee.type === "Identifier" ? call.callee.name : methodName(call);
    return /^(describe|it|test|beforeEach|beforeAll|afterEach|afterAll|mock)$/.test(name ?? "") && call.arguments.some((argument) => isFunction(argument));
  });
}

/** A method that a decorator or an interface marks as Lambda's: `@logger.injectLambdaContext()`, `implements LambdaInterface`. */
export function methodsOfLambdaClasses(value: Node, sourceCode: SourceCode): FunctionNode[] {
  const owner = isClass(value) ? value : classOf(value, sourceCode);
  const implementsLambda = owner?.implements?.some(({ expression }) => expression.type === "Identifier" && expression.name === "LambdaInterface");
  const method = owner && implementsLambda ? memberFunction(owner, "handler") : undefined;
  return method ? [method] : [];
}
