import { stringValue } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import { homeOf } from "../around.ts";
import { defaults, isStated, type DeployedFunction, type Setting } from "../deployment.ts";
import { ofCdk, type Construct } from "./constructs.ts";
import { variablesIn } from "./environment.ts";
import { Props, stated } from "./props.ts";
import { runtimeConstant } from "./runtimes.ts";

/** The constructs that deploy a function, by library. Each takes its properties third. */
const functions = new Map([
  ["aws-lambda", /^(Function|DockerImageFunction|SingletonFunction)$/],
  ["aws-lambda-nodejs", /^NodejsFunction$/],
  ["aws-lambda-python", /^PythonFunction$/],
  ["aws-lambda-go", /^GoFunction$/],
]);

export const isFunction = ({ library, name }: Construct): boolean =>
  functions.get(library)?.test(name) ?? false;

/** The function that a construct deploys, without what other code adds to it. */
export function functionOf(construct: Construct, sourceCode: SourceCode): DeployedFunction {
  const props = new Props(construct, 2, sourceCode);
  return {
    at: construct.node.callee,
    name: nameOf(construct),
    functionName: props.text("functionName"),
    runtime: props.runtime("runtime"),
    timeout: props.seconds("timeout"),
    memory: props.number("memorySize"),
    byDefault: { timeout: defaults.timeout, memory: defaults.memory },
    handler: props.text("handler"),
    code: folderOf(props, sourceCode),
    entryPoints: [props.path("entry")].filter(isStated),
    vpc: props.given("vpc"),
    capacityProvider: "absent",
    reservedConcurrency: props.number("reservedConcurrentExecutions"),
    versionConcurrency: props.numberIn("currentVersionOptions", "provisionedConcurrentExecutions"),
    onFailure: onFailureOf(props),
    retryAttempts: props.number("retryAttempts"),
    maximumEventAge: props.seconds("maxEventAge"),
    environment: variablesIn(props.field("environment"), sourceCode),
    invokers: [],
    mayHaveOtherInvokers: false,
    mayRecur: mayRecur(props, sourceCode),
    stating: ({ runtime }) => props.stating([["runtime", runtimeCode(props, String(runtime), sourceCode)]]),
  };
}

/** What its authors call a construct: the id, which is its second argument. */
export const nameOf = (construct: Construct): string =>
  stringValue(construct.node.arguments[1]) ?? construct.name;

/** `recursiveLoop: RecursiveLoop.ALLOW`, or what may be that. */
function mayRecur(props: Props, sourceCode: SourceCode): boolean {
  const field = props.field("recursiveLoop");
  if (typeof field === "string") return field === "unknown";
  return ofCdk(valueBehind(field, sourceCode), sourceCode)?.name !== "RecursiveLoop.TERMINATE";
}

function onFailureOf(props: Props): Setting<true> {
  const ways = [
    props.given("onFailure"),
    props.given("deadLetterQueue"),
    props.given("deadLetterTopic"),
    props.givenIn("currentVersionOptions", "onFailure"),
  ];
  const enabled = props.boolean("deadLetterQueueEnabled");
  const stated = ways.find(isStated);
  if (stated) return stated;
  if (isStated(enabled) && enabled.value) return { value: true, at: enabled.at };
  return [...ways, enabled].includes("unknown") ? "unknown" : "absent";
}

/** `lambda.Runtime.NODEJS_22_X` for another identifier, in the words the properties use now. */
function runtimeCode(props: Props, identifier: string, sourceCode: SourceCode): string | undefined {
  const field = props.field("runtime");
  const constant = runtimeConstant(identifier);
  if (typeof field === "string" || field.type !== "MemberExpression" || !constant) return undefined;
  return `${sourceCode.getText(field.object)}.${constant}`;
}

/** `Code.fromAsset("build/orders")`, and `new AssetCode("build/orders")` */
function folderOf(props: Props, sourceCode: SourceCode): Setting<string> {
  const field = props.field("code");
  if (typeof field === "string") return field;
  const home = homeOf(field, sourceCode);
  const made = valueBehind(field, home);
  if (made.type !== "CallExpression" && made.type !== "NewExpression") return "unknown";
  const maker = ofCdk(made.callee, home)?.name ?? "";
  const isFolder = /^((Asset)?Code\.(fromAsset|asset)|AssetCode)$/.test(maker);
  const [asset] = isFolder ? made.arguments : [];
  const folder = asset && props.pathAt(asset);
  return folder === undefined ? "unknown" : stated(folder, field);
}
