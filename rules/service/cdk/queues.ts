import type { SourceCode } from "../../kit/rule.ts";
import { isNameOfDeadLetters, type Queue } from "../deployment.ts";
import type { Construct } from "./constructs.ts";
import { nameOf } from "./functions.ts";
import { Props } from "./props.ts";

export const isQueue = ({ library, name }: Construct): boolean => library === "aws-sqs" && name === "Queue";

/** The queue that a construct creates. */
export function queueOf(construct: Construct, sourceCode: SourceCode): Queue {
  const props = new Props(construct, 2, sourceCode);
  const name = nameOf(construct);
  return {
    at: construct.node.callee,
    name,
    visibilityTimeout: props.seconds("visibilityTimeout"),
    deadLetterQueue: props.given("deadLetterQueue"),
    isFifo: props.boolean("fifo"),
    isDeadLetterQueue: isNameOfDeadLetters(name) || typeof props.field("redriveAllowPolicy") !== "string",
    stating: ({ visibilityTimeout }) =>
      props.stating([["visibilityTimeout", props.duration(Number(visibilityTimeout))]]),
  };
}
