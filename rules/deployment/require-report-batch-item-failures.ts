import { fixOf } from "../kit/edits.ts";
import { reportsBatchItems, sourceNamed } from "../lambda/event-sources.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { failuresNamedBy } from "../service/failures.ts";
import { defaults, isStated, onePerPlace, valueOr, type EventSourceMapping } from "../service/deployment.ts";

/**
 * Lambda reads which records failed only where the mapping asks for it. Without that, one bad record repeats the whole
 * batch, and a function that returns `batchItemFailures` all the same has its failed records deleted.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export default defineDeploymentRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Require event source mappings to ask for the records that failed",
      why: "Unless its mapping asks for them, Lambda does not read which records failed, and repeats or deletes the batch as one.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      repeatsAll:
        "A thrown error repeats the whole {{source}} batch. Set `ReportBatchItemFailures`, and return what failed.",
      ignored:
        "Lambda ignores the failed records that the function returns: they are lost. Set `ReportBatchItemFailures`.",
      set: "Set `ReportBatchItemFailures`",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    // Functions that take over the events of another share what is said there.
    for (const mapping of onePerPlace(deployment.mappings)) {
      if (!takesBatches(mapping) || !leavesFailuresOut(mapping)) continue;
      const named = failuresNamedBy(mapping.function, context);
      // Alone it does no good to a function that names no failures: both files are to change.
      const edits = named === "no" ? undefined : mapping.stating({ reportsBatchItemFailures: true });
      context.report({
        loc: mapping.at.loc,
        messageId: named === "yes" ? "ignored" : "repeatsAll",
        data: { source: sourceNamed(mapping.source).title },
        suggest: edits ? [{ messageId: "set", fix: fixOf(edits, context.sourceCode) }] : [],
      });
    }
  },
});

/** Whether a mapping certainly hands over several records at once, each of which can fail by itself. */
function takesBatches({ source, batchSize, tumblingWindow }: EventSourceMapping): boolean {
  const size = valueOr(batchSize, defaults.batchSize);
  // What a function answers to a tumbling window is the window's state.
  return reportsBatchItems(source) && size !== undefined && size > 1 && tumblingWindow === "absent";
}

const leavesFailuresOut = ({ reportsBatchItemFailures: reports }: EventSourceMapping): boolean =>
  reports === "absent" || (isStated(reports) && !reports.value);
