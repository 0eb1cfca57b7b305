import type { Entry } from "../../kit/yaml.ts";
import { isDatabaseHost } from "../../lambda/databases.ts";
import {
  defaults,
  isStated,
  type DeployedFunction,
  type EnvironmentVariable,
  type Setting,
} from "../deployment.ts";
import { intrinsicAt, elementsOf } from "./intrinsics.ts";
import { namesIn } from "./names.ts";
import type { Properties } from "./properties.ts";
import type { Resource, Resources } from "./resources.ts";
import type { Values } from "./values.ts";

const typeOfFunction = /^AWS::(Lambda|Serverless)::Function$/;

/** Whether a resource is a function that somebody wrote, rather than one that the CDK adds for its own ends. */
export const isFunction = (resource: Resource): boolean =>
  typeOfFunction.test(resource.type) && !isGenerated(resource);

/** Where the CDK says in a template what made a resource: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html */
const pathInCdk = "aws:cdk:path";

/** What the CDK calls the functions that it brings along: providers of custom resources, and singletons with hashed names. */
const generatedPath =
  /CustomResourceProvider|Custom::|LogRetention|framework-(onEvent|isComplete|onTimeout)|\/AWS[\da-f]{32}|BucketNotificationsHandler/;

function isGenerated({ metadata }: Resource): boolean {
  const path = metadata.text(pathInCdk);
  return isStated(path) && generatedPath.test(path.value);
}

/** The function that a resource deploys, without what other resources add to it. */
export function functionOf(
  { id, at, props, metadata }: Resource,
  values: Values,
  resources: Resources,
): DeployedFunction {
  const provider = props.given("CapacityProviderConfig");
  const memory = props.number("MemorySize");
  return {
    at,
    name: id,
    functionName: props.text("FunctionName"),
    runtime: props.text("Runtime"),
    timeout: props.number("Timeout"),
    // What a function gets on the instances of a capacity provider is decided there.
    memory: memory === "absent" && provider !== "absent" ? "unknown" : memory,
    byDefault: { timeout: defaults.timeout, memory: defaults.memory },
    handler: props.text("Handler"),
    code: codeOf(props, values),
    entryPoints: entryPointsOf(metadata, values),
    vpc: props.given("VpcConfig"),
    capacityProvider: sharing(provider, [
      props.number("CapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency"),
      props.number(
        "CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency",
      ),
    ]),
    reservedConcurrency: props.number("ReservedConcurrentExecutions"),
    versionConcurrency: props.number("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"),
    onFailure: anyOf(
      ["DeadLetterConfig", "DeadLetterQueue", "EventInvokeConfig.DestinationConfig.OnFailure"].map((path) =>
        props.given(path),
      ),
    ),
    retryAttempts: props.number("EventInvokeConfig.MaximumRetryAttempts"),
    maximumEventAge: props.number("EventInvokeConfig.MaximumEventAgeInSeconds"),
    environment: props
      .entries("Environment.Variables")
      .map(([name, entry]) => variableOf(name, entry, values, resources)),
    invokers: [],
    mayHaveOtherInvokers: false,
    mayRecur: mayRecur(props),
    stating: ({ runtime }) => (runtime === undefined ? undefined : props.stating([["Runtime", runtime]])),
  };
}

/** A capacity provider whose environments serve several events at once, as they do unless the most is one. */
export function sharing(provider: Setting<true>, most: readonly Setting<number>[]): Setting<true> {
  if (!isStated(provider)) return provider;
  if (most.some((setting) => isStated(setting) && setting.value === 1)) return "absent";
  return most.includes("unknown") ? "unknown" : provider;
}

/** Lambda ends what runs in a loop, unless it is told that this is meant. */
function mayRecur(props: Properties): boolean {
  const setting = props.text("RecursiveLoop");
  return setting !== "absent" && !(isStated(setting) && setting.value === "Terminate");
}

/** `CodeUri: src/`, and `Code: src/` for what the command line packs; or else the archive, as far as it is named. */
function codeOf(props: Properties, values: Values): Setting<string> {
  // The code stands in the template itself.
  if (props.given("InlineCode") !== "absent") return "unknown";
  const [uri, code] = [props.text("CodeUri"), props.text("Code")];
  const setting = uri === "absent" ? code : uri;
  const key = setting === "unknown" ? (props.node("Code.S3Key") ?? props.node("CodeUri.Key")) : undefined;
  return key ? { value: `s3://?/${values.pattern(key)}`, at: key } : setting;
}

/** `Metadata`, as SAM hands it to esbuild: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html */
function entryPointsOf(metadata: Properties, values: Values): DeployedFunction["entryPoints"] {
  const method = metadata.text("BuildMethod");
  if (!isStated(method) || method.value !== "esbuild") return [];
  return elementsOf(metadata.node("BuildProperties.EntryPoints")).flatMap((entry) => {
    const text = values.text(entry);
    return entry && text !== undefined ? [{ value: text, at: entry }] : [];
  });
}

/** What several ways to say one thing come to. */
export const anyOf = (ways: readonly Setting<true>[]): Setting<true> =>
  ways.find(isStated) ?? (ways.includes("unknown") ? "unknown" : "absent");

/** A variable of a function's environment, and whether it holds the address of a database itself. */
export function variableOf(
  name: string,
  { key, value }: Entry,
  values: Values,
  resources: Resources,
): EnvironmentVariable {
  const isDatabaseAddress =
    isDatabaseHost(values.pattern(value)) ||
    (value !== undefined &&
      intrinsicAt(value) !== undefined &&
      resources
        .namedIn(value)
        .some(
          ({ resource, target }) =>
            /^(Read)?Endpoint\.Address$/.test(target.attribute ?? "") && takesProxy(resource),
        ));
  return { name, at: key, isDatabaseAddress, names: namesIn(value, resources, values) };
}

/**
 * Whether a database can have an RDS Proxy: MariaDB, MySQL, PostgreSQL and SQL Server can, Oracle and Db2 cannot; neither
 * can Aurora Serverless v1, nor the read replica of an instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
function takesProxy({ type, props }: Resource): boolean {
  if (!/^AWS::RDS::DB(Cluster|Instance)$/.test(type)) return false;
  const [engine, mode] = [props.text("Engine"), props.text("EngineMode")];
  const isOther = isStated(engine) && /oracle|db2/i.test(engine.value);
  const isServerless = isStated(mode) && mode.value === "serverless";
  return !isOther && !isServerless && props.field("SourceDBInstanceIdentifier") === "absent";
}
