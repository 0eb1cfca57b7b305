import { stringValue, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { ofCdk } from "./constructs.ts";

/**
 * How the CDK's constants for runtimes are spelt, and what they stand for. `NODEJS_LATEST` and its like change with the
 * CDK's version and stand for nothing here.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.Runtime.html
 */
const spellings: [constant: RegExp, identifier: string][] = [
  [/^NODEJS_(\d+)_X$/, "nodejs$1.x"],
  [/^NODEJS$/, "nodejs"],
  [/^NODEJS_4_3$/, "nodejs4.3"],
  [/^NODEJS_6_10$/, "nodejs6.10"],
  [/^NODEJS_8_10$/, "nodejs8.10"],
  [/^PYTHON_(\d)_(\d+)$/, "python$1.$2"],
  [/^JAVA_8$/, "java8"],
  [/^JAVA_8_CORRETTO$/, "java8.al2"],
  [/^JAVA_(\d\d+)$/, "java$1"],
  [/^RUBY_(\d)_(\d+)$/, "ruby$1.$2"],
  [/^DOTNET_CORE_(\d)(?:_(\d))?$/, "dotnetcore$1.$2"],
  [/^DOTNET_(\d+)$/, "dotnet$1"],
  [/^GO_1_X$/, "go1.x"],
  [/^PROVIDED$/, "provided"],
  [/^PROVIDED_(AL\d+)$/, "provided.$1"],
];

/** The identifier of a runtime: `nodejs22.x` for `lambda.Runtime.NODEJS_22_X` and for `new Runtime("nodejs22.x")`. */
export function runtimeIdentifier(node: Node, sourceCode: SourceCode): string | undefined {
  if (node.type === "NewExpression")
    return ofCdk(node.callee, sourceCode)?.name === "Runtime" ? stringValue(node.arguments[0]) : undefined;
  const [, constant] = /^Runtime\.(\w+)$/.exec(ofCdk(node, sourceCode)?.name ?? "") ?? [];
  const spelling = constant && spellings.find(([pattern]) => pattern.test(constant));
  return (
    spelling &&
    constant
      .replace(...spelling)
      .replace(/\.$/, ".0")
      .toLowerCase()
  );
}

/** The constant for a Node.js or Python runtime: `NODEJS_22_X` for `nodejs22.x`. */
export const runtimeConstant = (identifier: string): string | undefined => {
  const [, node] = /^nodejs(\d+)\.x$/.exec(identifier) ?? [];
  if (node) return `NODEJS_${node}_X`;
  const [, major, minor] = /^python(\d)\.(\d+)$/.exec(identifier) ?? [];
  return major && `PYTHON_${major}_${minor}`;
};
