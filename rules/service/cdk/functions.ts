import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { entriesOf, valueBehind } from "../../kit/values.ts";
import { isDatabaseHost } from "../../lambda/databases.ts";
import type { DeployedFunction, EnvironmentVariable, Setting } from "../deployment.ts";
import { constructBehind, madeBehind, type Construct } from "./constructs.ts";
import { Props } from "./props.ts";
import { runtimeConstant } from "./runtimes.ts";

/** The constructs that deploy a function, by library. Each takes its properties third. */
const functions: Record<string, RegExp> = {
  "aws-lambda": /^(Function|DockerImageFunction|SingletonFunction)$/,
  "aws-lambda-nodejs": /^NodejsFunction$/,
  "aws-lambda-python": /^PythonFunction$/,
  "aws-lambda-go": /^GoFunction$/,
};

export const isFunction = ({ library, name }: Construct): boolean => functions[library]?.test(name) ?? false;

/** The function that a construct deploys, without what other code adds to it. */
export function functionOf(construct: Construct, sourceCode: SourceCode): DeployedFunction {
  const props = new Props(construct, 2, sourceCode);
  return {
    at: construct.node.callee,
    name: nameOf(construct),
    runtime: props.runtime("runtime"),
    isImage: construct.name === "DockerImageFunction",
    timeout: props.seconds("timeout"),
    memory: props.number("memorySize"),
    reservedConcurrency: props.number("reservedConcurrentExecutions"),
    onFailure: onFailureOf(props),
    environment: environmentOf(props, sourceCode),
    invokers: [],
    stating: ({ memory, timeout, runtime }) =>
      props.stating([
        ...(memory === undefined ? [] : [["memorySize", String(memory)] as const]),
        ...(timeout === undefined ? [] : [["timeout", props.duration(Number(timeout))] as const]),
        ...(runtime === undefined
          ? []
          : [["runtime", runtimeCode(props, String(runtime), sourceCode)] as const]),
      ]),
  };
}

/** What its authors call a construct: the id, which is its second argument. */
export const nameOf = (construct: Construct): string =>
  stringValue(construct.node.arguments[1]) ?? construct.name;

function onFailureOf(props: Props): Setting<true> {
  const ways = [props.given("onFailure"), props.given("deadLetterQueue"), props.given("deadLetterTopic")];
  const enabled = props.boolean("deadLetterQueueEnabled");
  const stated = ways.find((way) => typeof way !== "string");
  if (stated) return stated;
  if (typeof enabled !== "string" && enabled.value) return { value: true, at: enabled.at };
  return [...ways, enabled].includes("unknown") ? "unknown" : "absent";
}

/** `lambda.Runtime.NODEJS_22_X` for another identifier, in the words the properties use now. */
function runtimeCode(props: Props, identifier: string, sourceCode: SourceCode): string | undefined {
  const field = props.field("runtime");
  const constant = runtimeConstant(identifier);
  if (typeof field === "string" || field.type !== "MemberExpression" || !constant) return undefined;
  return `${sourceCode.getText(field.object)}.${constant}`;
}

function environmentOf(props: Props, sourceCode: SourceCode): EnvironmentVariable[] {
  const field = props.field("environment");
  if (typeof field === "string") return [];
  return entriesOf(field, sourceCode).map(([name, value]) => variableOf(name, value, sourceCode));
}

/** `fn.addEnvironment("NAME", value)` */
export function addEnvironments(byNode: ReadonlyMap<Node, DeployedFunction>, sourceCode: SourceCode): void {
  for (const call of nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)) {
    const { callee } = call;
    if (callee.type !== "MemberExpression" || memberName(callee) !== "addEnvironment") continue;
    const made = constructBehind(callee.object, sourceCode);
    const [name, value] = call.arguments;
    const text = stringValue(name);
    if (made && value && text !== undefined)
      byNode.get(made.node)?.environment.push({ ...variableOf(text, value, sourceCode), at: name! });
  }
}

function variableOf(name: string, value: Node, sourceCode: SourceCode): EnvironmentVariable {
  const text = stringValue(valueBehind(value, sourceCode));
  return {
    name,
    // The key says which variable is meant; the value may be a name that stands for many lines.
    at: value.parent?.type === "Property" ? value.parent.key : value,
    value: text === undefined ? "unknown" : { value: text, at: value },
    isDatabaseAddress: text === undefined ? isDatabaseAddress(value, sourceCode) : isDatabaseHost(text),
  };
}

/** Ways from a database to its address, of clusters and of instances. */
const address =
  /^(clusterEndpoint|clusterReadEndpoint|instanceEndpoint)\.hostname$|^dbInstanceEndpointAddress$/;

/** `cluster.clusterEndpoint.hostname`, where the same file makes the cluster, and it is no proxy. */
function isDatabaseAddress(value: Node, sourceCode: SourceCode): boolean {
  const member = valueBehind(value, sourceCode);
  if (member.type !== "MemberExpression") return false;
  const inner = member.object.type === "MemberExpression" ? member.object : undefined;
  const name = memberName(member);
  const [owner, way] =
    name === "hostname" && inner ? [inner.object, `${memberName(inner)}.hostname`] : [member.object, name];
  const made = address.test(way ?? "") ? madeBehind(owner, sourceCode, 4) : undefined;
  const construct = made?.type === "NewExpression" ? constructBehind(made, sourceCode) : undefined;
  return (
    construct?.library === "aws-rds" && /^Database(Cluster|Instance)|^ServerlessCluster/.test(construct.name)
  );
}
