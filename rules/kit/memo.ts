import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, bare, calledName, contains, memberName, type Node } from "./ast.ts";
import { FirstStatements } from "./blocks.ts";
import { declaredIn, isGlobal, valueOf, variableOf, writesTo, type Variable } from "./bindings.ts";
import { leavesFunction } from "./branches.ts";
import { nodesIn } from "./nodes.ts";
import { once } from "./once.ts";
import type { SourceCode } from "./rule.ts";

const memoWord = /^(once|memo|memoi[sz]ee?d?|caches?|cached|lazy|lazily|singleton|remember)$/i;
const memoName = /^get(Or|If)\w+$/;

/** Whether a call goes to a function that runs what it is given once and remembers it, by the words of its name. */
export function memoises(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  if (isGlobal(call.callee, "require", sourceCode)) return false;
  const name = calledName(call);
  if (name === undefined) return false;
  return memoName.test(name) || name.split(/(?=[A-Z])|_/).some((word) => memoWord.test(word));
}

/** What has been found out about the code of a root, most of which stands behind the same guards. */
interface Guards {
  lasts: (test: Node) => boolean;
  /** The statements that leave where something that lasts is there already. */
  exits: FirstStatements;
  known: Map<Node, boolean>;
}

const guardsIn = once((root: Node, sourceCode: SourceCode): Guards => {
  const lasts = (test: Node) => readsLastingState(test, root, sourceCode);
  const exits = new FirstStatements((statement) => leavesWhere(statement, lasts));
  return { lasts, exits, known: new Map() };
});

/**
 * Whether code inside `root` runs only where a result of an earlier run is missing: behind `??=`, `if (!client)`,
 * `if (cached) return cached`, a map's `has` or `get`, `once(…)`. What decides must outlive a call of `root`.
 *
 * @param node what would be run
 * @param root the function, or the field of a class, that runs again and again; the node lies inside it
 */
export function isMemoised(node: Node, root: Node, sourceCode: SourceCode): boolean {
  const guards = guardsIn(root, sourceCode);
  const passed: Node[] = [];
  let isGuarded: boolean | undefined = false;
  for (let inner = node; inner !== root && inner.parent; inner = inner.parent) {
    isGuarded = guards.known.get(inner);
    if (isGuarded !== undefined) break;
    passed.push(inner);
    isGuarded = isGuardOf(inner, inner.parent, guards, sourceCode);
    if (isGuarded) break;
  }
  for (const inner of passed) guards.known.set(inner, isGuarded);
  return isGuarded;
}

/** Whether `outer`, the parent of `inner`, runs it only where something that lasts is still missing. */
function isGuardOf(inner: Node, outer: Node, { lasts, exits }: Guards, sourceCode: SourceCode): boolean {
  switch (outer.type) {
    case "AssignmentExpression":
      if (inner !== outer.right || !lasts(outer.left)) return false;
      return /^(\?\?|\|\||&&)=$/.test(outer.operator) || replacesWhatFailed(outer, sourceCode);
    case "LogicalExpression":
      return inner === outer.right && lasts(outer.left);
    case "ConditionalExpression":
    case "IfStatement":
      return inner !== outer.test && lasts(outer.test);
    case "BlockStatement":
    case "SwitchCase":
    case "Program":
      return exits.standBefore(inner, outer);
    case "CallExpression":
      return inner !== outer.callee && memoises(outer, sourceCode);
    default:
      return false;
  }
}

/** `try { await client.ping(); } catch { client = connect(); }`: only where what is there has failed, another is made. */
function replacesWhatFailed(assignment: TSESTree.AssignmentExpression, sourceCode: SourceCode): boolean {
  const clause = [...ancestorsOf(assignment)].find(({ type }) => type === "CatchClause");
  const tried = clause && (clause.parent as TSESTree.TryStatement).block;
  const variable = variableOf(bare(assignment.left), sourceCode);
  return (
    tried !== undefined &&
    variable !== undefined &&
    variable.references.some(({ identifier }) => contains(tried, identifier))
  );
}

/** `if (cached) return cached;`: what follows runs only where nothing is cached. */
function leavesWhere(statement: Node, lasts: (test: Node) => boolean): boolean {
  return statement.type === "IfStatement" && leavesFunction(statement.consequent) && lasts(statement.test);
}

/** Whether an expression reads something that a call of `root` leaves behind for the next one. */
function readsLastingState(test: Node, root: Node, sourceCode: SourceCode, depth = 3): boolean {
  for (const member of nodesIn(test, ["MemberExpression"], sourceCode))
    if (isLastingProperty(member, root, sourceCode)) return true;
  for (const name of nodesIn(test, ["Identifier"], sourceCode)) {
    const { parent } = name;
    if (parent.type === "MemberExpression" && parent.object === name) continue;
    const variable = variableOf(name, sourceCode);
    if (!variable) continue;
    if (!declaredIn(variable, root)) {
      if (isChanged(variable)) return true;
      continue;
    }
    // `const hit = cache.get(key); if (hit) return hit;`
    const value = depth > 0 ? (valueOf(variable) ?? writesTo(variable)[0]) : undefined;
    if (value && !contains(value, test) && readsLastingState(value, root, sourceCode, depth - 1)) return true;
  }
  return false;
}

/** `let client;` at module scope, filled in by a function: one write, but not where it is declared. */
const isWrittenInFunction = (variable: Variable): boolean =>
  variable.references.some(
    (reference) => reference.isWrite() && reference.from.variableScope !== variable.scope.variableScope,
  );

/** What drivers call the state of a connection they keep: `mongoose.connection.readyState`, `client.isOpen`. */
const connectionState = /^(readyState|connected|isConnected|isReady|isOpen|isInitialized)$/;

/** `this.client`, `Service.client`, `globalThis.client`, `clients[region]`, `cache.get(key)` on what outlives the call. */
function isLastingProperty(member: TSESTree.MemberExpression, root: Node, sourceCode: SourceCode): boolean {
  const owner = bare(member.object);
  if (owner.type === "ThisExpression" || connectionState.test(memberName(member) ?? "")) return true;
  if (isGlobal(owner, "globalThis", sourceCode) || isGlobal(owner, "global", sourceCode)) return true;
  if (owner.type === "MemberExpression") return isLastingProperty(owner, root, sourceCode);
  const isCalled = member.parent.type === "CallExpression" && member.parent.callee === member;
  const variable = variableOf(owner, sourceCode);
  if (!variable || declaredIn(variable, root)) {
    const given = variable ? valueOf(variable) : owner;
    return isCalled && memberName(member) === "has" && given !== undefined && isGetter(awaited(given));
  }

  if (isCalled) {
    const asks = /^(has|get|size|length)$/.test(memberName(member) ?? "");
    return asks && (isFilled(variable) || !isOwnCollection(variable, sourceCode));
  }
  return isChanged(variable);
}

/** `getConnectionManager()`: what is got for nothing was there before. */
const isGetter = (given: Node): boolean =>
  given.type === "CallExpression" &&
  given.arguments.length === 0 &&
  /^get[A-Z]/.test(calledName(given) ?? "");

/** Whether a variable of the module, or the object in it, is another after some call. */
const isChanged = once(
  (variable: Variable): boolean =>
    isFilled(variable) || writesTo(variable).length > 1 || isWrittenInFunction(variable),
);

/** `new Set(["a", "b"])`: unless this file fills it, it is a list of constants and no cache. */
function isOwnCollection(variable: Variable, sourceCode: SourceCode): boolean {
  const value = valueOf(variable);
  return (
    value?.type === "NewExpression" &&
    ["Set", "Map"].some((collection) => isGlobal(value.callee, collection, sourceCode))
  );
}

/** `cache[key] = value`, `state.client = value`, `cache.set(key, value)`: an object that changes. */
const isFilled = once((variable: Variable): boolean =>
  variable.references.some(({ identifier }) => {
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) return false;
    if (/^(set|add)$/.test(memberName(member) ?? "")) return true;
    return member.parent.type === "AssignmentExpression" && member.parent.left === member;
  }),
);
