import { ancestorsOf, some, type Node } from "../kit/ast.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { repeatsFailedEvents } from "../lambda/deliveries.ts";
import { sourceNamed, type SourceName } from "../lambda/event-sources.ts";
import { mayGetRepeatedEvents } from "../lambda/gate.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { httpAnswersOf, isInCatch, tellsOfFailure } from "../lambda/http-answers.ts";

/**
 * A status is for whoever sent a request. Behind a queue, a stream or an event there is nobody: Lambda only sees whether
 * the function returned or threw, and an answer with status 500 is a success to it.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html
 */
export default defineHandlerRule<"failure" | "unread" | "throw", [{ successes?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow answering queues, streams and events with a `statusCode`",
      why: "Behind a queue, a stream or an event nobody reads a status: a failure that is answered is a success to Lambda.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { successes: true },
      slide: "errors-by-source",
    },
    hasSuggestions: true,
    messages: {
      failure:
        "{{source}} events have no caller: nobody reads {{status}}, and they count as done. Throw instead.",
      unread:
        "{{source}} events have no caller: nobody reads a `statusCode`. Return nothing; throw where work failed.",
      throw: "Throw `{{error}}` instead",
    },
    defaultOptions: [{ successes: false }],
    schema: [
      {
        type: "object",
        properties: {
          successes: {
            type: "boolean",
            description:
              "Whether answers that tell of no failure count too: they do no harm, and nobody reads them.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!sourceCode.text.includes("statusCode") || !mayGetRepeatedEvents(sourceCode)) return {};
    const successes = context.options[0]?.successes ?? false;

    return {
      Program() {
        const reported = new Set<Node>();
        for (const handler of lambda.handlers) {
          if (![...lambda.sourcesOf(handler)].some(repeatsFailedEvents)) continue;

          for (const found of httpAnswersOf(handler, sourceCode)) {
            const { node, answer, status } = found;
            const isFailure = tellsOfFailure(found);
            // Who catches an error and answers that all is well, or leaves a loop, does more harm than an answer can.
            const isOthers = isInCatch(answer) || lambda.recordLoops.around(answer) !== undefined;
            if (reported.has(node) || !(isFailure || (successes && !isOthers))) continue;
            if (!lambda.isInvokedOnlyBy(answer, repeatsFailedEvents)) continue;

            reported.add(node);
            const edit = isFailure ? throwing(answer, sourceCode) : undefined;
            context.report({
              node,
              messageId: isFailure ? "failure" : "unread",
              data: {
                source: titleOf(lambda.sourcesAt(answer)),
                status: status ? `status ${status}` : "a status",
              },
              suggest: edit
                ? [{ messageId: "throw", data: { error: edit.error }, fix: fixOf([edit], sourceCode) }]
                : [],
            });
          }
        }
      },
    };
  },
});

function titleOf(sources: ReadonlySet<SourceName>): string {
  const titles = [...sources].map((source) => sourceNamed(source).title).join(" and ");
  return titles.charAt(0).toUpperCase() + titles.slice(1);
}

/** Throws the error that is caught in place of an answer. */
function throwing(answer: Node, sourceCode: SourceCode): (Edit & { error: string }) | undefined {
  const { parent } = answer;
  const clause = [...ancestorsOf(answer)].find(({ type }) => type === "CatchClause" || /Function/.test(type));
  if (parent?.type !== "ReturnStatement" || clause?.type !== "CatchClause") return undefined;
  const error = clause.param?.type === "Identifier" ? clause.param.name : undefined;
  // What the answer waits for may be more than the answer.
  if (!error || some(answer, sourceCode, ({ type }) => type === "AwaitExpression")) return undefined;
  const end = sourceCode.getLastToken(parent)!.value === ";" ? ";" : "";
  return { range: parent.range, text: `throw ${error}${end}`, error };
}
