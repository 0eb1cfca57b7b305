import { offering } from "../kit/edits.ts";
import { partialReadsOf } from "../lambda/batch-reads.ts";
import { holdsOneRecord, holdsSeveralRecords } from "../lambda/deliveries.ts";
import type { SourceName } from "../lambda/event-sources.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { earlyExitsOf } from "../lambda/loop-exits.ts";
import { loopingOver } from "../lambda/looping.ts";

/**
 * Lambda takes a batch as done once the function has returned. Records that nobody read are gone with the others.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export default defineHandlerRule<"left" | "cut" | "first" | "goOn" | "loop", [{ firstRecord?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow leaving records of a batch unread",
      why: "Lambda takes a whole batch as done once the function returns: records that were left out are lost.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { firstRecord: true },
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      left: "Leaving the loop here drops the other records: Lambda takes them as done. Use `continue`.",
      cut: "Records after the first few are left unread, and Lambda takes them as done. Go through all of them.",
      first: "Only the first record is read; if there are more, they are lost. Loop over the records.",
      loop: "Wrap what follows in a loop over the records",
      goOn: "Use `continue` to go on with the next record",
    },
    defaultOptions: [{ firstRecord: false }],
    schema: [
      {
        type: "object",
        properties: {
          firstRecord: {
            type: "boolean",
            description:
              "Whether handlers count whose events may hold one record only: those that read the first one, S3 and SNS.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/\brecords\b/i.test(sourceCode.text)) return {};
    const firstRecord = context.options[0]?.firstRecord ?? false;
    const counts = (source: SourceName) =>
      holdsSeveralRecords(source) || (firstRecord && holdsOneRecord(source));

    return {
      Program() {
        for (const handler of lambda.handlers) {
          if (![...lambda.sourcesOf(handler)].some(counts) || lambda.getsSingleRecords(handler)) continue;

          for (const loop of lambda.recordLoops.of(handler)) {
            for (const { statement, isCertain, mayGoOn } of earlyExitsOf(loop, lambda, sourceCode)) {
              if ((isCertain && !firstRecord) || !lambda.isInvokedOnlyBy(statement, counts)) continue;
              const { range } = sourceCode.getFirstToken(statement)!;
              const edits = mayGoOn && !isCertain ? [{ range, text: "continue" }] : undefined;
              context.report({
                node: statement,
                messageId: isCertain ? "first" : "left",
                suggest: offering("goOn", edits, sourceCode),
              });
            }
          }
          const reads = partialReadsOf(handler, lambda, sourceCode).filter(({ node }) =>
            lambda.isInvokedOnlyBy(node, counts),
          );
          const read = reads.find(({ reads: part }) => part === "cut") ?? reads[0];
          if (!read) continue;
          const isSure =
            read.reads === "cut" || lambda.isInvokedOnlyBy(read.node, (source) => source === "firehose");
          if (!isSure && !firstRecord) continue;
          const edit = loopingOver(read.node, handler, sourceCode);
          context.report({
            node: read.node,
            messageId: read.reads,
            suggest: offering("loop", edit && [edit], sourceCode),
          });
        }
      },
    };
  },
});
