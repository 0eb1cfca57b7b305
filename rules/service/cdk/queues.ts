import type { SourceCode } from "../../kit/rule.ts";
import type { Queue } from "../deployment.ts";
import type { Construct } from "./constructs.ts";
import { nameOf } from "./functions.ts";
import { Props } from "./props.ts";

export const isQueue = ({ library, name }: Construct): boolean => library === "aws-sqs" && name === "Queue";

/** What people call a queue that failures end in: where code does not show it to be one, the name does. */
const nameOfDeadLetters = /dlq|dead[-_ ]?letter/i;

/** The queue that a construct creates. */
export function queueOf(construct: Construct, sourceCode: SourceCode): Queue {
  const props = new Props(construct, 2, sourceCode);
  const name = nameOf(construct);
  return {
    at: construct.node.callee,
    name,
    visibilityTimeout: props.seconds("visibilityTimeout"),
    deadLetterQueue: props.given("deadLetterQueue"),
    isDeadLetterQueue: nameOfDeadLetters.test(name) || typeof props.field("redriveAllowPolicy") !== "string",
    stating: ({ visibilityTimeout }) =>
      props.stating([["visibilityTimeout", props.duration(Number(visibilityTimeout))]]),
  };
}
