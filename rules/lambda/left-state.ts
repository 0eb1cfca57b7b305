import { contains, enclosingFunction, isNullish, type FunctionNode, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableNaming } from "../kit/bindings.ts";
import { branchAround, isPassedBefore, leavesFunction, leavingBefore } from "../kit/branches.ts";
import { isLogged } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueAtStart } from "./kept-state.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";
import { overlap, type ModuleState, type Use } from "./module-state.ts";

/**
 * Where a handler sets a variable of the module for some events only and then reads it for all of them: an event that is
 * not among those finds what an earlier one left. Only what can be followed through the handler itself is told.
 */
export function leftBehindBy(state: ModuleState, lambda: Lambda, sourceCode: SourceCode): Use | undefined {
  const fn = state.handler?.function;
  if (!fn) return undefined;
  return state.uses.find((one) => {
    if (
      one.role !== "set" ||
      !isOfOwnObject(state, one) ||
      enclosingFunction(one.at) !== fn ||
      !lambda.runsPerInvocation(one.at)
    )
      return false;
    const branch = branchAround(one.at, fn);
    const choice = branch?.outer;
    if (!branch || choice?.type !== "IfStatement") return false;
    const others = state.uses.filter(({ names }) => overlap(names, one.names));
    const changes = others.filter(({ role }) => role !== "read" && role !== "look");
    const start = valueAtStart(state, one.names);
    return (
      isForThisEvent(one, choice.test, start, lambda, sourceCode) &&
      changes.every((change) => enclosingFunction(change.at) === fn && !isReset(change, start)) &&
      leavesSomeOut(changes, start, fn) &&
      isMeantForThisEvent(one, branch.inner, others) &&
      others.some((other) => isReadAnyway(other, choice, changes, fn, sourceCode))
    );
  });
}

/** What setting a property of somebody else's object does, as of a logger, only that object knows. */
export const isOfOwnObject = (state: ModuleState, { names }: Use): boolean =>
  names.length === 0 || valueAtStart(state, [])?.type === "ObjectExpression";

/** Whether what is set is of this event, or is chosen by it in place of a default. */
function isForThisEvent(
  { values: [value] }: Use,
  test: Node,
  start: Node | undefined,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  if (!value) return false;
  if (isMadeOfEvent(value, lambda, sourceCode)) return true;
  return value.type === "Literal" && isDefault(start) && isMadeOfEvent(test, lambda, sourceCode);
}

/** Whether a variable starts with a value that is meant where nothing else is set. */
const isDefault = (start: Node | undefined): boolean => start?.type === "Literal" && !isNullish(start);

/** Whether a change makes a part what it was when the environment started, or takes it away. */
function isReset({ role, values: [value] }: Use, start: Node | undefined): boolean {
  if (role === "empty") return true;
  if (role !== "set" || !value) return false;
  if (value.type === "Literal" && start?.type === "Literal" && value.value === start.value) return true;
  return (
    isNullish(value) ||
    (value.type === "ArrayExpression" && value.elements.length === 0) ||
    (value.type === "ObjectExpression" && value.properties.length === 0)
  );
}

/**
 * Whether there may be events for which nothing is set. Where nothing else stands in, several conditions are taken to
 * choose between all the events there are.
 */
function leavesSomeOut(changes: readonly Use[], start: Node | undefined, fn: FunctionNode): boolean {
  const outers = new Set(changes.map(({ at }) => branchAround(at, fn)?.outer));
  if (outers.has(undefined)) return false;
  const [outer] = outers;
  return isDefault(start) || (outers.size === 1 && outer?.type === "IfStatement" && !outer.alternate);
}

/** What a branch sets and then leaves without a look at it is meant for the events that follow. */
const isMeantForThisEvent = ({ at }: Use, branch: Node, others: readonly Use[]): boolean =>
  !leavesFunction(branch) ||
  others.some(({ role, part }) => role === "read" && contains(branch, part) && part.range[0] >= at.range[1]);

/** Whether a part is read below an `if`, whichever way that took, and before anything else has set it. */
function isReadAnyway(
  { role, part }: Use,
  choice: Extract<Node, { type: "IfStatement" }>,
  changes: readonly Use[],
  fn: FunctionNode,
  sourceCode: SourceCode,
): boolean {
  if (role !== "read" || isLogged(part)) return false;
  const places = changes.map(({ at }) => at);
  return readingPlaces(part, fn, sourceCode).some(
    (place) =>
      place.range[0] >= choice.range[1] &&
      !branchAround(place, fn) &&
      !isPassedBefore(place, places) &&
      !leavingBefore(place, fn).some((one) => one !== choice && askAlike(one.test, choice.test, sourceCode)),
  );
}

/** Where in a handler a part is read: in place, or where a helper is called that reads it. */
function readingPlaces(part: Node, fn: FunctionNode, sourceCode: SourceCode): Node[] {
  const reader = enclosingFunction(part)!;
  if (reader === fn) return [part];
  const variable = variableNaming(reader, sourceCode);
  return (variable ? placesOf(variable) : []).filter(
    (name) =>
      name.parent?.type === "CallExpression" && name.parent.callee === name && enclosingFunction(name) === fn,
  );
}

/** Whether two tests ask for the same property, so that one may imply the other. */
function askAlike(one: Node, other: Node, sourceCode: SourceCode): boolean {
  const asked = new Set(questionsOf(one, sourceCode));
  return questionsOf(other, sourceCode).some((question) => asked.has(question));
}

/** What a test reads: `event.user.id` and `event.user` in `event.user?.id === 1`, and names that stand alone. */
const questionsOf = (test: Node, sourceCode: SourceCode): string[] =>
  nodesIn(test, ["MemberExpression", "Identifier"], sourceCode)
    .filter(({ type, parent }) => type === "MemberExpression" || parent?.type !== "MemberExpression")
    .map(({ range }) => sourceCode.text.slice(...range).replaceAll("?.", "."));
