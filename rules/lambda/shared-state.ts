import { bare, enclosingFunction, memberName, methodName, type Node } from "../kit/ast.ts";
import { isGlobal, resolve } from "../kit/bindings.ts";
import { branchAround } from "../kit/branches.ts";
import { isEnvironment } from "../kit/environment.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isOfOwnObject } from "./left-state.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";
import { overlap, type ModuleState, type Use } from "./module-state.ts";

/**
 * Where a variable of the module is given data of the event. One request after the other it does no harm if each sets
 * it first; on a Managed Instance, requests that run at once overwrite each other's.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-nodejs-runtime.html
 */
export const sharedBy = (state: ModuleState, lambda: Lambda, sourceCode: SourceCode): Use | undefined =>
  state.uses.find((one) => {
    const [value] = one.values;
    return (
      one.role === "set" &&
      value !== undefined &&
      isOfOwnObject(state, one) &&
      isData(value, sourceCode) &&
      isMadeOfEvent(value, lambda, sourceCode) &&
      lambda.runsPerInvocation(one.at)
    );
  });

/** Whether a value is data, rather than a client, a connection or whatever else a call gives. */
function isData(node: Node, sourceCode: SourceCode): boolean {
  const value = bare(node);
  switch (value.type) {
    case "CallExpression":
      // `JSON.parse(event.body)`
      return (
        methodName(value) === "parse" &&
        value.callee.type === "MemberExpression" &&
        isGlobal(value.callee.object, "JSON", sourceCode)
      );
    case "LogicalExpression":
      return isData(value.left, sourceCode);
    default:
      return /^(Identifier|MemberExpression|ObjectExpression|ArrayExpression|TemplateLiteral)$/.test(
        value.type,
      );
  }
}

/**
 * Where a handler begins to count, or to gather, in a variable of the module that it empties for each request. One
 * request after the other that works; requests that run at once empty each other's, and add to them.
 */
export const refilledBy = (state: ModuleState, lambda: Lambda): Use | undefined => {
  const perRequest = state.uses.filter(({ at }) => lambda.runsPerInvocation(at));
  // What is looked up under a key is a cache, which is emptied when it is old.
  if (state.uses.some(({ role }) => role === "look" || role === "put")) return undefined;
  return perRequest.find(
    (one) =>
      /^(change|add)$/.test(one.role) &&
      isOfOwnObject(state, one) &&
      perRequest.some((other) => other !== one && overlap(other.names, one.names) && isEmptying(other)),
  );
};

/** Whether a handler waits for something on its way: only then another request gets its turn. */
export const waitsSomewhere = (lambda: Lambda, sourceCode: SourceCode): boolean =>
  nodesIn(sourceCode.ast, ["AwaitExpression"], sourceCode).some((node) => lambda.runsPerInvocation(node));

/** `count = 0`, `items = []`, `items.length = 0`, whatever the request. */
function isEmptying({ role, at, values: [value] }: Use): boolean {
  const fn = enclosingFunction(at);
  if (!fn || branchAround(at, fn)) return false;
  if (role === "empty") return at.type !== "CallExpression" || methodName(at) === "clear";
  const start = role === "set" && value ? bare(value) : undefined;
  return (
    start?.type === "Literal" ||
    (start?.type === "ArrayExpression" && start.elements.length === 0) ||
    (start?.type === "ObjectExpression" && start.properties.length === 0)
  );
}

/** Something outside of the module's variables that requests which run at once share. */
export interface SharedWrite {
  node: Node;
  kind: "environment" | "keys";
}

/** Where data of an event is left in the environment's variables, or with a logger for all that it logs. */
export const sharedWritesIn = (lambda: Lambda, sourceCode: SourceCode): SharedWrite[] => [
  ...nodesIn(sourceCode.ast, ["AssignmentExpression"], sourceCode).flatMap(
    ({ left, right }): SharedWrite[] => {
      const target = bare(left);
      const isWrite =
        target.type === "MemberExpression" &&
        isEnvironment(target.object, sourceCode) &&
        isMadeOfEvent(right, lambda, sourceCode) &&
        lambda.runsPerInvocation(target);
      return isWrite ? [{ node: target, kind: "environment" }] : [];
    },
  ),
  ...nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call): SharedWrite[] => {
    const callee = bare(call.callee);
    const isWrite =
      callee.type === "MemberExpression" &&
      keeping.test(memberName(callee) ?? "") &&
      isLoggerOfModule(callee.object, lambda, sourceCode) &&
      call.arguments.some((argument) => isMadeOfEvent(argument, lambda, sourceCode)) &&
      lambda.runsPerInvocation(call);
    return isWrite ? [{ node: callee, kind: "keys" }] : [];
  }),
];

/**
 * Methods of Powertools' logger for keys that it logs from then on. Those of `appendKeys` belong to the request since
 * version 2.34. https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/
 */
const keeping = /^(append|set|add)Persistent(Keys|LogAttributes)$/;

function isLoggerOfModule(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const made = resolve(node, sourceCode);
  return (
    made.type === "NewExpression" &&
    importedAs(made.callee, sourceCode)?.module === "@aws-lambda-powertools/logger" &&
    !lambda.runsPerInvocation(made)
  );
}
