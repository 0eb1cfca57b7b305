import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isFunction, memberName, stringValue, type FunctionNode, type Node } from "../kit/ast.ts";
import { usesOf } from "../kit/calls.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { EventPaths } from "./event-paths.ts";
import type { EventSource } from "./event-source.ts";
import { eventSources, type SourceName } from "./event-sources.ts";

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
    for (const { test, holds } of conditionsOf(inner, outer)) {
      const named = sourcesNamedBy(test, paths, sourceCode);
      if (!named) continue;
      left = new Set([...left].filter((source) => named.sources.has(source) === (holds === named.holds)));
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
    case "BlockStatement":
      // `if (isApi) return …;`: what follows is for the others.
      return outer.body.flatMap((statement) =>
        statement.range[1] <= inner.range[0] && leavesEarly(statement)
          ? [{ test: statement.test, holds: false }]
          : [],
      );
    default:
      return [];
  }
}

/** `if (…) return;` */
export function leavesEarly(statement: Node): statement is TSESTree.IfStatement {
  if (statement.type !== "IfStatement") return false;
  const { consequent, alternate } = statement;
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return !alternate && /^(Return|Throw|Continue|Break)Statement$/.test(last?.type ?? "");
}

/** The sources that a test asks for, and whether it holds for them or for the others. */
function sourcesNamedBy(
  test: Node,
  paths: EventPaths,
  sourceCode: SourceCode,
): { sources: ReadonlySet<SourceName>; holds: boolean } | undefined {
  const expression = bare(test);
  if (expression.type === "UnaryExpression" && expression.operator === "!") {
    const inner = sourcesNamedBy(expression.argument, paths, sourceCode);
    return inner && { ...inner, holds: !inner.holds };
  }
  const holds = !(expression.type === "BinaryExpression" && expression.operator.startsWith("!="));
  const named = new Set<SourceName>();
  for (const literal of nodesIn(expression, ["Literal"], sourceCode)) {
    const text = stringValue(literal);
    // `record.eventSource === "aws:sqs"`, `"Sns" in record`
    for (const [source, { arnName, marks }] of table)
      if (text && (text === arnName || (isAskedIn(literal) && startsMark(marks, text)))) named.add(source);
  }
  for (const member of nodesIn(expression, ["MemberExpression"], sourceCode))
    if (!isContinued(member)) for (const source of sourcesAskedBy(member, paths)) named.add(source);
  return named.size > 0 ? { sources: named, holds } : undefined;
}

/** `event.Records` goes on in `event.Records[0].s3`, and only the whole chain says what is asked for. */
const isContinued = (member: Node): boolean =>
  member.parent?.type === "MemberExpression" && member.parent.object === member;

/** The sources that have what a chain of members reads; of `event.Records.length`, those with records. */
function sourcesAskedBy(chain: Node, paths: EventPaths): SourceName[] {
  const isCounted = chain.type === "MemberExpression" && memberName(chain) === "length";
  const path = paths.pathOf(isCounted ? chain.object : chain);
  return path ? table.filter(([, { marks }]) => startsMark(marks, path)).map(([name]) => name) : [];
}

/** Whether a path leads to a mark of a source, or is one: `Records` and `Records[].Sns` for `Records[].Sns.Message`. */
const startsMark = (marks: readonly string[], path: string): boolean =>
  marks.some((mark) =>
    [mark, mark.replace("Records[].", "")].some(
      (one) => one === path || (/^[.[]/.test(one.slice(path.length)) && one.startsWith(path)),
    ),
  );

const isAskedIn = ({ parent }: Node): boolean =>
  parent?.type === "BinaryExpression" && parent.operator === "in";

/** The one place where the file calls a function. */
function onlyCallOf(fn: FunctionNode, sourceCode: SourceCode): Node | undefined {
  const [use, another] = usesOf(fn, sourceCode);
  return another ? undefined : use;
}
