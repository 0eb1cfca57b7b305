import { defineDeploymentRule } from "../service/deployment-rule.ts";

/**
 * A message that always fails comes back until the queue's retention is over, and is then deleted without a trace. A
 * dead-letter queue takes it away after a number of tries, and keeps it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export default defineDeploymentRule({
  meta: {
    type: "problem",
    docs: {
      description: "Require a dead-letter queue for a queue that invokes a function",
      why: "A message that always fails is tried again for days, and then deleted without anybody having seen it.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "sqs-errors",
    },
    messages: {
      missing:
        "A message of this queue that always fails is retried for days, then lost. Add a dead-letter queue.",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    const read = new Set(deployment.mappings.flatMap(({ queue }) => queue ?? []));
    for (const { at, deadLetterQueue, isDeadLetterQueue } of read) {
      // What reads a dead-letter queue is the last in the line, and its failures have nowhere else to go.
      if (deadLetterQueue === "absent" && !isDeadLetterQueue)
        context.report({ loc: at.loc, messageId: "missing" });
    }
  },
});
