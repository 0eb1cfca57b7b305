import { bare, enclosingFunction, memberName, stringValue, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import { namesInText, type Names } from "../../lambda/resource-identity.ts";
import { madeBehind } from "./constructs.ts";

/** Properties of constructs that name them as a whole. */
const own =
  /^(queueUrl|queueArn|queueName|topicArn|topicName|bucketName|bucketArn|tableName|tableArn|tableStreamArn|streamArn|streamName)$/;

/** The names of a queue, a topic, a table or a bucket: where it is made, or how a function of the file is given it. */
export function namesOf(construct: Node | undefined, sourceCode: SourceCode): Names {
  if (!construct) return [];
  const made = madeBehind(construct, sourceCode);
  switch (made.type) {
    case "NewExpression":
    case "CallExpression":
      return [`#${made.range[0]}`];
    case "Identifier":
    case "MemberExpression":
      // `props.queue` is one queue as long as one constructor runs.
      return [`#${sourceCode.text.slice(...made.range)} ${enclosingFunction(made)?.range[0] ?? "module"}`];
    default:
      return [];
  }
}

/** The names that a value has: `queue.queueUrl`, or a text. */
export function namesIn(node: Node, sourceCode: SourceCode): Names {
  const value = bare(valueBehind(node, sourceCode));
  if (value.type === "MemberExpression" && own.test(memberName(value) ?? ""))
    return namesOf(value.object, sourceCode);
  return namesInText(stringValue(value) ?? "");
}
