import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  calledName,
  isFunction,
  isNullish,
  memberName,
  returnedBy,
  stringValue,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, resolve } from "../kit/bindings.ts";
import { lastOf } from "../kit/branches.ts";
import { usesOf } from "../kit/methods.ts";
import { nodesIn } from "../kit/nodes.ts";
import { notes } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { EventPaths } from "./event-paths.ts";
import type { EventSource } from "./event-source.ts";
import { eventSources, sourceNamed, type SourceName } from "./event-sources.ts";

const table = Object.entries(eventSources) as [SourceName, EventSource][];

/** How many calls are followed from a helper back to the handler. */
const maximumDepth = 4;

/**
 * Which of a handler's sources can have invoked the code at a node. A handler of several sources tells them apart by
 * what the event holds; in the branch of one, the others are out of the question, and in the `else` so is that one.
 *
 * @param sources what invokes the handler
 * @param entry the handler's function
 */
export function sourcesAt(
  node: Node,
  sources: ReadonlySet<SourceName>,
  entry: FunctionNode,
  paths: EventPaths,
  sourceCode: SourceCode,
  depth = maximumDepth,
): ReadonlySet<SourceName> {
  let left = sources;
  let inner = node;
  for (
    let outer = node.parent;
    outer && left.size > 0 && inner !== entry;
    inner = outer, outer = outer.parent!
  ) {
    const passed = outer.type === "BlockStatement" ? guardsIn(outer, paths, sourceCode) : [];
    const conditions = [
      ...conditionsOf(inner, outer),
      ...passed
        .filter((guard) => guard.range[1] <= inner.range[0])
        .map(({ test }) => ({ test, holds: false })),
    ];
    for (const { test, holds } of conditions) {
      const answer = knownAnswerTo(test, paths, sourceCode);
      const isOut = (source: SourceName) => answer(source) === !holds;
      if ([...left].some(isOut)) left = new Set([...left].filter((source) => !isOut(source)));
    }
    if (isFunction(outer) && outer !== entry) {
      const call = depth > 0 ? onlyCallOf(outer, sourceCode) : undefined;
      if (call) return sourcesAt(call, left, entry, paths, sourceCode, depth - 1);
    }
  }
  return left;
}

/** What was decided on the way from a node to its parent: a test, and whether it held. */
interface Condition {
  test: Node;
  holds: boolean;
}

function conditionsOf(inner: Node, outer: Node): Condition[] {
  switch (outer.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return inner === outer.test ? [] : [{ test: outer.test, holds: inner === outer.consequent }];
    case "LogicalExpression":
      return inner === outer.right && outer.operator !== "??"
        ? [{ test: outer.left, holds: outer.operator === "&&" }]
        : [];
    case "SwitchCase":
      return outer.test && inner !== outer.test && startsAfresh(outer)
        ? [{ test: outer.test, holds: true }]
        : [];
    default:
      return [];
  }
}

/** Whether the case before one does not go on into it. */
function startsAfresh(one: TSESTree.SwitchCase): boolean {
  const { cases } = one.parent;
  const before = cases[cases.indexOf(one) - 1];
  return !before || leaving.test(before.consequent.at(-1)?.type ?? "");
}

const leaving = /^(Return|Throw|Continue|Break)Statement$/;

/** `if (…) return;` */
export function leavesEarly(statement: Node): statement is TSESTree.IfStatement {
  if (statement.type !== "IfStatement") return false;
  return !statement.alternate && leaving.test(lastOf(statement.consequent)?.type ?? "");
}

const guards = notes<Node, readonly TSESTree.IfStatement[]>();

/** `if (isApi) return …;` in a block: what follows is for the others. Only those that tell sources apart. */
function guardsIn(block: TSESTree.BlockStatement, paths: EventPaths, sourceCode: SourceCode) {
  const known =
    guards().get(block) ??
    block.body.filter(leavesEarly).filter(({ test }) => knownAnswerTo(test, paths, sourceCode) !== unknown);
  guards().set(block, known);
  return known;
}

/** How a test turns out for the events of a source; `undefined` where it may turn out either way. */
type Answer = (source: SourceName) => boolean | undefined;

const unknown: Answer = () => undefined;

const answers = notes<Node, Answer>();

/** Guards are asked again for each place behind them. */
function knownAnswerTo(test: Node, paths: EventPaths, sourceCode: SourceCode): Answer {
  const known = answers().get(test) ?? answerTo(test, paths, sourceCode);
  answers().set(test, known);
  return known;
}

function answerTo(test: Node, paths: EventPaths, sourceCode: SourceCode, depth = maximumDepth): Answer {
  const expression = resolve(test, sourceCode);
  const ask = (node: Node) => answerTo(node, paths, sourceCode, depth - 1);
  if (depth === 0) return unknown;
  switch (expression.type) {
    case "UnaryExpression": {
      const inner = expression.operator === "!" ? ask(expression.argument) : unknown;
      return inner === unknown ? unknown : (source) => opposite(inner(source));
    }
    case "LogicalExpression": {
      const [left, right] = [ask(expression.left), ask(expression.right)];
      const decisive = expression.operator === "||";
      if (expression.operator === "??" || (left === unknown && right === unknown)) return left;
      return (source) => {
        const answers = [left(source), right(source)];
        if (answers.includes(decisive)) return decisive;
        return answers.includes(undefined) ? undefined : !decisive;
      };
    }
    case "BinaryExpression":
      return answerToComparison(expression, paths);
    case "Literal":
      // `case "aws:sqs":`
      return sorted(sourcesNamedIn(expression), true, false);
    case "MemberExpression":
    case "Identifier":
      return sorted(
        sourcesHaving(expression, paths),
        mayBeMissing(expression, paths) ? undefined : true,
        false,
      );
    case "CallExpression":
      return answerToCall(expression, sourceCode, ask);
    default:
      return unknown;
  }
}

const opposite = (answer: boolean | undefined): boolean | undefined =>
  answer === undefined ? undefined : !answer;

/** `record.eventSource === "aws:sqs"`, `"Sns" in record`, `event.Records === undefined`, `event.Records.length > 0` */
function answerToComparison({ operator, left, right }: TSESTree.BinaryExpression, paths: EventPaths): Answer {
  if (operator === "in") return sorted(sourcesWithKey(stringValue(left)), true, false);
  const isNegated = operator.startsWith("!=");
  const named = [left, right].flatMap(sourcesNamedIn);
  if (named.length > 0) return sorted(named, !isNegated, isNegated);

  const isType = left.type === "UnaryExpression" && left.operator === "typeof";
  const compared = bare(isType ? left.argument : left);
  const asked = sourcesHaving(compared, paths);
  const isEqual = /^===?$/.test(operator);
  if (isNullish(right) || (isType && stringValue(right) === "undefined")) {
    const ifThere = mayBeMissing(compared, paths) ? undefined : isNegated;
    return isEqual || isNegated ? sorted(asked, ifThere, isEqual) : unknown;
  }
  const count = isLength(compared) && right.type === "Literal" ? `${operator} ${right.raw}` : "";
  if (/^(> 0|>= 1|!==? 0)$/.test(count)) return sorted(asked, true, false);
  if (/^(===? 0|< 1|<= 0)$/.test(count)) return sorted(asked, false, undefined);
  // `event.httpMethod === "POST"` fails where there is no method.
  return isEqual || isNegated ? sorted(asked, undefined, isNegated) : unknown;
}

/** `Array.isArray(event.Records)`, `Object.hasOwn(event, "Records")`, `isFromQueue(event)` */
function answerToCall(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  ask: (node: Node) => Answer,
): Answer {
  const [first] = call.arguments;
  const name = calledName(call) ?? "";
  if (/^(isArray|Boolean)$/.test(name) && first) return ask(first);
  if (/^(hasOwn|hasOwnProperty|has)$/.test(name))
    return sorted(sourcesWithKey(stringValue(call.arguments.at(-1))), true, false);
  const fn = functionNamed(call.callee, sourceCode);
  const [returned, another] = fn?.body ? returnedBy(fn, sourceCode) : [];
  if (returned) return another ? unknown : ask(returned);
  // `event.Records.every((record) => record.eventSource === "aws:sqs")`
  return sorted(nodesIn(call, ["Literal"], sourceCode).flatMap(sourcesNamedIn), true, false);
}

/** One answer for the sources that are asked for, and one for all others; nothing where none is. */
function sorted(
  asked: readonly SourceName[],
  answer: boolean | undefined,
  others: boolean | undefined,
): Answer {
  if (asked.length === 0) return unknown;
  return (source) => {
    if (asked.includes(source)) return answer;
    // An event of an ALB has much of what an API's has.
    const alike = sourceNamed(source).insteadOf;
    return alike && asked.includes(alike) ? undefined : others;
  };
}

/** The source that a text names as records of it do: `aws:sqs`. */
function sourcesNamedIn(node: Node): SourceName[] {
  const text = stringValue(node);
  return text ? table.filter(([, { arnName }]) => arnName === text).map(([name]) => name) : [];
}

/** The sources that have what a chain of members reads; of `event.Records.length`, those with records. */
function sourcesHaving(chain: Node, paths: EventPaths): SourceName[] {
  const value = bare(chain);
  const path = paths.pathOf(isLength(value) ? value.object : value);
  return path
    ? table.filter(([, { marks }]) => marks.some((mark) => leadsTo(path, mark))).map(([name]) => name)
    : [];
}

/** Last steps of paths to what an event of a source may do without: an empty body, the image of a new record. */
const optional =
  /(^|\.)(body|data|headers|Keys|\w+Image|\w*(Parameters|Attributes|Headers)|stageVariables|resources?|authorizer|identity|isBase64Encoded|Message\w+Id|Subject|size|eTag|versionId|sequencer)$/;

const mayBeMissing = (chain: Node, paths: EventPaths): boolean => optional.test(paths.pathOf(chain) ?? "");

const isLength = (node: Node): node is TSESTree.MemberExpression =>
  node.type === "MemberExpression" && memberName(node) === "length";

/** The sources whose events, or whose records, have a key. */
const sourcesWithKey = (key: string | undefined): SourceName[] =>
  key === undefined
    ? []
    : table
        .filter(([, { marks }]) =>
          marks.some((mark) => leadsTo(key, mark) || leadsTo(`Records[].${key}`, mark)),
        )
        .map(([name]) => name);

/** Whether a path leads to a mark, or is one: `Records` and `Records[].Sns` for `Records[].Sns.Message`. */
const leadsTo = (path: string, mark: string): boolean =>
  mark === path || (mark.startsWith(path) && /^[.[]/.test(mark.slice(path.length)));

/** The one place where the file calls a function. */
function onlyCallOf(fn: FunctionNode, sourceCode: SourceCode): Node | undefined {
  const [use, another] = usesOf(fn, sourceCode);
  return another ? undefined : use;
}
