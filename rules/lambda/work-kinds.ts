import { bare, methodName, type Node } from "../kit/ast.ts";
import type { SourceCode } from "../kit/rule.ts";
import { wordsOf } from "../kit/values.ts";

/** Work without which an event may count as done: what watches the work, what keeps a copy, what tidies up after it. */
const optional =
  /metric|cache|telemetry|analytics|trac(e|er|ing)\b|segment|statsd|heartbeat|\bping\b|warm|flush|\bclose\b|disconnect|\bquit\b|\bend\b|destroy|clean_?up|unlink|\brm(dir)?\b|release|remove_?te?mp|delete_?te?mp|\blog|audit/i;

/**
 * Work whose failure may be an answer: a lock somebody else holds, a message nobody can read, a record that is there
 * already. Trying again would not change it.
 */
const expected =
  /valid|verif|confirm|ensure|schema|pars(e|er)\b|decode|lock|dedup|idempot|duplicate|acquire|claim|exists|conditional|check|assert/i;

/** First words of names for work that only gets ready: it reads, decodes or connects, and leaves nothing behind. */
const preparing =
  /^(get|fetch|load|download|find|read|query|list|lookup|look|retrieve|resolve|describe|head|scan|search|parse|decode|decrypt|unzip|gunzip|init|initiali[sz]e|connect|setup|open|authenticate|login|assume|build|prepare|calculate|compute|render|extract|json|text|transform|sleep|wait|delay|acquire|lock|begin|check|validate|verify|ensure|assert|is|has|to)$/;
/** Words of names for work that does leave something behind, whatever else it does. */
const leaving =
  /^(and|save|store|send|publish|put|write|update|upsert|insert|upload|create|add|delete|remove|sync|push|post|notify|process|handle|start|run|execute|archive|move|copy)$/;
const readingCommand =
  /^(Batch|Transact)?(Get|List|Describe|Query|Scan|Head|Select|Lookup|Search|Assume|Decrypt)/;

/** What a client is done with once the work is: `client.end()`, `metrics.publishStoredMetrics()`. */
const upkeep =
  /\b(end|close|quit|disconnect|destroy|release|flush|unlink|rm)$|^(this\.)?#?(metrics?|tracer|telemetry|logger)\b/i;

/** What a piece of work is called: the callee, and the command where one is sent. */
function nameOf(work: Node, sourceCode: SourceCode): string {
  if (work.type !== "CallExpression") return sourceCode.getText(work);
  const callee = bare(work.callee);
  if (methodName(work) === "promise" && callee.type === "MemberExpression")
    return nameOf(bare(callee.object), sourceCode);
  const [first] = work.arguments;
  const name = sourceCode.getText(callee);
  // `Promise.all([…])` has no name of its own.
  if (/^Promise\./.test(name)) return sourceCode.getText(work);
  return first?.type === "NewExpression" ? `${name} ${sourceCode.getText(first.callee)}` : name;
}

/** Whether an event may count as done without a piece of work. */
export const isOptional = (work: Node, sourceCode: SourceCode): boolean =>
  optional.test(nameOf(work, sourceCode));

/** Whether a piece of work may fail because of what the event holds, or because it is done already. */
export const mayFailExpectedly = (work: Node, sourceCode: SourceCode): boolean =>
  expected.test(nameOf(work, sourceCode));

/** Whether a piece of work does something for an event: more than to get ready for that, and to tidy up afterwards. */
export function leavesSomething(work: Node, sourceCode: SourceCode): boolean {
  const name = nameOf(work, sourceCode);
  const last = /[\w$]+$/.exec(name)?.[0] ?? "";
  if (last.endsWith("Command")) return !readingCommand.test(last);
  const [first = "", ...others] = wordsOf(last);
  const isPreparation = preparing.test(first) && !others.some((word) => leaving.test(word));
  return !isPreparation && !upkeep.test(name);
}
