import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  calledName,
  enclosingFunction,
  memberName,
  methodName,
  outermost,
  some,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableOf } from "../kit/bindings.ts";
import { importedAs, importedCallsIn } from "../kit/imports.ts";
import { once, oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";

/** What is done with a request besides waiting for it. https://nodejs.org/api/http.html#class-httpclientrequest */
const steps = /^(on|once|write|end|setHeader|setTimeout|setNoDelay|flushHeaders)$/;

/**
 * The requests of Node.js itself, `https.request(…)` and `https.get(…)`, that an async function sends and goes on: only
 * callbacks hear of what became of them, and no promise of the function does.
 */
export const requestsLeftAlone = oncePerFile((sourceCode): ReadonlySet<TSESTree.CallExpression> => {
  const requests = importedCallsIn(sourceCode).flatMap(({ node, imported }) => {
    const sends = /^(node:)?https?$/.test(imported.module) && /^(request|get)$/.test(imported.name);
    return sends && node.type === "CallExpression" ? [node] : [];
  });
  return new Set(
    requests.filter((request) => {
      const fn = enclosingFunction(request);
      return fn?.async && !waitsForCallbacks(fn, sourceCode) && isLeft(request, sourceCode);
    }),
  );
});

/** Whether a function may wait for what one of its callbacks settles. */
const waitsForCallbacks = once((fn: FunctionNode, sourceCode: SourceCode): boolean =>
  some(fn.body, sourceCode, (node) => maySettleLater(node, sourceCode)),
);

/** `new Promise(…)`, `once(request, "response")`, `await answer`, `for await (…)`, `deferred.promise` */
function maySettleLater(node: Node, sourceCode: SourceCode): boolean {
  switch (node.type) {
    case "NewExpression":
      return calledName(node) === "Promise";
    case "AwaitExpression":
      return /^(Identifier|MemberExpression)$/.test(bare(node.argument).type);
    case "ForOfStatement":
      return node.await;
    case "Identifier":
      return node.name !== "Promise" && /promise$/i.test(node.name);
    case "CallExpression": {
      const { module } = importedAs(node.callee, sourceCode) ?? {};
      return methodName(node) === "withResolvers" || /^(node:)?(events|stream|util)\b/.test(module ?? "");
    }
    default:
      return false;
  }
}

/** Whether nothing is done with a request but to write and end it, and to have callbacks called. */
function isLeft(request: Node, sourceCode: SourceCode, depth = 8): boolean {
  const { parent } = outermost(request);
  if (depth === 0) return false;
  switch (parent?.type) {
    case "ExpressionStatement":
      return true;
    case "MemberExpression": {
      const call = parent.parent;
      const goesOn = call.type === "CallExpression" && bare(call.callee) === parent;
      return goesOn && steps.test(memberName(parent) ?? "") && isLeft(call, sourceCode, depth);
    }
    case "VariableDeclarator": {
      const variable = parent.id.type === "Identifier" ? variableOf(parent.id, sourceCode) : undefined;
      return (
        variable !== undefined && placesOf(variable).every((place) => isLeft(place, sourceCode, depth - 1))
      );
    }
    default:
      return false;
  }
}
