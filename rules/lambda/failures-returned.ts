import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  contains,
  enclosingFunction,
  some,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { isChanged, isMarked, placesOf } from "../kit/binding.ts";
import { declaredIn, valueOf, variableOf, type Variable } from "../kit/bindings.ts";
import { indentOf, lineBreakOf, rangeWithComments, type Edit } from "../kit/edits.ts";
import { listOf } from "../kit/lists.ts";
import { freeName, meansAnother } from "../kit/module-scope.ts";
import { mentions } from "../kit/mentions.ts";
import { nodesIn } from "../kit/nodes.ts";
import { rejecting } from "../kit/rejecting.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isTypeScript, typeDemandedBy } from "../kit/types.ts";
import { promisingFailures } from "./answer-types.ts";
import { batchSourceOf, itemIdentifierOf } from "./batch.ts";
import { clientBuiltBy } from "./clients.ts";
import type { SourceName } from "./event-sources.ts";
import { areFailuresRead, handsOnAnswer } from "./failures-answered.ts";
import { mayBeInOrder, readsGroups } from "./fifo-order.ts";
import type { Handler, Lambda, RecordLoop } from "./model.ts";

const failuresType = ": { itemIdentifier: string }[]";

const reminder =
  "// Needs `ReportBatchItemFailures` in the event source mapping: without it, failed records are lost.";

const reminderLine = new RegExp(`\\r?\\n[ \\t]*${reminder}`);

/** Edits without the comment on what the mapping needs, for where it gets that with the same change. */
export const withoutReminder = (edits: readonly Edit[]): Edit[] =>
  edits.map(({ range, text }) => ({ range, text: text.replace(reminderLine, "") }));

const reminderFor = (handler: Handler, lambda: Lambda): string[] =>
  areFailuresRead(handler, lambda) ? [] : [reminder];

/**
 * The edits after which a handler may return the records that fail. Only for the plainest form, where nothing else decides
 * what the handler returns: one `for … of` in an async handler that returns nothing.
 */
function promisingPlainly(
  { node, body, handler: { function: fn }, handler }: RecordLoop,
  source: SourceName,
  sourceCode: SourceCode,
): Edit[] | undefined {
  if (node.type !== "ForOfStatement" || node.await || node.parent !== fn.body || !fn.async) return undefined;
  if (!handsOnAnswer(handler, sourceCode) || !mayReturnFailures(fn, sourceCode) || returns(fn, sourceCode))
    return undefined;
  // What a callback or the context was told counts more than what an async handler returns.
  if (fn.params.length > 2 || answersByContext(sourceCode)) return undefined;
  return keepsForLater(body, fn, sourceCode) ? undefined : promisingFailures(fn, source, sourceCode);
}

/**
 * The edits that make a handler of the plainest form return a list `batchItemFailures`, for whatever catches the error of a
 * record to fill. Not where nobody may go on after a failure, as with a stream and a FIFO queue.
 */
export function returningList(
  loop: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const { node, handler } = loop;
  const source = batchSourceOf(lambda.sourcesAt(node));
  if (source !== "sqs" || mayBeInOrder(loop, lambda, sourceCode)) return undefined;
  const promising = promisingPlainly(loop, source, sourceCode);
  if (!promising || meansAnother("batchItemFailures", node, sourceCode)) return undefined;

  const block = handler.function.body!;
  const hasSemicolons = sourceCode.getText(block).includes(";");
  const base = indentOf(node, sourceCode);
  const lines = linesFrom(base, "", hasSemicolons, sourceCode);
  const type = isTypeScript(filename) ? failuresType : "";
  const declared =
    lines(0, `const batchItemFailures${type} = [];`).trimStart() + lineBreakOf(sourceCode) + base;
  const answer = lines(0, ...reminderFor(handler, lambda), "return { batchItemFailures };");
  const [start] = rangeWithComments(node, sourceCode);
  const [, end] = lastTokenIn(block, sourceCode).range;
  return [...promising, { range: [start, start], text: declared }, { range: [end, end], text: answer }];
}

/** The last token or comment before the brace that ends a block. */
const lastTokenIn = (block: Node, sourceCode: SourceCode) =>
  sourceCode.getTokenBefore(sourceCode.getLastToken(block)!, { includeComments: true })!;

/** The edits that make a handler of the plainest form return the records that fail. */
export function returningFailures(
  loop: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const { node, body, record, handler } = loop;
  const source = batchSourceOf(lambda.sourcesAt(node));
  const promising = source && promisingPlainly(loop, source, sourceCode);
  if (!promising || node.type !== "ForOfStatement" || body.type !== "BlockStatement") return undefined;
  if (record?.type !== "Identifier" || isReassigned(record, sourceCode)) return undefined;
  const layout = layoutOf(node, body, sourceCode);
  if (!layout) return undefined;

  const { lineBreak, base, inner, lines } = layout;
  const identifier = itemIdentifierOf(source, record.name, isTypeScript(filename));
  const list = sourceCode.getText(node.right);
  const type = isTypeScript(filename) ? failuresType : "";
  const last = lastTokenIn(handler.function.body!, sourceCode);
  const [start] = rangeWithComments(node, sourceCode);

  // A stream and a FIFO queue must not go on with later records while an earlier one has to be repeated.
  const isFifo = mayBeInOrder(loop, lambda, sourceCode);
  const goesOn = source === "sqs" && !isFifo;
  // Where only a template or a word tells of an order, the code does not show how to keep it.
  if (isFifo && !(readsGroups(handler, { lambda, sourceCode }) && isPath(node.right))) return undefined;
  const onFailure = goesOn
    ? [`batchItemFailures.push({ itemIdentifier: ${identifier} });`]
    : isFifo
      ? [
          `const unprocessed = ${list}.slice(${list}.indexOf(${record.name}));`,
          "return { batchItemFailures: unprocessed.map(({ messageId }) => ({ itemIdentifier: messageId })) };",
        ]
      : [`return { batchItemFailures: [{ itemIdentifier: ${identifier} }] };`];

  const guarded = [
    `{${lines(1, "try {")}${inner}${lines(1, "} catch (error) {")}`,
    lines(2, "console.error(error);", ...onFailure),
    `${lines(1, "}")}${lineBreak}${base}}`,
  ];
  const declared = lines(0, `const batchItemFailures${type} = [];`).trimStart() + lineBreak + base;
  const answer = goesOn ? "return { batchItemFailures };" : "return { batchItemFailures: [] };";
  return [
    ...promising,
    { range: [start, start], text: goesOn ? declared : "" },
    { range: body.range, text: guarded.join("") },
    { range: [last.range[1], last.range[1]], text: lines(0, ...reminderFor(handler, lambda), answer) },
  ];
}

/**
 * The edits that let every record of a batch settle before the handler returns those that failed, in place of a
 * `Promise.all` that gives up at the first of them. Only where that `Promise.all` is the last thing the handler does.
 *
 * @param join the call of `Promise.all`, whose argument is the loop itself
 */
export function returningSettled(
  join: TSESTree.CallExpression,
  loop: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
  filename: string,
): Edit[] | undefined {
  const { node, handler, isOverItems } = loop;
  const { function: fn } = handler;
  const source = batchSourceOf(lambda.sourcesAt(node));
  if (!source || !handsOnAnswer(handler, sourceCode) || mayBeInOrder(loop, lambda, sourceCode))
    return undefined;
  const statement = join.parent.type === "AwaitExpression" ? join.parent.parent : undefined;
  const list = listOf(node);
  if (statement?.type !== "ExpressionStatement" || statement.parent !== fn.body) return undefined;
  if (join.arguments[0] !== node || isOverItems) return undefined;
  if (join.callee.type !== "MemberExpression" || !list || !isPath(list)) return undefined;
  const promising = promisingFailures(fn, source, sourceCode);
  if (!promising || !isLastAndOnlyAnswer(statement, fn, sourceCode)) return undefined;
  if (meansAnother("batchItemFailures", join, sourceCode)) return undefined;

  const isTyped = isTypeScript(filename);
  const results = freeName(["results"], [join], sourceCode);
  const record = `${sourceCode.getText(list)}[index]${isTyped ? "!" : ""}`;
  const base = indentOf(statement, sourceCode);
  const [, end] = rangeWithComments(statement, sourceCode);
  const hasSemicolons = sourceCode.getLastToken(statement)!.value === ";";
  const lines = linesFrom(base, base.includes("\t") ? "\t" : "  ", hasSemicolons, sourceCode);
  return [
    ...promising,
    { range: [statement.range[0], statement.range[0]], text: `const ${results} = ` },
    { range: join.callee.property.range, text: "allSettled" },
    ...(node.type === "CallExpression" ? rejecting(node.arguments[0], sourceCode) : []),
    {
      range: [end, end],
      text: [
        lines(0, `const batchItemFailures${isTyped ? failuresType : ""} = [];`),
        lines(0, `for (const [index, result] of ${results}.entries()) {`),
        lines(1, `if (result.status !== "rejected") continue;`, "console.error(result.reason);"),
        lines(1, `batchItemFailures.push({ itemIdentifier: ${itemIdentifierOf(source, record, isTyped)} });`),
        lines(0, "}", ...reminderFor(handler, lambda), "return { batchItemFailures };"),
      ].join(""),
    },
  ];
}

/**
 * Whether what is done for a record changes something that the handler holds: a list that is sent later, a sum, a set of
 * those that were seen. A record that fails then concerns the others too, and who repeats it alone loses or doubles them.
 */
const keepsForLater = (body: Node, fn: FunctionNode, sourceCode: SourceCode): boolean =>
  nodesIn(body, ["Identifier"], sourceCode).some((name) => {
    const variable = isChanged(name) ? variableOf(name, sourceCode) : undefined;
    return (
      variable !== undefined &&
      declaredIn(variable, fn) &&
      !declaredIn(variable, body.parent!) &&
      variable.defs.every(({ type }) => type === "Variable") &&
      !isHelperFor(body, variable, sourceCode)
    );
  });

/** `const orders = await connect()`, or a client, where nobody but the loop asks anything of what was given: it works, and holds nothing. */
const isHelperFor = (body: Node, variable: Variable, sourceCode: SourceCode): boolean => {
  const given = valueOf(variable);
  return (
    given !== undefined &&
    (awaited(given).type === "CallExpression" || clientBuiltBy(given, sourceCode) !== undefined) &&
    !isMarked(variable, /^(add|append|delete|pop|push|set|shift|splice|unshift|write)$/) &&
    placesOf(variable).every((place) => contains(body.parent!, place))
  );
};

const answersByContext = mentions(/\.(succeed|done)\(/);

/** Whether a handler may return something after a statement, and returns nothing yet. */
const isLastAndOnlyAnswer = (statement: Node, fn: FunctionNode, sourceCode: SourceCode): boolean =>
  fn.async &&
  fn.params.length < 3 &&
  fn.body.type === "BlockStatement" &&
  fn.body.body.at(-1) === statement &&
  mayReturnFailures(fn, sourceCode) &&
  !returns(fn, sourceCode) &&
  !answersByContext(sourceCode);

const returns = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  nodesIn(fn.body, ["ReturnStatement"], sourceCode).some((statement) => enclosingFunction(statement) === fn);

/** `event.Records`: what gives the same again. */
const isPath = (list: Node): boolean =>
  list.type === "Identifier" || (list.type === "MemberExpression" && !list.computed && isPath(list.object));

/** Lines of code, some steps further in than `base`, with the line break before each. */
type Lines = (depth: number, ...code: string[]) => string;

/** Writes lines of code as the file does: with its line breaks, its indentation and its taste for semicolons. */
const linesFrom =
  (base: string, unit: string, hasSemicolons: boolean, sourceCode: SourceCode): Lines =>
  (depth, ...code) =>
    code
      .map((line) => base + unit.repeat(depth) + (hasSemicolons ? line : line.replace(/;$/, "")))
      .map((line) => lineBreakOf(sourceCode) + line)
      .join("");

/** Whether something is put into a variable after its start. */
export const isReassigned = (record: Node, sourceCode: SourceCode): boolean =>
  (variableOf(record, sourceCode)?.references.filter((reference) => reference.isWrite()).length ?? 0) > 1;

/** Types of `aws-lambda` whose functions may answer with `batchItemFailures`. */
const answering = /^(SQS|KinesisStream|DynamoDBStream)Handler$|^Handler(<[^,]*>)?$/;

/** Whether the types around a handler, but not its own, leave it free to return something. What a class promises is not known here. */
const mayReturnFailures = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  [...ancestorsOf(fn)].every((outer) => {
    const type = typeDemandedBy(outer);
    return outer.type !== "ClassBody" && (!type || answering.test(sourceCode.getText(type)));
  });

/** The parts of a loop's text that an edit around its body needs. */
interface Layout {
  lineBreak: string;
  /** What the loop is indented with. */
  base: string;
  /** The statements of the body, one step further in, with the line break before them. */
  inner: string;
  lines: Lines;
}

function layoutOf(loop: Node, body: TSESTree.BlockStatement, sourceCode: SourceCode): Layout | undefined {
  const [first] = body.body;
  if (!first) return undefined;
  const lineBreak = lineBreakOf(sourceCode);
  const base = indentOf(loop, sourceCode);
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const unit = isOneLine ? "  " : indentOf(first, sourceCode).slice(base.length);

  const [start, end] = [body.range[0] + 1, body.range[1] - 1];
  const code = sourceCode.text.slice(start, end).trimEnd();
  // The lines of a template literal are text, which must not be moved.
  const holdsText = some(
    body,
    sourceCode,
    ({ type, loc }) => type === "TemplateLiteral" && loc.start.line < loc.end.line,
  );
  if (holdsText || (!isOneLine && !/^[ \t]*\r?\n/.test(code))) return undefined;
  const inner = isOneLine
    ? lineBreak + base + unit.repeat(2) + code.trim()
    : code.replace(/^[ \t]*(?=\r?\n)/, "").replace(/\n(?=[ \t]*[^\s])/g, `\n${unit}`);

  const hasSemicolons = /^[;}]$/.test(sourceCode.getLastToken(first)!.value);
  const lines = linesFrom(base, unit, hasSemicolons, sourceCode);
  return { lineBreak, base, inner, lines };
}
