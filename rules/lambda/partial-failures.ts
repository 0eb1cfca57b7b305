import type { TSESTree } from "@typescript-eslint/utils";
import { outermost, type Node } from "../kit/ast.ts";
import { lineBreakOf, rangeWithComments, type Edit } from "../kit/edits.ts";
import { freeName } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Read } from "./responses.ts";
import { responseOf, type SdkCall } from "./sdk-calls.ts";

/** How the response of a request that succeeded says that a part of it failed. */
interface PartialFailure {
  /** The member that says so. */
  member: string;
  /** What the member holds: how many failed, a list of them, or a list for each table. */
  holds: "count" | "list" | "lists";
  /** Another member from which it can be told, with more work: what became of each entry, or those that went well. */
  alternative?: string;
}

const failed: PartialFailure = { member: "Failed", holds: "list", alternative: "Successful" };

/**
 * Requests of many entries that succeed though some entries failed. Each operation's page says so under its response:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html, …/API_BatchGetItem.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html and its neighbours
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
const partialFailures = new Map<string, PartialFailure>([
  ["dynamodb.BatchWrite", { member: "UnprocessedItems", holds: "lists" }],
  // Items that do not exist are missing from `Responses` as well, so that their number tells nothing.
  ["dynamodb.BatchGet", { member: "UnprocessedKeys", holds: "lists" }],
  ["sqs.SendMessageBatch", failed],
  ["sqs.DeleteMessageBatch", failed],
  ["sqs.ChangeMessageVisibilityBatch", failed],
  ["sns.PublishBatch", failed],
  ["kinesis.PutRecords", { member: "FailedRecordCount", holds: "count", alternative: "Records" }],
  ["firehose.PutRecordBatch", { member: "FailedPutCount", holds: "count", alternative: "RequestResponses" }],
  ["eventbridge.PutEvents", { member: "FailedEntryCount", holds: "count", alternative: "Entries" }],
  ["s3.DeleteObjects", { member: "Errors", holds: "list", alternative: "Deleted" }],
]);

/** How a request that succeeded says that a part of it failed; `undefined` where it fails as a whole. */
export const partialFailureOf = ({ service, operation }: SdkCall): PartialFailure | undefined =>
  partialFailures.get(`${service}.${operation}`);

/** Whether code that reads some members of a response may learn from them that a part of the request failed. */
export const mayTell = ({ member, alternative }: PartialFailure, reads: readonly Read[]): boolean =>
  reads.some(({ name }) => name === member || name === alternative);

/**
 * Throws where a part of a request failed. Only for the plain statement `await client.send(command);` and for
 * `const result = await client.send(command);`, where nothing else depends on how the response is kept.
 */
export function throwingOnFailure(
  call: SdkCall,
  { member, holds }: PartialFailure,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const kept = keptResponseOf(call, sourceCode);
  if (!kept) return undefined;
  const { statement, name = freeName(["result"], [statement], sourceCode) } = kept;

  const hasFailed = {
    count: `${name}.${member}`,
    list: `${name}.${member}?.length`,
    lists: `Object.keys(${name}.${member} ?? {}).length > 0`,
  }[holds];
  const end = sourceCode.getLastToken(statement)!.value === ";" ? ";" : "";
  const check = `if (${hasFailed}) throw new Error("Part of ${call.operation} failed")${end}`;

  const [start] = statement.range;
  const [, after] = rangeWithComments(statement, sourceCode);
  const [indent] = /^\s*/.exec(sourceCode.lines[statement.loc.start.line - 1]!)!;
  const added = { range: [after, after], text: lineBreakOf(sourceCode) + indent + check } as const;
  return kept.name === undefined ? [{ range: [start, start], text: `const ${name} = ` }, added] : [added];
}

/** The statement that gets a response, and the constant it keeps it in, if any. */
function keptResponseOf(
  call: SdkCall,
  sourceCode: SourceCode,
): { statement: TSESTree.Statement; name?: string } | undefined {
  const response = responseOf(call, sourceCode);
  const awaiting = response && outermost(response).parent;
  if (awaiting?.type !== "AwaitExpression") return undefined;
  const { parent } = outermost(awaiting);
  const statement = parent?.type === "VariableDeclarator" ? parent.parent : parent;
  if (!statement || !standsAlone(statement, sourceCode)) return undefined;
  if (statement.type === "ExpressionStatement") return { statement };
  if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return undefined;
  const [{ id } = { id: undefined }, another] = statement.declarations;
  return id?.type === "Identifier" && !another ? { statement, name: id.name } : undefined;
}

/** Whether a statement has lines of its own in a block, so that another can follow it. */
function standsAlone(statement: Node, sourceCode: SourceCode): boolean {
  if (statement.parent?.type !== "BlockStatement") return false;
  const { start, end } = statement.loc;
  const last = sourceCode.getLastToken(statement)!;
  // `;[a, b].forEach(…)`: where nobody ends statements so, a semicolon on the next line belongs to that line.
  const isEndedBelow = sourceCode.getTokenBefore(last)!.loc.end.line < last.loc.start.line;
  return (
    sourceCode.getTokenBefore(statement)!.loc.end.line < start.line &&
    sourceCode.getTokenAfter(statement)!.loc.start.line > end.line &&
    !(last.value === ";" && isEndedBelow)
  );
}
