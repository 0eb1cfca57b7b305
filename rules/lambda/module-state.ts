import type { TSESTree } from "@typescript-eslint/utils";
import { bare, enclosingFunction, memberName, methodName, outermost, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import type { Variable } from "../kit/bindings.ts";
import { isOfModule } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import { variablesOfModule } from "../kit/scopes.ts";
import { isCertain } from "./handlers.ts";
import type { Handler, Lambda } from "./model.ts";

/**
 * What is done to a variable of the module, or to a part of the object in it. `set` gives it another value, `change`
 * computes one from the last (`+=`), `add` puts one more into a list or a set, `put` something under a computed key,
 * `look` asks for one element, `empty` takes some out.
 */
export type Role = "read" | "set" | "change" | "add" | "put" | "look" | "empty";

/** A place where a variable of the module is used. */
export interface Use {
  role: Role;
  /** The variable with the names that lead to the part: `response.statusCode`. */
  part: Node;
  names: readonly string[];
  /** The assignment, the call or the like; the part itself where it is only read. */
  at: Node;
  /** What is put there. */
  values: readonly Node[];
}

/** A variable that lasts from one invocation to the next, and that only handlers and what they call use. */
export interface ModuleState {
  variable: Variable;
  declarator: TSESTree.VariableDeclarator;
  /** The handler that uses it, where there is just one. */
  handler: Handler | undefined;
  uses: readonly Use[];
}

const adding = /^(push|unshift|add|append)$/;
const emptying = /^(clear|splice|pop|shift|delete|remove|reset|fill)$/;
const looking = /^(get|has|includes|indexOf|lastIndexOf|find|findIndex|findLast|some|every|at)$/;

/** A variable that is used more often is no memory of a handler, and each use is compared with others. */
const maximumUses = 200;

/** The variables of the module that handlers change, of which each use is in sight. */
export const moduleStatesIn = (lambda: Lambda, sourceCode: SourceCode): ModuleState[] =>
  variablesOfModule(sourceCode).flatMap((variable) => stateOf(variable, lambda) ?? []);

function stateOf(variable: Variable, lambda: Lambda): ModuleState | undefined {
  const [definition, another] = variable.defs;
  const declarator = definition?.node as Node | undefined;
  if (another || declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier")
    return undefined;
  if (!isOfModule(variable) || declarator.parent.parent.type !== "Program") return undefined;
  if (!mayChange(variable, declarator) || variable.references.length > maximumUses) return undefined;

  const uses = usesOf(variable);
  if (uses.every(({ role }) => role === "read" || role === "look")) return undefined;

  const handlers = new Set(uses.map(({ part }) => enclosingFunction(part) && lambda.handlerOf(part)));
  if ([...handlers].some((handler) => !handler || !isCertain(handler))) return undefined;
  const [handler] = handlers.size === 1 ? handlers : [];
  return { variable, declarator, handler, uses };
}

/** Whether a variable is given another value, or holds an object of this file's own; most are constants. */
const mayChange = ({ references }: Variable, { init }: TSESTree.VariableDeclarator): boolean =>
  (init !== null && /^(ObjectExpression|ArrayExpression|NewExpression)$/.test(bare(init).type)) ||
  references.some((reference) => !reference.init && reference.isWrite());

/** What is done with a variable, its first value aside. */
export const usesOf = (variable: Variable): Use[] => placesOf(variable).map(useAt);

/** What is done where a variable's name stands. */
function useAt(name: Node): Use {
  const names: string[] = [];
  let part = name;
  for (let value = outermost(part); ; value = outermost(part)) {
    const member = value.parent;
    if (member?.type !== "MemberExpression" || member.object !== value) break;
    const next = memberName(member);
    if (isCallee(member)) return callOf(member.parent, part, names);
    if (next === undefined) return elementOf(member, part, names);
    if (next === "length" && isAssigned(member)) return use("empty", part, names, member.parent);
    names.push(next);
    part = member;
  }
  return plainUseOf(part, names);
}

const use = (
  role: Role,
  part: Node,
  names: readonly string[],
  at: Node,
  values: readonly Node[] = [],
): Use => ({
  role,
  part,
  names,
  at,
  values,
});

const isCallee = (
  member: TSESTree.MemberExpression,
): member is typeof member & { parent: TSESTree.CallExpression } =>
  member.parent.type === "CallExpression" && member.parent.callee === member;

const isAssigned = (member: Node): boolean =>
  member.parent?.type === "AssignmentExpression" && member.parent.left === member;

/** `list.push(value)`, `map.get(key)`, and everything else, which may read all there is. */
function callOf(call: TSESTree.CallExpression, part: Node, names: readonly string[]): Use {
  const method = methodName(call) ?? "";
  const role = adding.test(method)
    ? "add"
    : emptying.test(method)
      ? "empty"
      : looking.test(method)
        ? "look"
        : method === "set"
          ? "put"
          : "read";
  return use(role, part, names, call, call.arguments);
}

/** `totals[key] = value`, `totals[key]` */
function elementOf(member: TSESTree.MemberExpression, part: Node, names: readonly string[]): Use {
  const { parent } = member;
  if (parent.type === "AssignmentExpression" && parent.left === member)
    return use("put", part, names, parent, [member.property, parent.right]);
  if (parent.type === "UnaryExpression" && parent.operator === "delete")
    return use("empty", part, names, parent);
  return use("look", part, names, member);
}

function plainUseOf(part: Node, names: readonly string[]): Use {
  const { parent } = outermost(part);
  switch (parent?.type) {
    case "AssignmentExpression": {
      if (bare(parent.left) !== part) break;
      if (parent.operator !== "=") return use("change", part, names, parent, [parent.right]);
      return continuing(parent, part, names) ?? use("set", part, names, parent, [parent.right]);
    }
    case "UpdateExpression":
      return use("change", part, names, parent);
    case "UnaryExpression":
      if (parent.operator === "delete") return use("empty", part, names, parent);
      break;
    case "BinaryExpression":
      if (parent.operator === "in" && parent.right === part) return use("look", part, names, parent);
      break;
    // `({ cart } = order)`, `[first] = list`, `for (item of list)`
    case "ArrayPattern":
    case "RestElement":
      return use("set", part, names, parent);
    case "AssignmentPattern":
    case "ForOfStatement":
    case "ForInStatement":
      if (parent.left === part) return use("set", part, names, parent);
      break;
    case "Property":
      if (parent.parent.type === "ObjectPattern" && parent.value === part)
        return use("set", part, names, parent);
      break;
    default:
  }
  return use("read", part, names, part);
}

/** `list = [...list, value]`, `list = list.concat(value)`, `total = total + value`: longer spellings of `push` and `+=`. */
function continuing(
  assignment: TSESTree.AssignmentExpression,
  part: Node,
  names: readonly string[],
): Use | undefined {
  const isSame = (node: Node | null | undefined) =>
    part.type === "Identifier" && node?.type === "Identifier" && node.name === part.name;
  const right = bare(assignment.right);
  switch (right.type) {
    case "ArrayExpression": {
      const [first, ...added] = right.elements;
      const isContinued = first?.type === "SpreadElement" && isSame(first.argument);
      return isContinued
        ? use(
            "add",
            part,
            names,
            assignment,
            added.filter((one) => one !== null),
          )
        : undefined;
    }
    case "CallExpression": {
      const owner = right.callee.type === "MemberExpression" ? right.callee.object : undefined;
      const isContinued = methodName(right) === "concat" && isSame(owner);
      return isContinued ? use("add", part, names, assignment, right.arguments) : undefined;
    }
    case "BinaryExpression":
      return right.operator === "+" && isSame(right.left)
        ? use("change", part, names, assignment, [right.right])
        : undefined;
    default:
      return undefined;
  }
}

/** Whether two uses are about the same part, or one about a part of the other's. */
export const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((name, index) => name === other[index]);
