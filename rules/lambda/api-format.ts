import { memberName, type Node } from "../kit/ast.ts";
import { grouped } from "../kit/grouped.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { SourceName } from "./event-sources.ts";
import type { Handler, Lambda } from "./model.ts";

/** Whether a source sends requests of HTTP, and takes an answer with a status and a body. */
export const isHttp = (source: SourceName): boolean => source === "api" || source === "alb";

/**
 * What only events of the payload format 1.0 have, which every REST API sends and an HTTP API can be told to send. An
 * application load balancer's events look like it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const ofFormat1 =
  /^(httpMethod|multiValueHeaders|multiValueQueryStringParameters|requestContext\.(resourceId|resourcePath|httpMethod|identity|elb))(\.|$)/;
/** What only events of the payload format 2.0 have, which HTTP APIs and function URLs send. */
const ofFormat2 = /^(version|routeKey|rawPath|rawQueryString|cookies|requestContext\.http)(\.|$)/;

/** Types of `aws-lambda` for the format 1.0 and for load balancers. */
const typeOfFormat1 =
  /^(APIGateway(Proxy)?(\w*)(Event|Handler|Result)(Base)?|Proxy(Handler|Result)|ALB(Event|Handler|Result))$/;
const typeOfFormat2 = /V2|FunctionURL/;

/** Steps that the marks of both formats are made of; a cheap question before that for the whole path. */
const step =
  /^(httpMethod|multiValue\w+|resourceId|resourcePath|identity|elb|version|routeKey|rawPath|rawQueryString|cookies|http)$/;

/** Whether an API's events come to a handler in the format 1.0 for certain, by its template, its types or what it reads. */
export function takesFormat1(handler: Handler, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (handler.types.some((type) => typeOfFormat2.test(type))) return false;
  const read = pathsReadBy(handler, lambda, sourceCode);
  if (read.some((path) => ofFormat2.test(path))) return false;
  if (lambda.getsFormat1(handler)) return true;
  return handler.types.some((type) => typeOfFormat1.test(type)) || read.some((path) => ofFormat1.test(path));
}

/** What the handlers of a file read of their events and can tell a format by. */
const pathsByHandler = once((lambda: Lambda, sourceCode: SourceCode) => {
  const found: { handler: Handler | undefined; path: string }[] = [];
  for (const node of nodesIn(sourceCode.ast, ["MemberExpression", "Property"], sourceCode)) {
    if (!step.test(memberName(node) ?? "")) continue;
    const path = lambda.eventPathOf(node.type === "Property" ? boundBy(node.value) : node);
    if (path !== undefined) found.push({ handler: lambda.handlerOf(node), path });
  }
  return grouped(found, ({ handler }) => handler);
});

const pathsReadBy = (handler: Handler, lambda: Lambda, sourceCode: SourceCode): string[] =>
  (pathsByHandler(lambda, sourceCode).get(handler) ?? []).map(({ path }) => path);

/** The name in `const { httpMethod: method = "GET" } = event`. */
const boundBy = (value: Node): Node => (value.type === "AssignmentPattern" ? value.left : value);
