import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  calledName,
  isFunction,
  memberName,
  methodName,
  outermost,
  stringValue,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { catcherAt } from "../kit/catching.ts";
import { placesOf } from "../kit/binding.ts";
import { functionNamed, isGlobal, parametersOf, variableOf, type Variable } from "../kit/bindings.ts";
import { usesOf } from "../kit/methods.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import { Ways } from "../kit/ways.ts";
import { answersByItself } from "./answers.ts";
import { isHttp } from "./api-format.ts";
import type { Lambda } from "./model.ts";

/** The places where a request's body goes into `JSON.parse` as it came, and nothing catches what that throws. */
export function unguardedParses(lambda: Lambda, sourceCode: SourceCode): TSESTree.CallExpression[] {
  // Code that looks at the encoding of the body looks at the body; code that writes to a connection serves a WebSocket.
  if (/isBase64Encoded|apigatewaymanagementapi/i.test(sourceCode.text)) return [];
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).filter((call) => {
    const [text] = call.arguments;
    if (!text || !isJsonParse(call, sourceCode) || !isBody(text, lambda, sourceCode)) return false;
    const handler = lambda.handlerOf(call);
    if (!handler || !answersByItself(handler, sourceCode) || !lambda.isInvokedOnlyBy(call, isHttp))
      return false;
    return escapes(call, handler.function, sourceCode) && !isChecked(text, lambda, sourceCode);
  });
}

const isJsonParse = ({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  callee.type === "MemberExpression" &&
  memberName(callee) === "parse" &&
  isGlobal(callee.object, "JSON", sourceCode);

/** What a value is but for a default that is no JSON either: `event.body` in `event.body ?? ""`. */
export function withoutEmptyDefault(node: Node): Node {
  const value = bare(node);
  return value.type === "LogicalExpression" && isEmptyDefault(value) ? bare(value.left) : value;
}

const isEmptyDefault = ({ operator, right }: TSESTree.LogicalExpression): boolean =>
  operator !== "&&" && stringValue(right) === "";

/** Whether an expression is the body as it came, without a default: `event.body`, or a name for nothing else. */
function isBody(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const value = withoutEmptyDefault(valueBehind(node, sourceCode));
  if (value.type === "MemberExpression") return lambda.eventPathOf(value) === "body";
  if (value.type !== "Identifier" || lambda.eventPathOf(value) !== "body") return false;
  // `const { body } = event`; of a parameter that several callers fill, nobody knows.
  const [name] = variableOf(value, sourceCode)!.identifiers as Node[];
  return name?.parent?.type === "Property" && name.parent.parent.type === "ObjectPattern";
}

/** How many functions are followed from a place to those who call them. */
const maximumDepth = 20;

/**
 * Whether an error at a place leaves the handler: nothing catches it there, nor on some way to it through the functions of
 * the file. In doubt, it does not.
 *
 * @param ways the functions whose calls were looked at already, or are being looked at
 */
function escapes(
  place: Node,
  entry: FunctionNode,
  sourceCode: SourceCode,
  ways = new Ways<FunctionNode>(),
): boolean {
  let inner = place;
  for (const outer of ancestorsOf(place)) {
    // `load().then(() => JSON.parse(event.body)).catch(…)`
    if (catcherAt(inner)) return false;
    if (outer === entry) return true;
    if (outer.type === "CallExpression" && mayDealWithErrors(outer, inner, sourceCode)) return false;
    if (isFunction(outer) && outermost(outer).parent?.type !== "CallExpression") {
      return ways.from(
        outer,
        () =>
          ways.size <= maximumDepth &&
          usesOf(outer, sourceCode).some(
            (use) => use.parent?.type === "CallExpression" && escapes(use, entry, sourceCode, ways),
          ),
      );
    }
    inner = outer;
  }
  return false;
}

/** Methods that run a function and leave its errors to whoever calls them. */
const running = /^(then|finally|map|flatMap|forEach|filter|reduce|find|some|every|sort)$/;

/**
 * Whether a call is given a function, and may deal with what that throws: `tryCatch(() => JSON.parse(event.body))`. A
 * function of the file does where each of its calls is caught; of one of another module nobody knows.
 */
function mayDealWithErrors(call: TSESTree.CallExpression, given: Node, sourceCode: SourceCode): boolean {
  const index = call.arguments.indexOf(given as TSESTree.CallExpressionArgument);
  if (index < 0 || !functionNamed(given, sourceCode) || running.test(methodName(call) ?? "")) return false;
  const fn = functionNamed(call.callee, sourceCode);
  const parameter = fn && parametersOf(fn)[index];
  const variable = parameter?.type === "Identifier" ? variableOf(parameter, sourceCode) : undefined;
  return !variable || placesOf(variable).every((place) => !throwsThrough(place, fn!));
}

/** Whether a function is called at a place, and nothing between there and the end of the function around catches errors. */
function throwsThrough(place: Node, fn: FunctionNode): boolean {
  const called = place.parent;
  if (called?.type !== "CallExpression" || called.callee !== place) return false;
  let inner: Node = called;
  for (const outer of ancestorsOf(called)) {
    if (catcherAt(inner)) return false;
    if (isFunction(outer)) return outer === fn;
    inner = outer;
  }
  return false;
}

/** Whether the file looks at the body before it parses it: `if (!event.body) …`, `event.body && …`. */
function isChecked(text: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const variable = variableOf(withoutEmptyDefault(text), sourceCode);
  return (
    looksAtBody(lambda, sourceCode) ||
    handedOverBy(lambda, sourceCode).has(lambda.handlerOf(text)) ||
    (variable !== undefined && isLookedAt(variable, sourceCode))
  );
}

/** The handlers that have a function of another module look at the whole event: `const error = validateOrder(event);`. */
const handedOverBy = once(
  (lambda: Lambda, sourceCode: SourceCode) =>
    new Set(
      nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)
        .filter((call) => {
          const name = calledName(call) ?? "";
          return (
            asserting.test(name) &&
            !whoAsks.test(name) &&
            call.arguments.some((argument) => lambda.eventPathOf(argument) === "") &&
            !functionNamed(call.callee, sourceCode)
          );
        })
        .map((call) => lambda.handlerOf(call)),
    ),
);

/** Names of functions that look at who asks, and not at what is asked for. */
const whoAsks = /auth|token|permission|access|session/i;

const looksAtBody = once((lambda: Lambda, sourceCode: SourceCode): boolean =>
  nodesIn(sourceCode.ast, ["MemberExpression", "Property"], sourceCode).some((node) => {
    if (memberName(node) !== "body") return false;
    if (node.type === "MemberExpression")
      return isTested(node, sourceCode) && lambda.eventPathOf(node) === "body";
    // `const { body } = event; if (!body) …`
    const name = node.parent.type === "ObjectPattern" ? variableOf(node.value, sourceCode) : undefined;
    return name && isLookedAt(name, sourceCode) && lambda.eventPathOf(node.value) === "body";
  }),
);

const isLookedAt = once((variable: Variable, sourceCode: SourceCode): boolean =>
  placesOf(variable).some((place) => isTested(place, sourceCode)),
);

const asserting = /^(assert|invariant|ensure|check|validate|expect)/i;

function isTested(place: Node, sourceCode: SourceCode): boolean {
  let inner = place;
  for (const outer of ancestorsOf(place)) {
    switch (outer.type) {
      case "IfStatement":
      case "ConditionalExpression":
        return outer.test === inner;
      case "LogicalExpression":
        if (!isEmptyDefault(outer)) return true;
        break;
      case "CallExpression":
        if (isJsonParse(outer, sourceCode)) return false;
        if (asserting.test(calledName(outer) ?? "")) return true;
        break;
      default:
        if (isFunction(outer) || /Statement$|Declaration$/.test(outer.type)) return false;
    }
    inner = outer;
  }
  return false;
}
