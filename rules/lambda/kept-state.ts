import { ancestorsOf, bare, calledName, isFunction, memberName, propertyOf, type Node } from "../kit/ast.ts";
import { functionNamed, isGlobal, parametersOf, variableOf } from "../kit/bindings.ts";
import { isLogged } from "../kit/logging.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";
import { overlap, usesOf, type ModuleState, type Use } from "./module-state.ts";

/** What a part of a variable is when the environment starts: `[]` for `state.items` of `{ items: [] }`. */
export function valueAtStart({ declarator }: ModuleState, names: readonly string[]): Node | undefined {
  let value: Node | undefined = declarator.init ? bare(declarator.init) : undefined;
  for (const name of names) {
    const property = propertyOf(value, name);
    value = property && bare(property.value);
  }
  return value;
}

/**
 * Where a list, a set or a map of the module is given something of the event, and nobody ever takes anything out: each
 * invocation finds what all before it left. A cache, from which single elements are asked for, is none.
 */
export function growthOf(state: ModuleState, lambda: Lambda, sourceCode: SourceCode): Use | undefined {
  return state.uses.find((one) => {
    if (one.role !== "add" && one.role !== "put") return false;
    const others = state.uses.filter(({ names }) => overlap(names, one.names));
    if (others.some(({ role }) => /^(set|change|empty|look)$/.test(role))) return false;
    if (others.some((other) => mayBeEmptied(other, sourceCode))) return false;
    if (one.role === "put" && !others.some(({ role, at }) => role === "read" && !isLogged(at))) return false;
    return (
      isCollection(valueAtStart(state, one.names), one, sourceCode) &&
      isOfEvent(one, lambda, sourceCode) &&
      lambda.runsPerInvocation(one.at)
    );
  });
}

/** Whether a part of a variable is of the kind that a use adds to, and made by this file. */
function isCollection(start: Node | undefined, { role, at }: Use, sourceCode: SourceCode): boolean {
  if (start?.type === "ArrayExpression") return role === "add";
  if (start?.type === "ObjectExpression") return at.type === "AssignmentExpression";
  if (start?.type !== "NewExpression") return false;
  return isGlobal(start.callee, role === "add" ? "Set" : "Map", sourceCode);
}

/** Whether what is added is of the event; of what is put under a key, the key decides where it stands. */
const isOfEvent = ({ role, values }: Use, lambda: Lambda, sourceCode: SourceCode): boolean =>
  (role === "put" ? values.slice(0, 1) : values).some((value) => isMadeOfEvent(value, lambda, sourceCode));

const draining = /flush|drain|clear|reset|empty|consume|take/i;

/** Whether a collection is handed to a function that may take everything out. */
function mayBeEmptied({ role, at }: Use, sourceCode: SourceCode): boolean {
  const call = at.parent;
  if (role !== "read" || call?.type !== "CallExpression" || call.callee === at) return false;
  if (draining.test(calledName(call) ?? "")) return true;
  const fn = functionNamed(call.callee, sourceCode);
  const parameter = fn && parametersOf(fn)[call.arguments.indexOf(at as never)];
  const variable = parameter && variableOf(parameter, sourceCode);
  return variable ? usesOf(variable).some((inside) => /^(set|empty)$/.test(inside.role)) : false;
}

/**
 * Where a number or a text of the module goes on from what it was, with something of the event, and what comes out is
 * used. Counts that only a log or a metric is told are meant to go on.
 */
export function sumOf(state: ModuleState, lambda: Lambda, sourceCode: SourceCode): Use | undefined {
  return state.uses.find((one) => {
    const { role, at, names, values } = one;
    if (role !== "change" || at.type !== "AssignmentExpression" || !/^\+?=$/.test(at.operator)) return false;
    const others = state.uses.filter((other) => other !== one && overlap(other.names, names));
    return (
      others.every((other) => /^(read|change)$/.test(other.role)) &&
      others.some((other) => other.role === "read" && !isTold(other.at)) &&
      !values.some(isCount) &&
      values.some((value) => isMadeOfEvent(value, lambda, sourceCode)) &&
      lambda.runsPerInvocation(at)
    );
  });
}

/** `event.Records.length` */
const isCount = (value: Node): boolean =>
  value.type === "MemberExpression" && /^(length|size)$/.test(memberName(value) ?? "");

/** Whether a value is only logged, or measured, where it stands. */
function isTold(node: Node): boolean {
  if (isLogged(node)) return true;
  for (const outer of ancestorsOf(node)) {
    if (isFunction(outer)) return false;
    if (outer.type === "CallExpression" && /metric|gauge|histogram|increment/i.test(calledName(outer) ?? ""))
      return true;
  }
  return false;
}
