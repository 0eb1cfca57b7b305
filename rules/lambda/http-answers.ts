import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  propertyOf,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, parametersOf, resolve, variableOf, writesTo } from "../kit/bindings.ts";
import { notes, once } from "../kit/once.ts";
import { isLink } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy } from "./answers.ts";
import type { Handler } from "./handlers.ts";

/** An answer as HTTP knows it, which a handler gives. */
export interface HttpAnswer {
  /** What says the status in the source: the property, or the argument of the helper that makes the answer. */
  node: Node;
  /** What the handler answers: the value that is returned, or given to a callback. */
  answer: Node;
  /** The status, where it can be told. */
  status: number | undefined;
}

/** How many names, chains and helpers are followed from an answer to the object it is. */
const maximumDepth = 5;

/** How many answers of a helper are looked at, and how many values of a variable. */
const mostAnswers = 20;

/** The answers with a `statusCode` that a handler gives, in every way there is: returned, or told to a callback. */
export const httpAnswersOf = once((handler: Handler, sourceCode: SourceCode): readonly HttpAnswer[] => {
  if (!sourceCode.text.includes("statusCode")) return [];
  const found = new Map<Node, HttpAnswer>();
  for (const answer of answeredBy(handler, sourceCode))
    for (const { node, status } of statusesOf(answer, sourceCode, maximumDepth))
      if (!found.has(node)) found.set(node, { node, answer, status });
  return [...found.values()];
});

/** Whether an answer tells of a failure: by its status, or by standing where an error is caught. */
export const tellsOfFailure = ({ node, answer, status }: HttpAnswer): boolean =>
  status === undefined ? isInCatch(node) || isInCatch(answer) : status >= 400;

/** Whether some code runs only after an error was caught. */
export const isInCatch = (node: Node): boolean =>
  [...ancestorsOf(node)].some(
    ({ type, parent }) =>
      type === "CatchClause" ||
      (parent?.type === "CallExpression" &&
        methodName(parent) === "catch" &&
        type.endsWith("FunctionExpression")),
  );

type Status = Pick<HttpAnswer, "node" | "status">;

function statusesOf(answer: Node, sourceCode: SourceCode, depth: number): Status[] {
  const value = awaited(answer);
  if (depth === 0) return [];
  const behind = (nodes: readonly (Node | undefined)[]) =>
    nodes.flatMap((node) => (node ? statusesOf(node, sourceCode, depth - 1) : []));
  switch (value.type) {
    case "ObjectExpression": {
      // Lambda reads the list, and passes over a status beside it.
      if (propertyOf(value, "batchItemFailures")) return [];
      const property = value.properties.find(
        (one) => one.type === "Property" && memberName(one) === "statusCode",
      );
      return property?.type === "Property"
        ? [{ node: property, status: statusIn(property.value, sourceCode) }]
        : [];
    }
    case "ConditionalExpression":
      return behind([value.consequent, value.alternate]);
    case "LogicalExpression":
      return behind([value.left, value.right]);
    case "Identifier": {
      const variable = variableOf(value, sourceCode);
      return behind(variable ? writesTo(variable).slice(0, mostAnswers) : []);
    }
    case "CallExpression":
      return statusesOfCall(value, sourceCode, behind);
    default:
      return [];
  }
}

/** `save().then(() => answer).catch(() => other)`, `answerWith(500)` */
function statusesOfCall(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  behind: (nodes: readonly (Node | undefined)[]) => Status[],
): Status[] {
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression" && isLink(call)) {
    const given = call.arguments.flatMap((argument) => {
      const fn = isFunction(argument) ? argument : functionNamed(argument, sourceCode);
      return fn ? returnedBy(fn, sourceCode).slice(0, mostAnswers) : [];
    });
    return behind([callee.object, ...given]);
  }
  const fn = functionNamed(callee, sourceCode);
  if (!fn?.body) return [];
  const known = madeBy().get(fn) ?? behind(returnedBy(fn, sourceCode).slice(0, mostAnswers));
  madeBy().set(fn, known);
  return known.map((made) => atCall(made, fn, call, sourceCode));
}

/** What the helpers of a file answer, whoever calls them. */
const madeBy = notes<FunctionNode, readonly Status[]>();

/** Where a helper takes the status from its caller, the caller says it. */
function atCall(
  made: Status,
  fn: FunctionNode,
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
): Status {
  const value = made.node.type === "Property" ? made.node.value : made.node;
  const name = variableOf(value, sourceCode)?.identifiers[0];
  const position = parametersOf(fn).findIndex((parameter) => parameter === name);
  const argument = call.arguments[position];
  if (!argument || argument.type === "SpreadElement") return made;
  return { node: argument, status: statusIn(argument, sourceCode) };
}

/** `500`, `"500"`, `error.statusCode ?? 500` */
function statusIn(value: Node, sourceCode: SourceCode): number | undefined {
  const given = resolve(value, sourceCode);
  const settled = given.type === "LogicalExpression" ? resolve(given.right, sourceCode) : given;
  return settled.type === "Literal" && /^(number|string)$/.test(typeof settled.value)
    ? Number(settled.value) || undefined
    : undefined;
}
