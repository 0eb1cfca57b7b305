import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  isFunction,
  isNullish,
  memberName,
  stringValue,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, variableNaming } from "../kit/bindings.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { EventPaths } from "./event-paths.ts";
import type { EventSource } from "./event-source.ts";
import { eventSources, sourceNamed, type SourceName } from "./event-sources.ts";
import { optionalMarks } from "./optional-marks.ts";

/** The marks of each source, with those it shares with what it stands instead of; no event lacks those that are `lasting`. */
const table = (Object.entries(eventSources) as [SourceName, EventSource][]).map(([name, source]) => {
  const names = [name, ...(source.insteadOf ? [source.insteadOf] : [])];
  const marks = names.flatMap((one) => sourceNamed(one).marks);
  const optional = names.flatMap((one) => optionalMarks[one] ?? []);
  const lasting = marks.filter((mark) => !optional.includes(mark));
  return [name, { arnName: source.arnName, marks, lasting }] as const;
});

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
    for (const isPossible of conditionsOf(inner, outer, paths, sourceCode))
      left = new Set([...left].filter(isPossible));
    if (isFunction(outer) && outer !== entry) {
      const call = depth > 0 ? onlyCallOf(outer, sourceCode) : undefined;
      if (call) return sourcesAt(call, left, entry, paths, sourceCode, depth - 1);
    }
  }
  return left;
}

type Condition = (source: SourceName) => boolean;

/** What was decided on the way from a node to its parent, as a question to each source. */
function conditionsOf(inner: Node, outer: Node, paths: EventPaths, sourceCode: SourceCode): Condition[] {
  const verdict = (test: Node) => verdictOf(test, paths, sourceCode);
  switch (outer.type) {
    case "IfStatement":
    case "ConditionalExpression":
      if (inner === outer.test) return [];
      return [inner === outer.consequent ? verdict(outer.test).ifTrue : verdict(outer.test).ifFalse];
    case "LogicalExpression":
      if (inner !== outer.right || outer.operator === "??") return [];
      return [outer.operator === "&&" ? verdict(outer.left).ifTrue : verdict(outer.left).ifFalse];
    case "BlockStatement":
      return guardsIn(outer, paths, sourceCode).flatMap(({ end, isPossible }) =>
        end <= inner.range[0] ? [isPossible] : [],
      );
    default:
      return [];
  }
}

/** `if (isApi) return …;`: what follows is for the others. */
interface Guard {
  end: number;
  isPossible: Condition;
}

/** The guards of each block that say something of sources, looked for once: rules ask about many places in it. */
const guards = new WeakMap<TSESTree.BlockStatement, Guard[]>();

function guardsIn(block: TSESTree.BlockStatement, paths: EventPaths, sourceCode: SourceCode): Guard[] {
  let found = guards.get(block);
  if (!found) {
    found = block.body.flatMap((statement): Guard[] => {
      if (statement.type !== "IfStatement" || !leaves(statement)) return [];
      const verdict = verdictOf(statement.test, paths, sourceCode);
      return verdict === anything ? [] : [{ end: statement.range[1], isPossible: verdict.ifFalse }];
    });
    guards.set(block, found);
  }
  return found;
}

function leaves({ consequent, alternate }: TSESTree.IfStatement): boolean {
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return !alternate && /^(Return|Throw|Continue|Break)Statement$/.test(last?.type ?? "");
}

/** Which sources are possible where a test holds, and which where it does not. */
interface Verdict {
  ifTrue: Condition;
  ifFalse: Condition;
}

const anything: Verdict = { ifTrue: () => true, ifFalse: () => true };
const opposite = (verdict: Verdict): Verdict =>
  verdict === anything ? anything : { ifTrue: verdict.ifFalse, ifFalse: verdict.ifTrue };
const allOf = (one: Verdict, other: Verdict): Verdict =>
  one === other
    ? one
    : {
        ifTrue: (source) => one.ifTrue(source) && other.ifTrue(source),
        ifFalse: (source) => one.ifFalse(source) || other.ifFalse(source),
      };

/** How many parts of a test are told apart. */
const maximumParts = 8;

function verdictOf(test: Node, paths: EventPaths, sourceCode: SourceCode, depth = maximumParts): Verdict {
  const expression = bare(test);
  const verdict = (part: Node) => verdictOf(part, paths, sourceCode, depth - 1);
  if (depth === 0) return anything;
  if (expression.type === "UnaryExpression" && expression.operator === "!")
    return opposite(verdict(expression.argument));
  if (expression.type === "LogicalExpression") {
    const [left, right] = [verdict(expression.left), verdict(expression.right)];
    if (expression.operator === "&&") return allOf(left, right);
    return opposite(allOf(opposite(left), opposite(right)));
  }
  const isComparison = expression.type === "BinaryExpression" && /^[=!]==?$/.test(expression.operator);
  const isNegative = isComparison && expression.operator.startsWith("!");
  if (isComparison && isNullish(expression.right)) {
    // `event.Records === undefined`
    const isThere = verdict(expression.left);
    return isNegative ? isThere : opposite(isThere);
  }

  const { asked, needed } = sourcesAskedIn(expression, paths, sourceCode);
  if (asked.size === 0) return anything;
  const equal = {
    ifTrue: (source: SourceName) => asked.has(source),
    ifFalse: (source: SourceName) => !needed.has(source),
  };
  return isNegative ? opposite(equal) : equal;
}

/** The sources that a test asks for, and those of them that are out of the question where it does not hold. */
function sourcesAskedIn(
  expression: Node,
  paths: EventPaths,
  sourceCode: SourceCode,
): Record<"asked" | "needed", ReadonlySet<SourceName>> {
  const asked = new Set<SourceName>();
  const needed = new Set<SourceName>();
  for (const literal of nodesIn(expression, ["Literal"], sourceCode)) {
    const text = stringValue(literal);
    if (!text) continue;
    // `record.eventSource === "aws:sqs"`, `"Sns" in record`
    for (const [source, { arnName, marks, lasting }] of table) {
      const isIn = isAskedIn(literal);
      if (text === arnName || (isIn && startsMark(marks, text))) asked.add(source);
      if (text === arnName || (isIn && startsMark(lasting, text))) needed.add(source);
    }
  }
  for (const member of nodesIn(expression, ["MemberExpression"], sourceCode)) {
    const path = isContinued(member) ? undefined : pathAskedFor(member, paths);
    if (!path) continue;
    // `event.httpMethod === "POST"` says nothing of who sends other methods.
    const isCompared = expression.type === "BinaryExpression";
    for (const [source, { marks, lasting }] of table) {
      if (startsMark(marks, path)) asked.add(source);
      if (!isCompared && startsMark(lasting, path)) needed.add(source);
    }
  }
  return { asked, needed };
}

/** `event.Records` goes on in `event.Records[0].s3`, and only the whole chain says what is asked for. */
const isContinued = (member: Node): boolean =>
  member.parent?.type === "MemberExpression" && member.parent.object === member;

/** What a chain of members reads; of `event.Records.length`, the records. */
function pathAskedFor(chain: Node, paths: EventPaths): string | undefined {
  const isCounted = chain.type === "MemberExpression" && memberName(chain) === "length";
  return paths.pathOf(isCounted ? chain.object : chain);
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
  const variable = variableNaming(fn, sourceCode);
  const uses = variable
    ? variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node)
    : methodCallsOf(fn, sourceCode);
  const [use, another] = uses;
  return another ? undefined : use;
}

function methodCallsOf(fn: FunctionNode, sourceCode: SourceCode): Node[] {
  const owner = fn.parent;
  if (owner?.type !== "MethodDefinition" && owner?.type !== "PropertyDefinition") return [];
  const name = memberName(owner);
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).filter((call) => {
    const callee = awaited(call.callee);
    return (
      callee.type === "MemberExpression" &&
      memberName(callee) === name &&
      functionNamed(callee, sourceCode) === fn
    );
  });
}
