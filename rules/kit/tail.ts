import { ancestorsOf, type FunctionNode, type Node } from "./ast.ts";

/**
 * Where a function ends, if a statement is the last thing it does: at the statement itself, or at the bare `return` or
 * `break` behind it. `undefined` where something else may run afterwards.
 */
export function endOf(statement: Node, fn: FunctionNode): Node | undefined {
  const { parent } = statement;
  switch (parent?.type) {
    case "BlockStatement": {
      const next = nextIn(parent.body, statement);
      if (next) return next.type === "ReturnStatement" && !next.argument ? next : undefined;
      return parent === fn.body || isLast(parent, fn) ? statement : undefined;
    }
    case "SwitchCase": {
      const next = nextIn(parent.consequent, statement);
      if (next?.type === "ReturnStatement" && !next.argument) return next;
      if (!isLast(parent.parent, fn)) return undefined;
      if (next) return next.type === "BreakStatement" && !next.label ? next : undefined;
      return parent.parent.cases.at(-1) === parent ? statement : undefined;
    }
    case "IfStatement":
      return isLast(parent, fn) ? statement : undefined;
    default:
      return undefined;
  }
}

const nextIn = (statements: readonly Node[], statement: Node): Node | undefined =>
  statements[statements.indexOf(statement) + 1];

function isLast(statement: Node, fn: FunctionNode): boolean {
  const { parent } = statement;
  if (parent?.type === "CatchClause") return isLast(parent.parent, fn);
  if (parent?.type === "TryStatement") return parent.finalizer !== statement && isLast(parent, fn);
  return endOf(statement, fn) !== undefined;
}

/** Whether an error thrown at a node is caught in the same function. */
export function isCaught(node: Node, fn: FunctionNode): boolean {
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    if (outer === fn) return false;
    if (outer.type === "TryStatement" && outer.handler && outer.block === inner) return true;
    inner = outer;
  }
  return false;
}
