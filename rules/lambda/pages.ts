import { bare, memberName, outermost, type Node } from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, textOf } from "../kit/values.ts";
import type { Read } from "./responses.ts";
import type { SdkCall } from "./sdk-calls.ts";

/** Requests that answer page by page, and the member that says that there is another page. */
interface Pages {
  operations: RegExp;
  token: string;
}

/**
 * By service; each is an operation that version 3 has a paginator for, whatever its page holds.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/ and the other clients' pages.
 */
const paginated = new Map<string, Pages>([
  ["dynamodb", { operations: /^(Query|Scan)$/, token: "LastEvaluatedKey" }],
  ["s3", { operations: /^List(Objects(V2)?|ObjectVersions|Parts|MultipartUploads)$/, token: "IsTruncated" }],
  ["ssm", { operations: /^(GetParametersByPath|DescribeParameters)$/, token: "NextToken" }],
  ["secrets-manager", { operations: /^ListSecrets$/, token: "NextToken" }],
  [
    "lambda",
    { operations: /^List(Functions|Aliases|EventSourceMappings|VersionsByFunction)$/, token: "NextMarker" },
  ],
  ["iam", { operations: /^List(Users|Roles|Groups|Policies|AccessKeys)$/, token: "IsTruncated" }],
  ["kms", { operations: /^List(Keys|Aliases)$/, token: "NextMarker" }],
  ["sfn", { operations: /^List(Executions|StateMachines)$/, token: "nextToken" }],
  ["ecs", { operations: /^List(Clusters|Services|Tasks|TaskDefinitions)$/, token: "nextToken" }],
  ["sns", { operations: /^List(Topics|Subscriptions|SubscriptionsByTopic)$/, token: "NextToken" }],
  ["scheduler", { operations: /^ListSchedules$/, token: "NextToken" }],
  ["eventbridge", { operations: /^List(Rules|TargetsByRule)$/, token: "NextToken" }],
  ["organizations", { operations: /^ListAccounts$/, token: "NextToken" }],
  [
    "cognito-identity-provider",
    { operations: /^(ListUsers|ListUsersInGroup|ListGroups|AdminListGroupsForUser)$/, token: "NextToken" },
  ],
  [
    "cloudformation",
    { operations: /^(ListStacks|ListStackResources|ListExports|DescribeStacks)$/, token: "NextToken" },
  ],
  ["cloudwatch", { operations: /^(ListMetrics|DescribeAlarms)$/, token: "NextToken" }],
  [
    "cloudwatch-logs",
    {
      operations: /^(DescribeLog(Groups|Streams)|DescribeMetricFilters|FilterLogEvents)$/,
      token: "nextToken",
    },
  ],
  ["rds", { operations: /^DescribeDB(Instances|Clusters|(Cluster)?Snapshots)$/, token: "Marker" }],
]);

/** The member that says that a request has more pages; `undefined` where it answers at once. */
export function pageTokenOf({ service, operation }: SdkCall): string | undefined {
  const pages = paginated.get(service);
  return pages?.operations.test(operation) ? pages.token : undefined;
}

/** Members that say that there is more, whichever of them a service has. */
const tokens =
  /^(LastEvaluatedKey|[nN]extToken|Next\w*(Token|Marker)|Marker|IsTruncated|Truncated|PaginationToken)$/;

/** Fields that ask for so many, for the page after another, or for one thing by its name. */
const narrowing = [
  ...["Limit", "limit", "MaxItems", "MaxResults", "maxResults", "MaxKeys", "MaxRecords"],
  ...[
    "ExclusiveStartKey",
    "NextToken",
    "nextToken",
    "ContinuationToken",
    "StartAfter",
    "Marker",
    "KeyMarker",
  ],
  ...["PaginationToken", "StackName", "DBInstanceIdentifier", "DBClusterIdentifier", "AlarmNames", "Filter"],
];

/** `pk = :pk AND sk = :sk` finds one item. */
const fullKey = /^[\s(]*[#\w]+\s*=\s*:\w+[\s)]+and[\s(]+[#\w]+\s*=\s*:\w+[\s)]*$/i;

/** Whether a request certainly asks for all there is, rather than for a page, for one thing, or for how many there are. */
export function asksForAll({ input }: SdkCall, sourceCode: SourceCode): boolean {
  if (narrowing.some((name) => fieldOf(input, name, sourceCode) !== "absent")) return false;
  const select = fieldOf(input, "Select", sourceCode);
  // A count comes in pages too, but where somebody asks for one, an estimate may do.
  if (select !== "absent" && (select === "unknown" || /COUNT/.test(textOf(select, sourceCode) ?? "COUNT")))
    return false;
  const condition = fieldOf(input, "KeyConditionExpression", sourceCode);
  if (typeof condition === "string") return condition === "absent";
  const text = textOf(condition, sourceCode);
  return text !== undefined && !fullKey.test(text);
}

/** Whether code takes all of a response for all there is: it reads more than the first of a list, and no token. */
export const takesPageForAll = (reads: readonly Read[], sourceCode: SourceCode): boolean =>
  !reads.some(({ name }) => tokens.test(name)) &&
  reads.some(({ name, node }) => name !== "$metadata" && !isTakenInPart(node, sourceCode, 4));

/** Whether of a list, where it stands, only the first element is taken, or whether there is any. */
function isTakenInPart(node: Node, sourceCode: SourceCode, depth: number): boolean {
  const list = outermost(node);
  const { parent } = list;
  if (depth === 0 || !parent) return false;
  switch (parent.type) {
    case "MemberExpression":
      return (
        parent.object === list && (isFirst(parent) || (memberName(parent) === "length" && isTested(parent)))
      );
    case "LogicalExpression":
      return isTested(list) || isTakenInPart(parent, sourceCode, depth - 1);
    case "VariableDeclarator":
      return isTakenThrough(parent.id, sourceCode, depth);
    default:
      // `const { Items } = result`
      return node.parent?.type === "Property" && node.parent.parent.type === "ObjectPattern"
        ? isTakenThrough(node, sourceCode, depth)
        : isTested(list);
  }
}

function isTakenThrough(pattern: Node, sourceCode: SourceCode, depth: number): boolean {
  const name = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  if (name.type === "ArrayPattern") return name.elements.length <= 1;
  const variable = name.type === "Identifier" ? variableOf(name, sourceCode) : undefined;
  const uses = variable?.references.filter((reference) => reference.isRead());
  return (
    uses !== undefined &&
    uses.length <= 20 &&
    uses.every(({ identifier }) => isTakenInPart(identifier as Node, sourceCode, depth - 1))
  );
}

/** `list[0]`, `list.at(0)` */
const isFirst = (member: Extract<Node, { type: "MemberExpression" }>): boolean =>
  (member.property.type === "Literal" && member.property.value === 0) ||
  /^(at|shift)$/.test(memberName(member) ?? "");

/** Whether a value only decides: `if (list)`, `!list`, `count > 0`, `list && …`. */
function isTested(value: Node): boolean {
  const tested = outermost(value);
  const { parent } = tested;
  switch (parent?.type) {
    case "UnaryExpression":
      return parent.operator === "!";
    case "BinaryExpression":
      return [parent.left, parent.right].some((side) => /^(0|1|null|undefined)$/.test(nameOf(bare(side))));
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === tested;
    case "LogicalExpression":
      return (parent.left === tested && parent.operator === "&&") || isTested(parent);
    default:
      return false;
  }
}

const nameOf = (node: Node): string =>
  node.type === "Literal" ? (node.raw ?? "") : node.type === "Identifier" ? node.name : "";
