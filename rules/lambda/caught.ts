import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  calledName,
  isFunction,
  isNullish,
  methodName,
  propertyOf,
  some,
  someOwn,
  stringValue,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, isGlobal, resolve, variableOf } from "../kit/bindings.ts";
import { catcherAt } from "../kit/catching.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { notesForLog } from "./log-notes.ts";
import { isHarmless } from "./record-work.ts";

/** What a callback handler, or the executor of a promise, is told of a failure by. */
export const reporting = /^(callback|cb|done|reject|next)$/;

/** Whether some code passes an error on: it throws, rejects, or tells a callback. */
export const passesOn = once((code: Node, sourceCode: SourceCode): boolean =>
  someOwn(code, sourceCode, (node) => {
    if (node.type === "ThrowStatement") return true;
    if (node.type !== "CallExpression") return false;
    const [error] = node.arguments;
    if (node.callee.type === "Identifier")
      return reporting.test(node.callee.name) && error !== undefined && !isNullish(error);
    return /^(reject|fail)$/.test(methodName(node) ?? "");
  }),
);

/** Whether the errors of some work end before they leave the code around it. */
export function isCaughtInside(work: Node, around: readonly Node[], sourceCode: SourceCode): boolean {
  for (let inner = work; !around.includes(inner) && inner.parent; inner = inner.parent) {
    const catcher = catcherAt(inner);
    const gets = catcher?.type === "CatchClause" ? catcher : catcher && functionNamed(catcher, sourceCode);
    if (catcher && !(gets && passesOn(gets.body, sourceCode))) return true;
  }
  return false;
}

/**
 * Whether nothing is known of an error, or of a result, once some code has run: it logs, goes on, or answers as if
 * nothing was. Of what a handler answers, Lambda reads the list of failed records and nothing else.
 */
export function forgets(code: Node, sourceCode: SourceCode): boolean {
  switch (code.type) {
    case "BlockStatement":
      return code.body.every((statement) => forgets(statement, sourceCode));
    case "ContinueStatement":
    case "BreakStatement":
    case "EmptyStatement":
      return true;
    case "IfStatement":
      return (
        !changesSomething(code.test, sourceCode) &&
        forgets(code.consequent, sourceCode) &&
        (!code.alternate || forgets(code.alternate, sourceCode))
      );
    case "ForOfStatement":
      return forgets(code.body, sourceCode);
    case "VariableDeclaration":
      return code.declarations.every(({ init }) => !init || onlyLooks(init, sourceCode));
    case "ReturnStatement":
      return !code.argument || saysNothing(code.argument, sourceCode);
    case "ExpressionStatement":
      return saysNothing(code.expression, sourceCode) || notesForLog(code.expression, sourceCode);
    default:
      return false;
  }
}

/** Whether a function forgets what it is given. */
export const forgetsGiven = ({ body }: FunctionNode, sourceCode: SourceCode): boolean =>
  body.type === "BlockStatement" ? forgets(body, sourceCode) : saysNothing(body, sourceCode);

/** Whether nobody learns of an error by a value that is answered or thrown away: a log's, `null`, the error itself. */
function saysNothing(value: Node, sourceCode: SourceCode): boolean {
  const expression = awaited(resolve(awaited(value), sourceCode));
  switch (expression.type) {
    case "Literal":
    case "TemplateLiteral":
      return true;
    case "Identifier":
    case "MemberExpression":
      return isNullish(expression) || isGiven(expression, sourceCode);
    case "ObjectExpression":
      return (
        !propertyOf(expression, "batchItemFailures") &&
        expression.properties.every(({ type }) => type === "Property") &&
        !changesSomething(expression, sourceCode)
      );
    case "ArrayExpression":
      return expression.elements.length === 0;
    case "NewExpression":
      return /Error$/.test(calledName(expression) ?? "");
    case "UnaryExpression":
      return saysNothing(expression.argument, sourceCode);
    case "LogicalExpression":
      return saysNothing(expression.right, sourceCode);
    case "ConditionalExpression":
      return saysNothing(expression.consequent, sourceCode) && saysNothing(expression.alternate, sourceCode);
    case "CallExpression":
      return isCallForNothing(expression, sourceCode);
    default:
      return false;
  }
}

/** `error`, `error.message`: what a `catch` or a function was given. */
function isGiven(node: Node, sourceCode: SourceCode): boolean {
  const expression = bare(node);
  if (expression.type === "MemberExpression") return isGiven(expression.object, sourceCode);
  const [definition] = variableOf(expression, sourceCode)?.defs ?? [];
  return /^(CatchClause|Parameter)$/.test(definition?.type ?? "");
}

/** A call that logs, says that all is well, or only looks at each of several results. */
function isCallForNothing(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const [first] = call.arguments;
  if (methodName(call) === "forEach" && isFunction(first)) return forgetsGiven(first, sourceCode);
  if (call.arguments.some((argument) => changesSomething(argument, sourceCode))) return false;
  if (saysAllIsWell(call, sourceCode) || takesBack(call, sourceCode)) return true;
  const fn = functionNamed(call.callee, sourceCode);
  return isHarmless(call, sourceCode) && !(fn && changesSomething(fn.body, sourceCode));
}

/** `callback(null, …)`, `context.succeed(…)`, `Promise.resolve()` */
function saysAllIsWell(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const [error] = call.arguments;
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression")
    return (
      methodName(call) === "succeed" ||
      (methodName(call) === "resolve" && isGlobal(callee.object, "Promise", sourceCode))
    );
  return (
    callee.type === "Identifier" && /^(callback|cb|done)$/.test(callee.name) && (!error || isNullish(error))
  );
}

const rollback = /^\s*rollback(\s+(work|tran(saction)?|to(\s+savepoint)?\s+\w+))?\s*;?\s*$/i;

/**
 * `transaction.rollback()`, `client.query("ROLLBACK")`, `client.release()`: nobody learns by it why nothing was done. What
 * is told for which order, as in `stock.release(order)`, does something about it.
 */
function takesBack(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const name = methodName(call) ?? "";
  if (/^(rollback|release)$/.test(name))
    return call.arguments.every((argument) => argument.type === "Literal" || isCaught(argument, sourceCode));
  return (
    /^(rollbackTransaction|abortTransaction|endSession)$/.test(name) ||
    rollback.test(stringValue(call.arguments[0]) ?? "")
  );
}

const isCaught = (node: Node, sourceCode: SourceCode): boolean =>
  variableOf(node, sourceCode)?.defs[0]?.type === "CatchClause";

const changing = /^(AwaitExpression|YieldExpression|AssignmentExpression|UpdateExpression)$/;

const changesSomething = (node: Node, sourceCode: SourceCode): boolean =>
  some(node, sourceCode, ({ type }) => changing.test(type));

/** Functions and methods that make a text of an error, or pick some of several results. */
const looking =
  /^(filter|map|flatMap|some|every|find|findIndex|slice|join|includes|startsWith|endsWith|match|test|toString|keys|entries|values|trim|split|replace|toLowerCase|isArray)$|message|format|serial|stringif|toError|describe|^is[A-Z]/i;

const onlyLooks = (node: Node, sourceCode: SourceCode): boolean =>
  !some(
    node,
    sourceCode,
    (inner) =>
      changing.test(inner.type) ||
      (inner.type === "NewExpression" && !/Error$/.test(calledName(inner) ?? "")) ||
      (inner.type === "CallExpression" &&
        !looking.test(calledName(inner) ?? "") &&
        !isHarmless(inner, sourceCode)),
  );

const onPurpose =
  /ignor|skip|drop|discard|best[- ]effort|on purpose|deliberate|intention|optional|critical|swallow|fatal|retr(y|ies)|throw|poison|continu|proceed|(?<!un)expected|\b(ok|okay|fine|safe)\b|blocking|harmless|suppress|silent|tolerat/i;
const saidInLog = /ignor|non-?(fatal|critical|blocking)|best[- ]effort|(?<!un)expected|already|duplicate/i;
const forTools = /^\W*(eslint|ts-|@ts|istanbul|c8|v8|prettier|biome)/;

/** Whether an author says that errors may be forgotten: in or right above the code that gets them, or in its log. */
export function isOnPurpose(gets: Node, around: Node, sourceCode: SourceCode): boolean {
  const comments = [
    ...sourceCode.getCommentsInside(gets as TSESTree.Node),
    ...sourceCode.getCommentsBefore(around as TSESTree.Node),
  ];
  if (comments.some(({ value }) => onPurpose.test(value) && !forTools.test(value))) return true;
  return nodesIn(gets, ["Literal", "TemplateElement"], sourceCode).some((text) =>
    saidInLog.test(text.type === "Literal" ? String(text.value) : text.value.raw),
  );
}
