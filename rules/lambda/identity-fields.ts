import {
  ancestorsOf,
  calledName,
  isFunction,
  memberName,
  methodName,
  stringValue,
  walk,
  type Node,
} from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Lambda } from "./model.ts";

/** A value that is to tell a receiver that two requests are the same one. */
export interface Identity {
  /** The field or header: `ClientRequestToken`, `Idempotency-Key`. */
  name: string;
  value: Node;
  /** AWS's own tokens, which the SDK fills in where they are left out, so that a fresh one stops the SDK's retries alone. */
  isToken: boolean;
}

const key = /^(x-)?idempotency[-_]?key$/i;
const token = /^(ClientRequestToken|[Cc]lientToken|MessageDeduplicationId|clientRequestToken)$/;
const header = /^(x-)?idempotency-key$/i;

/** Whether a file gives requests an identity at all, judged by its text alone. */
export const mayGiveIdentity = ({ text }: SourceCode): boolean =>
  /idempotency[-_]?key|Client(Request)?Token|MessageDeduplicationId/i.test(text);

/** The identity that a property, an assignment or a call that sets a header gives to a request. */
export function identityAt(node: Node, lambda: Lambda, sourceCode: SourceCode): Identity | undefined {
  switch (node.type) {
    case "Property": {
      const name = memberName(node);
      if (name === undefined || !isIdentity(name) || node.parent.type !== "ObjectExpression")
        return undefined;
      return isSent(node.parent, lambda, sourceCode) ? identity(name, node.value) : undefined;
    }
    case "AssignmentExpression": {
      if (node.operator !== "=" || node.left.type !== "MemberExpression") return undefined;
      const name = memberName(node.left);
      const isRequest = name !== undefined && (token.test(name) || header.test(name));
      return isRequest ? identity(name, node.right) : undefined;
    }
    case "CallExpression": {
      if (!/^(set|append|setHeader)$/.test(methodName(node) ?? "")) return undefined;
      const [first, value] = node.arguments;
      const name = stringValue(first);
      return name !== undefined && header.test(name) && value ? identity(name, value) : undefined;
    }
    default:
      return undefined;
  }
}

const isIdentity = (name: string): boolean => key.test(name) || token.test(name);

const identity = (name: string, value: Node): Identity => ({ name, value, isToken: token.test(name) });

/** What keeps or shows a value instead of sending it as the identity of a request. */
const keeping =
  /^(Item|Key|ExpressionAttributeValues|MessageBody|Message|MessageAttributes|Detail|Data|Payload|data|metadata)$/;
const keepingCall =
  /^(save|store|persist|upsert|insert\w*|put|putItem|add|log|info|debug|warn|error|trace|marshall|json|format)$/;

/** Whether an object is, or becomes part of, what is sent as a request: not an item, a message, a log entry or an answer. */
function isSent(object: Node, lambda: Lambda, sourceCode: SourceCode, depth = 3): boolean {
  let inner = object;
  for (const outer of ancestorsOf(object)) {
    switch (outer.type) {
      case "Property":
        if (keeping.test(memberName(outer) ?? "")) return false;
        break;
      case "CallExpression":
      case "NewExpression": {
        if (inner === outer.callee) return false;
        if (outer.type === "NewExpression") return true;
        const name = calledName(outer) ?? "";
        if (keepingCall.test(name)) return false;
        // `body: JSON.stringify({ … })` is sent; anything else made of text may be kept.
        if (name === "stringify") break;
        return true;
      }
      case "VariableDeclarator": {
        const uses =
          outer.id.type === "Identifier" ? (variableOf(outer.id, sourceCode)?.references ?? []) : [];
        return (
          depth > 0 &&
          uses.some(
            ({ identifier, init }) => !init && isSent(identifier as Node, lambda, sourceCode, depth - 1),
          )
        );
      }
      case "ReturnStatement":
        break;
      default:
        // What a helper builds is sent by whoever calls it; what the handler returns is its answer.
        if (isFunction(outer)) return lambda.handlers.every((handler) => handler.function !== outer);
        if (/Statement$|Declaration$/.test(outer.type) && outer.type !== "BlockStatement") return false;
    }
    inner = outer;
  }
  return false;
}

/** Whether the key is written down before it is used, so that a later delivery may find it: `await save(key)`. */
export function isStoredBefore(value: Node, sourceCode: SourceCode): boolean {
  let isStored = false;
  walk(value, sourceCode, (node) => {
    const variable = node.type === "Identifier" ? variableOf(node, sourceCode) : undefined;
    isStored ||= (variable?.references ?? []).some(
      ({ identifier, init }) =>
        !init && identifier.range[0] < value.range[0] && isPassedOn(identifier as Node, value),
    );
  });
  return isStored;
}

/** Whether an identifier is part of something awaited that ends before `later`. */
function isPassedOn(identifier: Node, later: Node): boolean {
  for (const outer of ancestorsOf(identifier)) {
    if (isFunction(outer)) return false;
    if (outer.type === "AwaitExpression") return outer.range[1] <= later.range[0];
  }
  return false;
}
