import {
  contains,
  isClass,
  isFunction,
  isNullish,
  memberName,
  propertyOf,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { parametersOf, resolve, variableNaming, variableOf, type Variable } from "../kit/bindings.ts";
import { mayReachEnd } from "../kit/completion.ts";
import type { Export } from "../kit/exports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typesPromisedBy } from "../kit/types.ts";
import { sourceNamed, wantsStatus } from "./event-sources.ts";
import { sourceOfType, typeOfWhole } from "./event-types.ts";
import { contextName } from "./evidence.ts";
import type { Handler } from "./handlers.ts";

/**
 * Those of the functions with an event's type that Lambda itself must call, whatever their names: nothing in the file
 * uses them, they wait for work, and what they return is what Lambda expects of such an event. A module that exports
 * other code which it has no use for itself is one of helpers, and other modules call these too; so is one with several
 * such functions, unless they take Lambda's context as well.
 */
export function entriesByShape(
  handlers: Iterable<Handler>,
  exported: readonly Export[],
  sourceCode: SourceCode,
): Set<Handler> {
  const shaped = new Set<Handler>();
  const entries = new Set<FunctionNode>();
  for (const handler of handlers) {
    const isShaped = handler.evidence === "takes an event" && isShapedAsEntry(handler, sourceCode);
    if (isShaped) shaped.add(handler);
    if (isShaped || handler.evidence === "entry") entries.add(handler.function);
  }
  if (shaped.size === 0) return shaped;
  const isForOthers = ({ value }: Export) => {
    const code = resolve(value, sourceCode);
    if (isFunction(code)) return !entries.has(code) && !isUsed(variableNaming(code, sourceCode));
    const wraps = code.type === "CallExpression" && code.arguments.some((argument) => isFunction(argument));
    return isClass(code) || (wraps && ![...entries].some((entry) => contains(code, entry)));
  };
  if (exported.some(isForOthers) || sourceCode.ast.body.some(passesOnAnother)) return new Set();
  const takesContext = ({ function: fn }: Handler) => parametersOf(fn).length > 1;
  return entries.size > 1 ? new Set([...shaped].filter(takesContext)) : shaped;
}

/** `export * from "./orders";` */
const passesOnAnother = (statement: Node): boolean =>
  (statement.type === "ExportAllDeclaration" || statement.type === "ExportNamedDeclaration") &&
  statement.source !== null &&
  statement.exportKind !== "type";

function isShapedAsEntry({ function: fn, types }: Handler, sourceCode: SourceCode): boolean {
  const [event, context, ...others] = parametersOf(fn);
  // Lambda waits for nothing but a promise or a callback, and whoever takes a callback is known by it.
  if (!fn.async || !event || others.length > 0) return false;
  const isContext =
    context?.type === "Identifier" && (contextName.test(context.name) || types.includes("Context"));
  if (context && !isContext) return false;

  const variable = exportedVariable(fn, sourceCode);
  const type = typeOfWhole(event, sourceCode);
  return variable !== undefined && !isUsed(variable) && type !== undefined && answers(type, fn, sourceCode);
}

/** The variable that holds a function, as it stands or wrapped. */
function exportedVariable(fn: FunctionNode, sourceCode: SourceCode): Variable | undefined {
  if (fn.type === "FunctionDeclaration") return variableNaming(fn, sourceCode);
  let outer = fn.parent;
  while (/^(CallExpression|TSAsExpression|TSSatisfiesExpression)$/.test(outer.type)) outer = outer.parent!;
  return outer.type === "VariableDeclarator" ? variableOf(outer.id, sourceCode) : undefined;
}

/** Whether a file uses what a variable holds, rather than only exporting it. */
const isUsed = (variable: Variable | undefined): boolean =>
  variable !== undefined &&
  variable.references.some(
    ({ identifier, init }) => !init && !/^Export(Specifier|DefaultDeclaration)$/.test(identifier.parent.type),
  );

/** Whether what a function does and returns is what Lambda wants of whom it calls with such an event. */
function answers(type: string, fn: FunctionNode, sourceCode: SourceCode): boolean {
  const source = sourceOfType(type);
  const returned = returnedBy(fn, sourceCode).map((value) => resolve(value, sourceCode));
  const alwaysReturns = returned.length > 0 && !returned.some(isNullish) && !mayReachEnd(fn, sourceCode);
  const isNothingBut = (...properties: string[]) =>
    returned.every((value) => isNullish(value) || properties.some((name) => propertyOf(value, name)));

  if (source === undefined) return false;
  // A validator answers what is wrong, and returns nothing where all is well.
  if (wantsStatus(source))
    return (
      alwaysReturns &&
      returned.some((value) => propertyOf(value, "statusCode")) &&
      !returned.some(hasBodyToWrite)
    );
  if (source === "cognito") return alwaysReturns && returned.every((value) => isEventOf(fn, value));
  if (!waitsForWork(fn, returned, sourceCode)) return false;
  // Functions for each kind of request are called by one that looks at the kind.
  if (source === "custom-resource")
    return isNothingBut("PhysicalResourceId") && reads("RequestType", fn, sourceCode);
  const isAnswered = sourceNamed(source).delivery === "sync";
  return !isAnswered && (returnsVoid(fn) || isNothingBut("batchItemFailures", "statusCode"));
}

/** `{ statusCode: 200, body: { id } }`: somebody between the function and Lambda makes a text of the body. */
function hasBodyToWrite(answer: Node): boolean {
  const body = propertyOf(answer, "body")?.value;
  return body?.type === "ObjectExpression" || body?.type === "ArrayExpression";
}

function isEventOf(fn: FunctionNode, value: Node): boolean {
  const [event] = parametersOf(fn);
  return event?.type === "Identifier" && value.type === "Identifier" && value.name === event.name;
}

/** Whether a function does what takes time; what only throws or logs is asynchronous for its callers' sake. */
const waitsForWork = (fn: FunctionNode, returned: readonly Node[], sourceCode: SourceCode): boolean =>
  returned.some(({ type }) => type === "CallExpression") ||
  nodesIn(fn, ["AwaitExpression"], sourceCode).length > 0 ||
  nodesIn(fn, ["ForOfStatement"], sourceCode).some((loop) => loop.await) ||
  nodesIn(fn, ["ArrowFunctionExpression", "FunctionExpression"], sourceCode).some(
    (inner) => inner !== fn && inner.async,
  );

const reads = (property: string, fn: FunctionNode, sourceCode: SourceCode): boolean =>
  nodesIn(fn, ["MemberExpression", "Property"], sourceCode).some((node) => memberName(node) === property);

const returnsVoid = (fn: FunctionNode): boolean => {
  const promised = typesPromisedBy(fn);
  return promised.length > 0 && promised.every(({ type }) => /^TS(Void|Undefined)Keyword$/.test(type));
};
