import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  isFunction,
  methodName,
  someOwn,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { branchAround } from "../kit/branches.ts";
import { usesOf } from "../kit/methods.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Ways } from "../kit/ways.ts";
import type { Lambda } from "./model.ts";

/** How many calls are followed from a function back to the handler. */
const maximumDepth = 4;

/** Whether a node runs for each event, or record of one, that a handler gets: no condition on the way may leave it out. */
export function runsForEachEvent(
  node: Node,
  lambda: Lambda,
  sourceCode: SourceCode,
  depth = maximumDepth,
): boolean {
  const handler = lambda.handlerOf(node);
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    if (isFunction(outer)) {
      if (branchAround(node, outer)) return false;
      return outer === handler?.function || isCalledForEachEvent(outer, lambda, sourceCode, depth);
    }
    if (!goesOnTo(inner, outer, lambda, sourceCode)) return false;
    inner = outer;
  }
  return false;
}

/** Whether a statement or an expression gets to a part of it, whatever the event; conditions aside. */
function goesOnTo(inner: Node, outer: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  switch (outer.type) {
    case "BlockStatement":
    case "SwitchCase": {
      const statements: readonly Node[] = outer.type === "SwitchCase" ? outer.consequent : outer.body;
      return statements.every(
        (statement) => statement.range[0] >= inner.range[0] || !mayLeave(statement, { lambda, sourceCode }),
      );
    }
    case "ForOfStatement":
      return inner !== outer.body || goesThroughAll(outer.right, lambda, sourceCode);
    case "ForStatement":
      return lambda.recordLoops.at(outer) !== undefined;
    case "ForInStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return false;
    default:
      return true;
  }
}

const leaving = /^(Return|Break|Continue|Throw)Statement$/;

/** Whether a statement may end what stands around it; not what ends it for an event that is empty. */
const mayLeave = once((statement: Node, { lambda, sourceCode }: Scene): boolean => {
  if (!/^(If|Switch|Try|Labeled|For|ForOf|ForIn|While|DoWhile|Block)Statement$/.test(statement.type))
    return leaving.test(statement.type);
  if (!someOwn(statement, sourceCode, ({ type }) => leaving.test(type))) return false;
  return statement.type !== "IfStatement" || !asksForRecords(statement.test, lambda, sourceCode);
});

interface Scene {
  lambda: Lambda;
  sourceCode: SourceCode;
}

/** `!event.Records`, `event.Records.length === 0` */
const asksForRecords = (test: Node, lambda: Lambda, sourceCode: SourceCode): boolean =>
  nodesIn(test, ["CallExpression"], sourceCode).length === 0 &&
  nodesIn(test, ["Identifier"], sourceCode)
    .filter(({ parent }) => parent.type !== "MemberExpression" || parent.object.type === "Identifier")
    .every((name) => /^(Records(\.length)?)?$/.test(lambda.eventPathOf(topOf(name)) ?? "?"));

/** The whole of the members that begin with a name. */
function topOf(name: Node): Node {
  const { parent } = name;
  if (parent?.type === "ChainExpression") return topOf(parent);
  const isPart = parent?.type === "MemberExpression" && (parent.object === name || parent.property === name);
  return isPart ? topOf(parent) : name;
}

/** Whether a list holds all records of the event, or something written here. */
function goesThroughAll(list: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const value = resolve(list, sourceCode);
  if (value.type === "ArrayExpression")
    return value.elements.some((one) => one && one.type !== "SpreadElement");
  return lambda.eventPathOf(value) === "Records" && !isSelected(value, sourceCode);
}

/** `event.Records.filter(isNew)`, `event.Records.slice(1)` */
const isSelected = (list: Node, sourceCode: SourceCode): boolean =>
  nodesIn(list, ["CallExpression"], sourceCode).length > 0;

/** `work().then(fn)`; what follows an error comes second. */
const isFollowedBy = (call: TSESTree.CallExpression, fn: FunctionNode): boolean =>
  methodName(call) === "then" && call.arguments[0] === fn;

/** The ways from the functions of a file back to its handlers. */
const waysOf: (lambda: Lambda) => Ways<FunctionNode> = once(() => new Ways());

/** Whether a function is called for each event: with each record, by the handler, or by what that calls. */
function isCalledForEachEvent(
  fn: FunctionNode,
  lambda: Lambda,
  sourceCode: SourceCode,
  depth: number,
): boolean {
  if (depth === 0) return false;
  const goesOn = (call: Node) => runsForEachEvent(call, lambda, sourceCode, depth - 1);
  return waysOf(lambda).from(fn, () => {
    const loop = lambda.recordLoops.at(fn.body);
    if (loop) {
      const callee = loop.node.type === "CallExpression" ? bare(loop.node.callee) : undefined;
      const list = callee?.type === "MemberExpression" ? callee.object : undefined;
      return list !== undefined && goesThroughAll(list, lambda, sourceCode) && goesOn(loop.node);
    }
    const { parent } = fn;
    if (parent?.type === "CallExpression")
      return (bare(parent.callee) === fn || isFollowedBy(parent, fn)) && goesOn(parent);
    return usesOf(fn, sourceCode).some(
      (use) => use.parent?.type === "CallExpression" && bare(use.parent.callee) === use && goesOn(use.parent),
    );
  });
}
