import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  outermost,
  propertyOf,
  returnedBy,
  type Node,
} from "../kit/ast.ts";
import { resolve, variableOf, writesTo, type Variable } from "../kit/bindings.ts";
import { placesOf } from "../kit/binding.ts";
import { isLogged } from "../kit/logging.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy, answersByItself } from "./answers.ts";
import { reportsBatchItems, sourceNamed } from "./event-sources.ts";
import type { Handler, Lambda } from "./model.ts";

/** Something that a handler answers with where Lambda looks for something else. */
export interface Misplaced {
  node: Node;
  /** The id of a record that stands in the list alone, or a list of records without the object around it. */
  kind: "bareId" | "bareList";
  /** Whether an object may stand in its place, as far as types say. */
  isFree: boolean;
}

/** How many names and calls are followed from an answer to what is in its list. */
const maximumDepth = 5;

/**
 * What stands in the place of `{ batchItemFailures: [{ itemIdentifier }] }` in the answers of handlers that certainly get
 * batches: ids without their object, and lists without theirs.
 *
 * @param keys what the file calls the list: `batchItemFailures`, and what it misspells as that
 */
export function misplacedIn(lambda: Lambda, keys: ReadonlySet<string>, sourceCode: SourceCode): Misplaced[] {
  return lambda.handlers.flatMap((handler) => {
    if (handler.evidence !== "entry" || !answersByItself(handler, sourceCode)) return [];
    const found = answeredBy(handler, sourceCode).flatMap((answer): Misplaced[] => {
      if (!lambda.isInvokedOnlyBy(answer, reportsBatchItems)) return [];
      const seen = new Set<Variable>();
      const variable = variableOf(awaited(answer), sourceCode);
      if (variable && !isOnlyAnswered(variable, keys)) return [];
      const value = resolve(awaited(answer), sourceCode);
      const lists = [...keys].flatMap((key) => propertyOf(value, key)?.value ?? []);
      if (lists.length > 0)
        return [
          ...lists.flatMap((list) => elementsOf(list, sourceCode, seen)),
          ...pushedIntoAnswer(answer, keys, sourceCode, seen),
        ]
          .filter(({ node }) => isIdOfRecord(node, handler, lambda))
          .map((element) => ({ ...element, kind: "bareId" }));
      const items = value.type === "ObjectExpression" ? [] : elementsOf(answer, sourceCode, seen);
      const isNamedSo = variable !== undefined && keys.has(variable.name);
      const isOfItems = items.some(
        ({ node }) =>
          propertyOf(bare(node), "itemIdentifier") || (isNamedSo && isIdOfRecord(node, handler, lambda)),
      );
      return isOfItems ? [{ node: answer, kind: "bareList", isFree: false }] : [];
    });
    // Several answers may have one list.
    return [...new Map(found.map((one) => [one.node, one])).values()];
  });
}

/** Whether nobody gives an answer, or the list in it, other elements before the handler returns it. */
const isOnlyAnswered = (variable: Variable, keys: ReadonlySet<string>): boolean =>
  placesOf(variable).every((place) => {
    const { parent } = outermost(place);
    if (parent?.type !== "MemberExpression" || !keys.has(memberName(parent) ?? "")) return true;
    const use = outermost(parent).parent;
    return (
      isLogged(parent) ||
      (use?.type === "MemberExpression" && /^(push|unshift|length)$/.test(memberName(use) ?? ""))
    );
  });

/** `response.batchItemFailures.push(record.messageId)`, with a `response` that the handler answers with. */
function pushedIntoAnswer(
  answer: Node,
  keys: ReadonlySet<string>,
  sourceCode: SourceCode,
  seen: Set<Variable>,
): Element[] {
  const variable = variableOf(awaited(answer), sourceCode);
  if (!variable || seen.has(variable)) return [];
  seen.add(variable);
  return placesOf(variable).flatMap(({ parent: member }) =>
    member?.type === "MemberExpression" && keys.has(memberName(member) ?? "")
      ? pushedInto(member, !hasType(variable))
      : [],
  );
}

/** Whether a value is what one of the sources of a handler knows its records by. */
function isIdOfRecord(value: Node, handler: Handler, lambda: Lambda): boolean {
  const path = lambda.eventPathOf(value);
  return (
    path !== undefined &&
    [...lambda.sourcesOf(handler)].some((source) => sourceNamed(source).itemIdentifier === path)
  );
}

interface Element {
  node: Node;
  isFree: boolean;
}

/** The elements of a list that can be told; a list whose elements somebody else reads may be anything, and has none. */
function elementsOf(
  list: Node,
  sourceCode: SourceCode,
  seen: Set<Variable>,
  depth = maximumDepth,
): Element[] {
  const value = awaited(list);
  const inside = (inner: Node) => (depth > 0 ? elementsOf(inner, sourceCode, seen, depth - 1) : []);
  switch (value.type) {
    case "ArrayExpression":
      return value.elements.flatMap((element) => {
        if (!element) return [];
        return element.type === "SpreadElement"
          ? inside(element.argument)
          : [{ node: element, isFree: true }];
      });
    case "ConditionalExpression":
      return [...inside(value.consequent), ...inside(value.alternate)];
    case "Identifier": {
      const variable = variableOf(value, sourceCode);
      if (!variable || seen.has(variable) || !isOnlyFilled(variable)) return [];
      seen.add(variable);
      const isFree = !hasType(variable);
      return [
        ...writesTo(variable).flatMap(inside),
        ...placesOf(variable).flatMap((place) => pushedInto(place, isFree)),
      ].map((element) => ({ ...element, isFree }));
    }
    case "CallExpression": {
      const callee = bare(value.callee);
      const [fn] = value.arguments;
      if (callee.type !== "MemberExpression") return [];
      switch (methodName(value)) {
        case "filter":
        case "slice":
        case "reverse":
          return inside(callee.object);
        case "map":
          return isFunction(fn) ? returnedBy(fn, sourceCode).map((node) => ({ node, isFree: true })) : [];
        case "flatMap":
          return isFunction(fn) ? returnedBy(fn, sourceCode).flatMap(inside) : [];
        default:
          return [];
      }
    }
    default:
      return [];
  }
}

/** What is pushed into a list where an expression stands for it. */
function pushedInto(list: Node, isFree: boolean): Element[] {
  const call = outermost(list).parent?.parent;
  return call?.type === "CallExpression" && isFilling(call, list)
    ? call.arguments.flatMap((node) => (node.type === "SpreadElement" ? [] : [{ node, isFree }]))
    : [];
}

const isFilling = (call: TSESTree.CallExpression, list: Node): boolean => {
  const callee = bare(call.callee);
  return (
    callee.type === "MemberExpression" &&
    callee.object === list &&
    /^(push|unshift)$/.test(methodName(call) ?? "")
  );
};

/** Whether a list is filled, counted, logged and answered with, and nothing else reads what is in it. */
const isOnlyFilled = (variable: Variable): boolean =>
  placesOf(variable).every((place) => {
    const value = outermost(place);
    const { parent } = value;
    switch (parent?.type) {
      case "MemberExpression":
        return parent.object === value && /^(push|unshift|length)$/.test(memberName(parent) ?? "");
      case "Property":
        return parent.value === value;
      case "AssignmentExpression":
        return parent.left === value;
      case "CallExpression":
        return isLogged(place);
      default:
        return /^(Return|ArrowFunction|Conditional|If|Await)/.test(parent?.type ?? "");
    }
  });

const hasType = ({ identifiers: [name] }: Variable): boolean =>
  name?.type === "Identifier" && name.typeAnnotation !== undefined;
