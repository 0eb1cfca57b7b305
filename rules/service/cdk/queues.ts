import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf } from "../../kit/values.ts";
import { isStated, type Queue, type Setting } from "../deployment.ts";
import { constructBehind, type Construct } from "./constructs.ts";
import { nameOf } from "./functions.ts";
import { numberOf, Props, stated } from "./props.ts";

export const isQueue = ({ library, name }: Construct): boolean => library === "aws-sqs" && name === "Queue";

/** The queue that a construct creates. */
export function queueOf(construct: Construct, sourceCode: SourceCode): Queue {
  const props = new Props(construct, 2, sourceCode);
  return {
    at: construct.node.callee,
    name: nameOf(construct),
    visibilityTimeout: props.seconds("visibilityTimeout"),
    deadLetterQueue: props.given("deadLetterQueue"),
    maximumReceives: receivesOf(props, sourceCode),
    isFifo: fifoOf(props),
    isDeadLetterQueue: false,
    stating: ({ visibilityTimeout }) =>
      props.stating([["visibilityTimeout", props.duration(Number(visibilityTimeout))]]),
  };
}

function receivesOf(props: Props, sourceCode: SourceCode): Setting<number> {
  const policy = props.field("deadLetterQueue");
  if (typeof policy === "string") return policy;
  const field = fieldOf(policy, "maxReceiveCount", sourceCode);
  if (typeof field === "string") return field;
  const count = numberOf(field, sourceCode);
  return count === undefined ? "unknown" : stated(count, field);
}

function fifoOf(props: Props): Setting<boolean> {
  const fifo = props.boolean("fifo");
  const name = props.text("queueName");
  return fifo === "absent" && isStated(name) ? { value: name.value.endsWith(".fifo"), at: name.at } : fifo;
}

/** The queue that a destination for failures sends them to: `new SqsDlq(queue)`. */
export function deadLetterQueueIn(construct: Construct, sourceCode: SourceCode): Construct | undefined {
  const isDestination = /^(SqsDlq|SqsDestination)$/.test(construct.name);
  return isDestination ? constructBehind(construct.arguments[0], sourceCode) : undefined;
}
