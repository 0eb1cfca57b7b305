import { bare, methodName, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isOfOwnObject } from "./left-state.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";
import type { ModuleState, Use } from "./module-state.ts";

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
