import { memberName, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldValue } from "../../kit/values.ts";
import { isNameOfDeadLetters, type Queue } from "../deployment.ts";
import { ofCdk, type Construct } from "./constructs.ts";
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
    isDeadLetterQueue: isNameOfDeadLetters(name) || letsOthersEndHere(props, sourceCode),
    stating: ({ visibilityTimeout }) =>
      props.stating([["visibilityTimeout", props.duration(Number(visibilityTimeout))]]),
  };
}

/** Whether a queue says which others may send their dead letters to it, other than that none may. */
function letsOthersEndHere(props: Props, sourceCode: SourceCode): boolean {
  const policy = props.field("redriveAllowPolicy");
  if (typeof policy === "string") return false;
  const permission = fieldValue(policy, "redrivePermission", sourceCode);
  return !permission || ofCdk(permission, sourceCode)?.name !== "RedrivePermission.DENY_ALL";
}

/** The queues that failures go to: `deadLetterQueue: { queue }`, `deadLetterQueue: queue`, `onFailure: new SqsDestination(queue)` */
export function deadLettersOf(
  { name, node: { parent }, arguments: given }: Construct,
  sourceCode: SourceCode,
): Node[] {
  const field = fieldValue(given.at(-1), "deadLetterQueue", sourceCode);
  const isOfSuccess = parent.type === "Property" && memberName(parent) === "onSuccess";
  const queues = [
    field && (fieldValue(field, "queue", sourceCode) ?? field),
    /^(SqsDlq|SqsDestination)$/.test(name) && !isOfSuccess ? given[0] : undefined,
  ];
  return queues.filter((queue) => queue !== undefined);
}
