import { bare, memberName, stringValue, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { entriesOf, fieldOf, valueBehind, type Field } from "../../kit/values.ts";
import { isDatabaseHost } from "../../lambda/databases.ts";
import type { EnvironmentVariable } from "../deployment.ts";
import { constructBehind, type Construct } from "./constructs.ts";
import { namesIn } from "./names.ts";

/** The variables that `environment: { … }` gives a function, as far as they can be told. */
export const variablesIn = (field: Field, sourceCode: SourceCode): EnvironmentVariable[] =>
  typeof field === "string"
    ? []
    : entriesOf(field, sourceCode).map(([name, value]) =>
        // The key says which variable is meant; the value may be a name that stands for many lines.
        variableOf(name, value, value.parent?.type === "Property" ? value.parent.key : value, sourceCode),
      );

/** A variable of a function's environment, and where it is named. */
export function variableOf(name: string, value: Node, at: Node, sourceCode: SourceCode): EnvironmentVariable {
  const text = stringValue(valueBehind(value, sourceCode));
  return {
    name,
    at,
    isDatabaseAddress: text === undefined ? holdsDatabaseAddress(value, sourceCode) : isDatabaseHost(text),
    names: namesIn(value, sourceCode),
  };
}

/** Ways from a database to its address, of clusters and of instances. */
const address =
  /^(clusterEndpoint|clusterReadEndpoint|instanceEndpoint)\.(hostname|socketAddress)$|^dbInstanceEndpointAddress$/;

/** `cluster.clusterEndpoint.hostname`, alone or in a text, where the same file makes the cluster, and it is no proxy. */
function holdsDatabaseAddress(node: Node, sourceCode: SourceCode, depth = 4): boolean {
  const value = bare(valueBehind(node, sourceCode));
  if (value.type === "TemplateLiteral" && depth > 0)
    return value.expressions.some((part) => holdsDatabaseAddress(part, sourceCode, depth - 1));
  if (value.type !== "MemberExpression") return false;
  const inner = bare(value.object);
  const [owner, way] =
    inner.type === "MemberExpression" && !address.test(memberName(value) ?? "")
      ? [inner.object, `${memberName(inner)}.${memberName(value)}`]
      : [inner, memberName(value)];
  const construct = address.test(way ?? "") ? constructBehind(owner, sourceCode) : undefined;
  return construct?.library === "aws-rds" && takesProxy(construct, sourceCode);
}

/**
 * Whether a database can have an RDS Proxy: MariaDB, MySQL, PostgreSQL and SQL Server can, Oracle and Db2 cannot; neither
 * can Aurora Serverless v1, nor the read replica of an instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
function takesProxy({ name, arguments: [, , props] }: Construct, sourceCode: SourceCode): boolean {
  if (!/^Database(Cluster|Instance)(FromSnapshot)?$/.test(name)) return false;
  const engine = fieldOf(props, "engine", sourceCode);
  return (
    typeof engine === "string" || !/oracle|db2/i.test(sourceCode.getText(valueBehind(engine, sourceCode)))
  );
}
