import type { TSESTree } from "@typescript-eslint/utils";
import {
  contains,
  enclosingFunction,
  isFunction,
  memberName,
  outermost,
  some,
  walk,
  type FunctionNode,
  type Node,
} from "./ast.ts";
import { placesOf } from "./binding.ts";
import { boundBy } from "./bindings.ts";
import type { Edit } from "./edits.ts";
import { listOf } from "./lists.ts";
import { nodesIn } from "./nodes.ts";
import { joinOf, neglectOf } from "./promises.ts";
import type { SourceCode } from "./rule.ts";
import { usesArguments } from "./unused.ts";

/** Whether `await` may stand at a node and helps there: in the body of an async function that is not itself let go. */
export function mayAwait(node: Node): boolean {
  const fn = enclosingFunction(node);
  return fn?.async === true && contains(fn.body, node) && !isLetGo(fn);
}

/** `(async () => { … })();`, whose own promise nobody keeps. */
function isLetGo(fn: FunctionNode): boolean {
  const call = outermost(fn).parent;
  return call?.type === "CallExpression" && outermost(call).parent?.type === "ExpressionStatement";
}

/**
 * Waits for a promise where it is made: in a statement, a branch of it or a variable. A variable whose `catch` is called
 * has to stay a promise.
 */
export function awaiting(start: Node, sourceCode: SourceCode): Edit[] | undefined {
  const value = endOfChain(start);
  const { parent } = value;
  if (parent?.type === "VariableDeclarator" && hasMembersRead(parent.id, sourceCode)) return undefined;
  const [at] = value.range;
  if (parent?.type !== "UnaryExpression") return [{ range: [at, at], text: "await " }];
  return [{ range: [parent.range[0], parent.range[0] + "void".length], text: "await" }];
}

const hasMembersRead = (id: Node, sourceCode: SourceCode): boolean =>
  boundBy(id, sourceCode)
    .flatMap(placesOf)
    .some(({ parent }) => parent?.type === "MemberExpression");

/** The last call of a chain of `then`, `catch` and `finally` that begins with an expression. */
function endOfChain(start: Node): Node {
  const value = outermost(start);
  const member = value.parent;
  return member?.type === "MemberExpression" &&
    member.object === value &&
    member.parent.type === "CallExpression"
    ? endOfChain(member.parent)
    : value;
}

/**
 * Waits for the promises that a call of `map` or `forEach` on an array makes: `await Promise.all(list.map(…))`.
 * `undefined` where the call stands for a value that something else wants.
 */
export function collecting(call: TSESTree.CallExpression, sourceCode: SourceCode): Edit[] | undefined {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.computed || call.optional || callee.optional)
    return undefined;
  const mapped: Edit[] =
    memberName(callee) === "forEach" ? [{ range: callee.property.range, text: "map" }] : [];
  if (joinOf(call, sourceCode)) return mapped;

  const { parent } = outermost(call);
  const isAwaited = parent?.type === "AwaitExpression";
  if (!neglectOf(isAwaited ? parent : call, sourceCode)) return undefined;
  const [start, end] = call.range;
  const head: Edit =
    parent?.type === "UnaryExpression"
      ? { range: [parent.range[0], start], text: "await Promise.all(" }
      : { range: [start, start], text: isAwaited ? "Promise.all(" : "await Promise.all(" };
  return [head, ...mapped, { range: [end, end], text: ")" }];
}

/**
 * Does one element after the other: `for (const x of list) { … }` in place of `list.forEach(async (x) => { … })`.
 * Only where a loop means the same: the callback takes an element and nothing else, and returns no value.
 */
export function looping(call: TSESTree.CallExpression, sourceCode: SourceCode): Edit[] | undefined {
  const statement = statementOf(call);
  const list = listOf(call);
  const [fn, thisArgument] = call.arguments;
  if (!statement || !list || !isFunction(fn) || thisArgument || !isPlainList(list)) return undefined;
  const [element, index] = fn.params;
  if (!element || index || !isPlainElement(element, list, sourceCode) || !isPlainBody(fn, sourceCode))
    return undefined;
  const { body } = fn;
  if (sourceCode.getCommentsInside(statement).some((comment) => !contains(body, comment as unknown as Node)))
    return undefined;

  const head = `for (const ${sourceCode.getText(element)} of ${sourceCode.getText(list)}) `;
  if (body.type === "BlockStatement") {
    const returns = returnsOf(body, sourceCode);
    if (returns.some(({ argument }) => argument) || returns.some((one) => isInLoop(one, body)))
      return undefined;
    return [
      { range: [statement.range[0], body.range[0]], text: head },
      ...returns.map(({ range: [start] }) => ({
        range: [start, start + "return".length] as const,
        text: "continue",
      })),
      { range: [body.range[1], statement.range[1]], text: "" },
    ];
  }
  if (!/^(Await|Call|New)Expression$/.test(body.type)) return undefined;
  const end = sourceCode.getLastToken(statement)!.value === ";" ? ";" : "";
  const awaited = body.type === "AwaitExpression" ? "" : "await ";
  return [{ range: statement.range, text: `${head}{ ${awaited}${sourceCode.getText(body)}${end} }` }];
}

/** The statement that a call makes up, with an `await` or a `void` or without. */
function statementOf(call: Node): TSESTree.ExpressionStatement | undefined {
  const { parent } = call;
  if (parent?.type === "ExpressionStatement") return parent;
  const isPrefix =
    parent?.type === "AwaitExpression" || (parent?.type === "UnaryExpression" && parent.operator === "void");
  return isPrefix && parent.parent.type === "ExpressionStatement" ? parent.parent : undefined;
}

/** What may stand behind `of` as it is. */
const isPlainList = (list: Node): boolean =>
  /^(Identifier|MemberExpression|CallExpression|AwaitExpression|ArrayExpression|ThisExpression)$/.test(
    list.type,
  );

/** An element that the loop may declare: never written, and no name that the list is made of. */
function isPlainElement(element: Node, list: Node, sourceCode: SourceCode): boolean {
  if (!/^(Identifier|ObjectPattern|ArrayPattern)$/.test(element.type)) return false;
  if ("typeAnnotation" in element && element.typeAnnotation) return false;
  const variables = boundBy(element, sourceCode);
  const names = new Set(variables.map(({ name }) => name));
  return (
    variables.every(({ references }) => references.every((one) => one.init || !one.isWrite())) &&
    nodesIn(list, ["Identifier"], sourceCode).every(({ name }) => !names.has(name))
  );
}

/** Whether the body of a function means the same in a loop: it has no `this` or `arguments` of its own, and no `var`. */
function isPlainBody(fn: FunctionNode, sourceCode: SourceCode): boolean {
  if (fn.generator || (!fn.async && fn.body.type === "BlockStatement")) return false;
  const isArrow = fn.type === "ArrowFunctionExpression";
  if (!isArrow && (fn.id || usesArguments(fn, sourceCode))) return false;
  return !some(
    fn.body,
    sourceCode,
    (node) =>
      (!isArrow && (node.type === "ThisExpression" || node.type === "MetaProperty")) ||
      (node.type === "VariableDeclaration" && node.kind === "var"),
  );
}

function returnsOf(body: Node, sourceCode: SourceCode): TSESTree.ReturnStatement[] {
  const returns: TSESTree.ReturnStatement[] = [];
  walk(body, sourceCode, (node) => {
    if (node.type === "ReturnStatement") returns.push(node);
    return !isFunction(node);
  });
  return returns;
}

/** Whether `continue` at a node would go on with another loop. */
function isInLoop(node: Node, body: Node): boolean {
  for (let outer = node.parent; outer && outer !== body; outer = outer.parent)
    if (/^(For(In|Of)?|While|DoWhile)Statement$/.test(outer.type)) return true;
  return false;
}
