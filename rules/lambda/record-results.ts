import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  contains,
  enclosingFunction,
  isFunction,
  memberName,
  methodName,
  rootOf,
  outermost,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { boundBy, declaredIn, functionNamed, variableOf, type Variable } from "../kit/bindings.ts";
import { isLogged } from "../kit/logging.ts";
import { within } from "../kit/nodes.ts";
import { once, oncePerFile } from "../kit/once.ts";
import { waitingFor } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Ways } from "../kit/ways.ts";
import { workFor } from "./record-work.ts";
import type { RecordLoop } from "./records.ts";
import { sdkCallsIn } from "./sdk-calls.ts";

/**
 * Whether a loop only prepares: what it made of the records is worked on together afterwards, in one call or a few.
 * Then no single record fails.
 */
export function preparesForLater(loop: RecordLoop, sourceCode: SourceCode): boolean {
  if (writesForEach(loop, sourceCode)) return false;
  if (loop.node.type === "CallExpression" && isUsed(loop.node, loop, sourceCode)) return true;
  return filledBy(loop, sourceCode).some((variable) =>
    variable.references.some(
      ({ identifier }) =>
        identifier.range[0] > loop.node.range[1] && isUsed(identifier as Node, loop, sourceCode),
    ),
  );
}

/** Operations of AWS that certainly leave something behind. */
const writing = /^(Batch|Transact)?(Put|Update|Delete|Write|Send|Publish|Start|Copy|Upload)/;

/** Services that only watch the work. */
const watching = /^(cloudwatch|cloudwatch-logs|xray)$/;

const writesIn = oncePerFile((sourceCode): readonly Node[] =>
  sdkCallsIn(sourceCode)
    .filter(({ service, operation }) => writing.test(operation) && !watching.test(service))
    .map(({ node }) => node),
);

/** Whether a loop certainly leaves something behind for each record, itself or in a function of the file. */
function writesForEach(loop: RecordLoop, sourceCode: SourceCode): boolean {
  const writes = writesIn(sourceCode);
  if (writes.length === 0) return false;
  const helpers = workFor(loop, sourceCode).map(
    (work) => work.type === "CallExpression" && functionNamed(work.callee, sourceCode),
  );
  return [loop.body, ...helpers].some((code) => code && within(code, writes).length > 0);
}

/** The variables around a loop that it puts something into; what it notes of failures is not meant. */
function filledBy({ node, body }: RecordLoop, sourceCode: SourceCode): Variable[] {
  const filled = new Set<Variable>();
  walk(body, sourceCode, (inner) => {
    if (inner.type === "CatchClause") return false;
    const target = targetOf(inner);
    const variable = target && variableOf(rootOf(target), sourceCode);
    if (variable && isLocal(variable) && !declaredIn(variable, node) && !declaredIn(variable, body.parent!))
      filled.add(variable);
    return true;
  });
  return [...filled];
}

const isLocal = (variable: Variable): boolean => variable.scope.variableScope.type === "function";

/** `list.push(x)`, `groups[key] = x`, `total = total.concat(x)`: what the value is put into. */
function targetOf(node: Node): Node | undefined {
  if (node.type === "AssignmentExpression" && node.operator === "=" && node.right.type !== "Literal")
    return node.left;
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);
  return callee.type === "MemberExpression" &&
    /^(push|unshift|set|add|append)$/.test(memberName(callee) ?? "")
    ? callee.object
    : undefined;
}

/** What is known of the uses of values in a handler. */
const usesIn = once<FunctionNode, Ways<Node>>(() => new Ways());

/** Whether more is done with a value than to wait for it, count it, log it, throw it or answer with it. */
function isUsed(node: Node, loop: RecordLoop, sourceCode: SourceCode, names = mostNames): boolean {
  return usesIn(loop.handler.function).from(
    node,
    () => names === 0 || isUsedAt(node, loop, sourceCode, names),
  );
}

/** Through how many names a value is followed; no hand-written code has more in a row. */
const mostNames = 50;

function isUsedAt(node: Node, loop: RecordLoop, sourceCode: SourceCode, names: number): boolean {
  const value = outermost(node);
  const parent = value.parent!;
  if (isLogged(value)) return false;
  switch (parent.type) {
    case "ExpressionStatement":
    case "ThrowStatement":
    case "IfStatement":
      return false;
    case "AwaitExpression":
    case "SpreadElement":
    case "ArrayExpression":
    case "Property":
    case "ObjectExpression":
      return isUsed(parent, loop, sourceCode, names);
    case "VariableDeclarator": {
      const variable =
        parent.init === value && parent.id.type === "Identifier"
          ? variableOf(parent.id, sourceCode)
          : undefined;
      // What stands before is another round of a loop, and `var a = [...a]` would never end.
      return (
        variable?.references.some(
          ({ identifier }) =>
            identifier.range[0] > parent.range[1] && isUsed(identifier as Node, loop, sourceCode, names - 1),
        ) ?? true
      );
    }
    case "MemberExpression":
      return isMemberUsed(parent, loop, sourceCode);
    case "CallExpression":
      if (methodName(parent) === "stringify") return isUsed(parent, loop, sourceCode, names);
      if (isAnswer(parent.callee)) return false;
      return waitingFor(value, sourceCode)
        ? isUsed(parent, loop, sourceCode, names)
        : parent.callee !== value;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return isAnswerUsed(parent, loop, sourceCode);
    default:
      return true;
  }
}

/** `results.length` counts, `promise.catch(…)` goes on, `results.flat()` is used as its answer is. */
function isMemberUsed(member: TSESTree.MemberExpression, loop: RecordLoop, sourceCode: SourceCode): boolean {
  const name = memberName(member) ?? "";
  if (/^(length|size)$/.test(name)) return false;
  const call = member.parent;
  if (call.type !== "CallExpression" || call.callee !== member) return true;
  if (name === "then") return isUsedBy(call.arguments[0], loop, sourceCode);
  return /^(catch|finally|filter|some|every|flat)$/.test(name) && isUsed(call, loop, sourceCode);
}

/** `then((results) => …)`, `then(callback)`: what becomes of a result in the function that gets it. */
function isUsedBy(onDone: Node | undefined, loop: RecordLoop, sourceCode: SourceCode): boolean {
  if (!isFunction(onDone)) return onDone !== undefined && !isAnswer(onDone);
  return onDone.params
    .flatMap((parameter) => boundBy(parameter, sourceCode))
    .flatMap(({ references }) => references)
    .some(({ identifier }) => isUsed(identifier as Node, loop, sourceCode));
}

/** How a handler without `async` answers. */
const isAnswer = (callee: Node): boolean =>
  callee.type === "Identifier" && /^(callback|cb|done)$/.test(callee.name);

/** Whether somebody uses what a function returns. Nobody does where it is the handler: Lambda reads one field of it. */
function isAnswerUsed(returning: Node, loop: RecordLoop, sourceCode: SourceCode): boolean {
  const fn = isFunction(returning) ? returning : enclosingFunction(returning);
  const entry = loop.handler.function;
  if (!fn || fn === entry) return false;
  let used = contains(entry, fn);
  walk(entry, sourceCode, (node) => {
    if (node.type === "CallExpression" && functionNamed(node.callee, sourceCode) === fn)
      used ||= isUsed(node, loop, sourceCode);
    return !used;
  });
  return used;
}
