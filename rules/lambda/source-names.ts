import { awaited, bare, methodName, stringValue, type Node } from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import type { SourceName } from "./event-sources.ts";
import type { Lambda } from "./model.ts";

/** Where an event names what sent it. */
const namesInEvents: Partial<Record<SourceName, string>> = {
  s3: "Records[].s3.bucket.name",
  sns: "Records[].Sns.TopicArn",
};

/** How the name stands in `eventSourceARN`: `arn:aws:sqs:eu-west-1:111122223333:orders`, `…:table/orders/stream/…`. */
const partsOfArns: Partial<Record<SourceName, { separator: string; index: number }>> = {
  sqs: { separator: ":", index: 5 },
  dynamodb: { separator: "/", index: 1 },
};

/** Whether a name is that of what sent the event, taken from the event. */
export function isNamedByEvent(
  name: Node,
  source: SourceName,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const path = namesInEvents[source];
  const part = partsOfArns[source];
  const value = valueBehind(name, sourceCode);
  if (path !== undefined) return [name, value].some((one) => lambda.eventPathOf(one) === path);
  if (!part) return false;
  // `https://sqs.${region}.amazonaws.com/${account}/${queue}`
  const last =
    source === "sqs" && value.type === "TemplateLiteral" && value.quasis.at(-1)?.value.raw === ""
      ? value.expressions.at(-1)
      : source === "dynamodb"
        ? name
        : undefined;
  return last !== undefined && isPartOfArn(last, part, lambda, sourceCode);
}

/** `record.eventSourceARN.split(":")[5]`, `[, , , , , queue] = record.eventSourceARN.split(":")` */
function isPartOfArn(
  node: Node,
  { separator, index }: { separator: string; index: number },
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const value = valueBehind(node, sourceCode);
  const isSplit = (list: Node | null | undefined) => {
    const call = list && awaited(valueBehind(list, sourceCode));
    const callee = call?.type === "CallExpression" ? bare(call.callee) : undefined;
    return (
      call?.type === "CallExpression" &&
      callee?.type === "MemberExpression" &&
      methodName(call) === "split" &&
      stringValue(call.arguments[0]) === separator &&
      lambda.eventPathOf(callee.object) === "Records[].eventSourceARN"
    );
  };
  switch (value.type) {
    case "MemberExpression":
      return value.property.type === "Literal" && value.property.value === index && isSplit(value.object);
    case "CallExpression": {
      const callee = bare(value.callee);
      const isLast = methodName(value) === "pop" && separator === ":";
      return isLast && callee.type === "MemberExpression" && isSplit(callee.object);
    }
    case "Identifier": {
      const [definition] = variableOf(value, sourceCode)?.defs ?? [];
      const pattern = (definition?.name as Node | undefined)?.parent;
      const declarator = pattern?.parent;
      return (
        pattern?.type === "ArrayPattern" &&
        pattern.elements[index] === definition?.name &&
        declarator?.type === "VariableDeclarator" &&
        isSplit(declarator.init)
      );
    }
    default:
      return false;
  }
}
