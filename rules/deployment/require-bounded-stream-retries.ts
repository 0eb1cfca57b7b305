import { fixOf } from "../kit/edits.ts";
import { isStream, sourceNamed } from "../lambda/event-sources.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { isStated, onePerPlace, type EventSourceMapping, type Setting } from "../service/deployment.ts";

type Lack = "unbounded" | "lost" | "whole";

/** How often a record is tried again before it is given up, where the mapping does not say: a number to start from. */
const retriesToStartFrom = 3;

/**
 * A stream keeps its order: while one record fails, none behind it in its shard is handled. Without a limit Lambda
 * repeats it until it leaves the stream, a day or a year later.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export default defineDeploymentRule<Lack | "bound" | "limit", [{ bisect?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Require event source mappings of streams to give up a failing record, and to keep it",
      why: "One record that always fails holds up its whole shard, until it expires and all that waited with it is lost too.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { bisect: true },
      slide: "stream-errors",
    },
    hasSuggestions: true,
    messages: {
      unbounded:
        "A failing record blocks its {{source}} shard until it expires. Limit its retries, or its age.",
      lost: "Records that Lambda gives up are lost. Set a destination for failures.",
      whole: "A record that is given up takes its whole batch along. Split batches that fail.",
      bound: "Add a limit of {{retries}} retries, and split batches that fail",
      limit: "Add a limit of {{retries}} retries",
    },
    defaultOptions: [{ bisect: false }],
    schema: [
      {
        type: "object",
        properties: {
          bisect: {
            type: "boolean",
            description: "Whether a mapping must split a batch that fails, to find the record that does.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  checkDeployment(deployment, context) {
    const [{ bisect = false } = {}] = context.options;
    // Functions that take over the events of another share what is said there.
    for (const mapping of onePerPlace(deployment.mappings.filter(({ source }) => isStream(source)))) {
      const lack = lackOf(mapping);
      if (!lack || (lack === "whole" && !bisect)) continue;
      const limit = { retryAttempts: retriesToStartFrom };
      const edits =
        lack === "unbounded" &&
        mapping.stating(takesOneByOne(mapping) ? limit : { bisectsBatch: true, ...limit });
      context.report({
        loc: mapping.at.loc,
        messageId: lack,
        data: { source: sourceNamed(mapping.source).title },
        suggest: edits
          ? [
              {
                messageId: takesOneByOne(mapping) ? "limit" : "bound",
                data: { retries: retriesToStartFrom },
                fix: fixOf(edits, context.sourceCode),
              },
            ]
          : [],
      });
    }
  },
});

/** What a mapping certainly lacks, the worst first. */
function lackOf(mapping: EventSourceMapping): Lack | undefined {
  const { retryAttempts, maximumRecordAge, onFailure } = mapping;
  if (isUnlimited(retryAttempts) && isUnlimited(maximumRecordAge)) return "unbounded";
  if (isLimited(retryAttempts) || isLimited(maximumRecordAge)) {
    if (onFailure === "absent") return "lost";
    // A function that returns the records that failed keeps those before them out of it.
    const isWhole = isOff(mapping.bisectsBatch) && isOff(mapping.reportsBatchItemFailures);
    if (isWhole && !takesOneByOne(mapping)) return "whole";
  }
  return undefined;
}

/** Whether no batch has a second record, so that there is nothing to split. */
const takesOneByOne = ({ batchSize }: EventSourceMapping): boolean =>
  isStated(batchSize) && batchSize.value === 1;

const isOff = (setting: Setting<boolean>): boolean =>
  setting === "absent" || (isStated(setting) && !setting.value);

/** -1 is what AWS takes for no limit. */
const isUnlimited = (limit: Setting<number>): boolean =>
  limit === "absent" || (isStated(limit) && limit.value === -1);
const isLimited = (limit: Setting<number>): boolean => isStated(limit) && limit.value !== -1;
