import { bare, methodName, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf, valueBehind, type Field } from "../../kit/values.ts";
import type { Objects } from "../../lambda/deployed.ts";
import type { Origin } from "../deployment.ts";
import { ofCdk, type Construct } from "./constructs.ts";
import { namesOf } from "./names.ts";
import { elementsOf, Props } from "./props.ts";

/**
 * The events of S3 by their names in the CDK.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.EventType.html
 */
const events = new Map([
  ["OBJECT_CREATED", "s3:ObjectCreated:*"],
  ["OBJECT_CREATED_PUT", "s3:ObjectCreated:Put"],
  ["OBJECT_CREATED_POST", "s3:ObjectCreated:Post"],
  ["OBJECT_CREATED_COPY", "s3:ObjectCreated:Copy"],
  ["OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD", "s3:ObjectCreated:CompleteMultipartUpload"],
]);

/** The topic or the bucket that a construct connects a function with, if it is one for that. */
export function originOf(construct: Construct, sourceCode: SourceCode): Origin | undefined {
  const { library, name, arguments: given } = construct;
  const [first] = given;
  switch (`${library} ${name}`) {
    case "aws-lambda-event-sources SnsEventSource":
      return topic(first, new Props(construct, 1, sourceCode), sourceCode);
    case "aws-lambda-event-sources S3EventSource":
    case "aws-lambda-event-sources S3EventSourceV2": {
      const props = new Props(construct, 1, sourceCode);
      const kinds = elementsOf(props.field("events"), sourceCode);
      const filters = props.field("filters");
      const isKnown = filters === "absent" || isList(filters, sourceCode);
      if (!isKnown) return { of: namesOf(first, sourceCode), isFiltered: true };
      return bucket(first, kinds, elementsOf(filters, sourceCode), sourceCode);
    }
    case "aws-sns-subscriptions LambdaSubscription": {
      const call = callAround(construct.node, "addSubscription");
      return call && topic(call.owner, new Props(construct, 1, sourceCode), sourceCode);
    }
    case "aws-s3-notifications LambdaDestination": {
      const call = callAround(construct.node, "addEventNotification");
      const [kind, , ...filters] = call?.arguments ?? [];
      return call && bucket(call.owner, kind ? [kind] : [], filters, sourceCode);
    }
    default:
      return undefined;
  }
}

const isList = (field: Field, sourceCode: SourceCode): boolean =>
  typeof field !== "string" && valueBehind(field, sourceCode).type === "ArrayExpression";

/** The method that something is given to where it is made: `topic.addSubscription(new LambdaSubscription(fn))`. */
function callAround(node: Node, name: string): { owner: Node; arguments: readonly Node[] } | undefined {
  const { parent } = node;
  const callee = parent?.type === "CallExpression" ? bare(parent.callee) : undefined;
  if (parent?.type !== "CallExpression" || callee?.type !== "MemberExpression") return undefined;
  return methodName(parent) === name ? { owner: callee.object, arguments: parent.arguments } : undefined;
}

const topic = (owner: Node | undefined, props: Props, sourceCode: SourceCode): Origin => ({
  of: namesOf(owner, sourceCode),
  isFiltered: ["filterPolicy", "filterPolicyWithMessageBody"].some((name) => props.field(name) !== "absent"),
});

/** @param filters one for each: `{ prefix: "uploads/" }` */
function bucket(
  owner: Node | undefined,
  kinds: readonly Node[],
  filters: readonly Node[],
  sourceCode: SourceCode,
): Origin {
  const of = namesOf(owner, sourceCode);
  const [filter, another] = filters;
  const objects = another ? undefined : objectsOf(kinds, filter, sourceCode);
  return { of, isFiltered: !objects, objects };
}

function objectsOf(
  kinds: readonly Node[],
  filter: Node | undefined,
  sourceCode: SourceCode,
): Objects | undefined {
  const named = kinds.map((kind) => {
    const constant = ofCdk(valueBehind(kind, sourceCode), sourceCode)?.name ?? "";
    return events.get(constant.replace(/^EventType\./, "")) ?? "";
  });
  const [prefix, suffix] = ["prefix", "suffix"].map((end) => {
    const field = fieldOf(filter, end, sourceCode);
    if (field === "absent") return "";
    const value = field === "unknown" ? undefined : valueBehind(field, sourceCode);
    return value?.type === "Literal" && typeof value.value === "string" ? value.value : undefined;
  });
  return prefix === undefined || suffix === undefined ? undefined : { events: named, prefix, suffix };
}
