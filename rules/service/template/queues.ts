import { isNameOfDeadLetters, isStated, type Queue, type Setting } from "../deployment.ts";
import type { Properties } from "./properties.ts";
import type { Resource } from "./resources.ts";
import type { Values } from "./values.ts";

export const isQueue = ({ type }: Resource): boolean => type === "AWS::SQS::Queue";

/** The queue that a resource creates. */
export function queueOf({ id, at, props }: Resource, values: Values): Queue {
  const name = props.text("QueueName");
  const names = [id, values.pattern(props.node("QueueName"))];
  return {
    at,
    name: id,
    visibilityTimeout: props.number("VisibilityTimeout"),
    deadLetterQueue: props.given("RedrivePolicy"),
    isFifo: isFifo(props.boolean("FifoQueue"), name),
    isDeadLetterQueue: names.some(isNameOfDeadLetters) || letsOthersEndHere(props),
    stating: ({ visibilityTimeout }) =>
      visibilityTimeout === undefined ? undefined : props.stating([["VisibilityTimeout", visibilityTimeout]]),
  };
}

/** Whether a queue says which others may send their dead letters to it, other than that none may. */
function letsOthersEndHere(props: Properties): boolean {
  const permission = props.text("RedriveAllowPolicy.redrivePermission");
  const isDenied = isStated(permission) && permission.value === "denyAll";
  return props.field("RedriveAllowPolicy") !== "absent" && !isDenied;
}

/** The name of a FIFO queue ends in `.fifo`, and no other name does. */
const isFifo = (stated: Setting<boolean>, name: Setting<string>): Setting<boolean> =>
  stated === "absent" && isStated(name) ? { value: name.value.endsWith(".fifo"), at: name.at } : stated;
