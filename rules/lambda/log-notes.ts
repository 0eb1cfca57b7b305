import { bare, isFunction, methodName, rootOf, some, type Node } from "../kit/ast.ts";
import { variableOf, type Variable } from "../kit/bindings.ts";
import { isLogged, isLogging } from "../kit/logging.ts";
import { mentions } from "../kit/mentions.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isHarmless } from "./record-work.ts";

/**
 * Whether all that is done is to count, or to put into a list, what a function only logs in the end: `failed++`. In a file
 * whose logs make metrics, somebody may count on it.
 */
export function notesForLog(expression: Node, sourceCode: SourceCode): boolean {
  const noted = notedBy(expression);
  const variable = noted && variableOf(noted, sourceCode);
  if (!variable || logsMetrics(sourceCode)) return false;
  return isOnlyLogged(variable) && !tellsSomebody(expression, sourceCode);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const logsMetrics = mentions(/\b_aws\b/);

/** `reports.push(report(error))` */
const tellsSomebody = (noting: Node, sourceCode: SourceCode): boolean =>
  noting.type === "CallExpression" &&
  noting.arguments.some((argument) =>
    some(argument, sourceCode, (inner) => inner.type === "CallExpression" && !isHarmless(inner, sourceCode)),
  );

/** `failed` of `failed++` and of `failed += 1`, `errors` of `errors.push(error)`, `stats` of `stats.failed++`. */
function notedBy(expression: Node): Node | undefined {
  switch (expression.type) {
    case "UpdateExpression":
      return rootOf(expression.argument);
    case "AssignmentExpression":
      return expression.operator === "+=" && expression.right.type === "Literal"
        ? rootOf(expression.left)
        : undefined;
    case "CallExpression":
      return methodName(expression) === "push" ? rootOf(expression.callee) : undefined;
    default:
      return undefined;
  }
}

/** Whether a variable starts with nothing in its function, and nobody does anything with what is in it but log it. */
const isOnlyLogged = once(({ defs: [definition], references, scope }: Variable): boolean => {
  const declared = definition?.node as Node | undefined;
  if (declared?.type !== "VariableDeclarator" || scope.variableScope.type !== "function") return false;
  return (
    declared.init !== null &&
    holdsNothing(declared.init) &&
    references.every((one) => one.init || isNotedOrLogged(one.identifier as Node))
  );
});

/** `0`, `[]`, `{ done: 0, failed: [] }` */
function holdsNothing(value: Node): boolean {
  const held = bare(value);
  switch (held.type) {
    case "Literal":
      return true;
    case "ArrayExpression":
      return held.elements.length === 0;
    case "ObjectExpression":
      return held.properties.every((one) => one.type === "Property" && holdsNothing(one.value));
    default:
      return false;
  }
}

function isNotedOrLogged(name: Node): boolean {
  if (isLogged(name)) return true;
  let inner = name;
  while (inner.parent && !/Statement$|Declaration$/.test(inner.parent.type)) inner = inner.parent;
  const statement = inner.parent;
  switch (statement?.type) {
    case "ExpressionStatement":
      return notedBy(statement.expression) === name || goesThroughForLog(statement.expression);
    case "IfStatement":
      return onlyLogs(statement.consequent) && (!statement.alternate || onlyLogs(statement.alternate));
    case "ForOfStatement":
      return onlyLogs(statement.body);
    default:
      return false;
  }
}

/** `errors.forEach((error) => console.error(error))` */
function goesThroughForLog(expression: Node): boolean {
  if (expression.type !== "CallExpression" || methodName(expression) !== "forEach") return false;
  const [fn] = expression.arguments;
  return isFunction(fn) && onlyLogs(fn.body!);
}

/** A block that is empty so far is where somebody will do something. */
function onlyLogs(code: Node): boolean {
  switch (code.type) {
    case "BlockStatement":
      return code.body.length > 0 && code.body.every(onlyLogs);
    case "ExpressionStatement":
      return onlyLogs(code.expression);
    case "CallExpression":
      return isLogging(code);
    default:
      return false;
  }
}
