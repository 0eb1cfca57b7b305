import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, contains, type FunctionNode, type Node } from "./ast.ts";
import { once } from "./once.ts";

/** A statement or an expression that may leave a part of itself out. */
export interface Branch {
  outer: Node;
  /** The part, a child of `outer`. */
  inner: Node;
}

/**
 * The outermost condition inside a function that decides whether a node runs once the function gets there.
 * Loops and the blocks of `try` count as run.
 */
export function branchAround(node: Node, fn: FunctionNode): Branch | undefined {
  let branch: Branch | undefined;
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    if (outer === fn) break;
    if (mayLeaveOut(outer, inner)) branch = { outer, inner };
    inner = outer;
  }
  return branch;
}

function mayLeaveOut(outer: Node, inner: Node): boolean {
  switch (outer.type) {
    case "IfStatement":
    case "ConditionalExpression":
    case "SwitchCase":
      return inner !== outer.test;
    case "LogicalExpression":
    case "AssignmentPattern":
      return inner === outer.right;
    case "CatchClause":
      return true;
    default:
      return false;
  }
}

/** The statement that a branch of an `if` ends with. */
export const lastOf = (branch: Node | null | undefined): Node | null | undefined =>
  branch?.type === "BlockStatement" ? branch.body.at(-1) : branch;

/** Whether a branch of an `if` ends the function, so that nothing after the `if` runs. */
export function leavesFunction(branch: Node | null | undefined): boolean {
  const last = lastOf(branch);
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

/**
 * Whether one of some places in a function, all of them assignments, has certainly been passed when a node is reached.
 * In doubt, it has.
 */
export const isPassedBefore = (node: Node, places: readonly Node[]): boolean =>
  places.some((place) => {
    const statement = statementBefore(place, node);
    return statement !== undefined && passes(statement, places);
  });

/** The statement around a place that stands before a node in the same block. */
function statementBefore(place: Node, node: Node): Node | undefined {
  let inner = place;
  for (const outer of ancestorsOf(place)) {
    if (contains(outer, node))
      return outer.type === "BlockStatement" && inner.range[1] <= node.range[0] ? inner : undefined;
    inner = outer;
  }
  return undefined;
}

/** The `if`s that may have ended a function before it gets to a node. */
export function leavingBefore(node: Node, fn: FunctionNode): TSESTree.IfStatement[] {
  const found: TSESTree.IfStatement[] = [];
  for (const outer of ancestorsOf(node)) {
    if (outer === fn) break;
    if (outer.type === "BlockStatement")
      found.push(...leavingIn(outer).filter(({ range }) => range[1] <= node.range[0]));
  }
  return found;
}

const leavingIn = once(
  (block: TSESTree.BlockStatement): TSESTree.IfStatement[] =>
    block.body.filter(
      (statement) => statement.type === "IfStatement" && leavesFunction(statement.consequent),
    ) as TSESTree.IfStatement[],
);

/** Whether a statement passes one of the places whichever way it takes, as far as it goes on at all. */
function passes(statement: Node, places: readonly Node[]): boolean {
  const inside = places.filter((place) => contains(statement, place));
  const passesHere = (part: Node | null) => part !== null && passes(part, inside);
  if (inside.length === 0) return false;
  switch (statement.type) {
    case "BlockStatement":
      return statement.body.some((one) => passesHere(one) || leavesFunction(one));
    case "IfStatement":
      return [statement.consequent, statement.alternate].every(
        (branch) => passesHere(branch) || leavesFunction(branch),
      );
    case "SwitchStatement":
      return statement.cases.some(({ test }) => !test);
    case "ExpressionStatement":
      return inside.some((place) => !isOptional(place, statement));
    default:
      return true;
  }
}

/** Whether a condition inside a statement decides on a place: `isNew && (user = event.user)`. */
function isOptional(place: Node, statement: TSESTree.Statement): boolean {
  let inner = place;
  for (const outer of ancestorsOf(place)) {
    if (outer === statement) return false;
    if (mayLeaveOut(outer, inner)) return true;
    inner = outer;
  }
  return false;
}
