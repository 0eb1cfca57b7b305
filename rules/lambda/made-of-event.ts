import type { TSESTree } from "@typescript-eslint/utils";
import { contains, isFunction, memberName, methodName, type FunctionNode, type Node } from "../kit/ast.ts";
import {
  parametersOf,
  valueOf,
  variableNaming,
  variableOf,
  writesTo,
  type Variable,
} from "../kit/bindings.ts";
import { isOfModule } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Ways } from "../kit/ways.ts";
import { listGivenBy } from "./event-paths.ts";
import { contextOf } from "./handlers.ts";
import type { Lambda } from "./model.ts";

/** How many names are followed from a value to the event; no hand-written code has more in a row. */
const maximumDepth = 50;

/** Where an event says from which stage, queue or pool it comes: the same for all events that a function gets from there. */
const steady =
  /^(region|account|version|userPoolId|stageVariables(\..*)?|requestContext\.(accountId|stage|apiId|domainName|domainPrefix|elb(\..*)?)|Records\[\]\.(awsRegion|[eE]ventSource|[eE]ventVersion|eventSourceARN|EventSubscriptionArn))$/;

/** Properties of the context that name the function, not the invocation. */
const ofFunction =
  /^(functionName|functionVersion|memoryLimitInMB|logGroupName|logStreamName|callbackWaitsForEmptyEventLoop)$/;

const waysIn = oncePerFile(() => new Ways<Variable>());

/**
 * Whether a value is certainly computed from what this invocation alone has: a part of its event that differs from one
 * event to the next, or its context. What cannot be told is no; where `dependsOnEvent` says yes in doubt, this says no.
 */
export function isMadeOfEvent(
  node: Node,
  lambda: Lambda,
  sourceCode: SourceCode,
  depth = maximumDepth,
): boolean {
  return nodesIn(node, ["Identifier"], sourceCode).some((name) => {
    const variable = variableOf(name, sourceCode);
    // What the module keeps is what an invocation leaves there, and not what this one brings.
    if (!variable || isOfModule(variable)) return false;
    const path = lambda.eventPathOf(wholeChain(name, node));
    if (path !== undefined) return !steady.test(path);
    if (isOfContext(variable, lambda)) return !ofFunction.test(propertyNamed(name, variable));
    return isVariableMadeOfEvent(variable, lambda, sourceCode, depth);
  });
}

/** `event.detail.id` for its first name, as far as it lies in `outer`. */
function wholeChain(name: Node, outer: Node): Node {
  let chain = name;
  for (let { parent } = chain; parent && contains(outer, parent) && goesOn(chain, parent); { parent } = chain)
    chain = parent;
  return chain;
}

const goesOn = (chain: Node, parent: Node): boolean =>
  parent.type === "MemberExpression"
    ? parent.object === chain && !(parent.parent.type === "CallExpression" && parent.parent.callee === parent)
    : /^(TSNonNull|TSAs|Chain)Expression$/.test(parent.type);

const isOfContext = ({ identifiers: [name] }: Variable, { handlers }: Lambda): boolean =>
  handlers.some((handler) => {
    const context = contextOf(handler);
    return context !== undefined && name !== undefined && contains(context, name);
  });

/** The property of the context that a name stands for or starts with: `context.awsRequestId`, `{ awsRequestId }`. */
function propertyNamed({ parent }: Node, { identifiers: [declared] }: Variable): string {
  const pattern = declared?.parent;
  if (pattern?.type === "Property") return memberName(pattern) ?? "";
  return parent?.type === "MemberExpression" ? (memberName(parent) ?? "") : "";
}

function isVariableMadeOfEvent(
  variable: Variable,
  lambda: Lambda,
  sourceCode: SourceCode,
  depth: number,
): boolean {
  return (
    depth > 0 &&
    waysIn(sourceCode).from(variable, () =>
      originsOf(variable, sourceCode).some(
        (origin) => !isFunction(origin) && isMadeOfEvent(origin, lambda, sourceCode, depth - 1),
      ),
    )
  );
}

/** The expressions that give a variable its value: its initialiser, what is assigned, the list of its loop, what callers pass. */
function originsOf(variable: Variable, sourceCode: SourceCode): readonly Node[] {
  const [definition] = variable.defs;
  const node = definition?.node as Node | undefined;
  if (isFunction(node) && (definition?.type as string) === "Parameter")
    return passedTo(definition!.name as Node, node, sourceCode);
  if (node?.type !== "VariableDeclarator") return [];
  const loop = node.parent.parent;
  if (loop.type === "ForOfStatement" && loop.left === node.parent) return [loop.right];
  return node.init ? [node.init, ...writesTo(variable)] : writesTo(variable);
}

/** What a function gets for a parameter: an element of a list, the result of a promise, what the file's calls pass. */
function passedTo(name: Node, fn: FunctionNode, sourceCode: SourceCode): Node[] {
  const index = parametersOf(fn).findIndex((parameter) => contains(parameter, name));
  const outer = fn.parent;
  if (outer?.type === "CallExpression" && outer.callee !== fn) {
    const given = methodName(outer) === "then" ? receiverOf(outer) : listGivenBy(outer, fn);
    return index === 0 && given ? [given] : [];
  }
  const variable = variableNaming(fn, sourceCode);
  if (!variable || valueOf(variable) !== fn) return [];
  return variable.references.flatMap(({ identifier }) => {
    const call = identifier.parent;
    const isCall = call?.type === "CallExpression" && call.callee === identifier;
    return (isCall && call.arguments[index]) || [];
  });
}

const receiverOf = (call: TSESTree.CallExpression): Node | undefined =>
  call.callee.type === "MemberExpression" ? call.callee.object : undefined;
