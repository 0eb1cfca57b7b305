import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, methodName, outermost, type ClassNode, type Node } from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { homeOf } from "../around.ts";
import { constructAt, type Construct } from "./constructs.ts";
import { isInvoker } from "./invokers.ts";
import { isExposed, usesOf } from "./uses.ts";

/** Whether a function, or its alias, is handed on, so that something which does not show may invoke it. */
export const isHandedOn = (made: Node, sourceCode: SourceCode): boolean =>
  isExposed(made, sourceCode) || usesOf(made, sourceCode).some((use) => isHandedOnAt(use, sourceCode));

/** Methods by which a function gets events. */
const connecting = /^(add(EventSource|EventSourceMapping|FunctionUrl|Alias)|configureAsyncInvoke)$/;

/** Whether a class connects its own instances to something, or hands them on. */
export const handsItselfOn = (owner: ClassNode, from: SourceCode): boolean => {
  const sourceCode = homeOf(owner, from);
  return nodesIn(owner, ["ThisExpression"], sourceCode).some(
    (self) => !isScope(self) && (isConnected(self) || isHandedOnAt(self, sourceCode)),
  );
};

const isConnected = ({ parent }: Node): boolean =>
  parent?.type === "MemberExpression" && connecting.test(memberName(parent) ?? "");

/** `new Alarm(this, "Errors", { … })` */
const isScope = (self: Node): boolean =>
  self.parent?.type === "NewExpression" &&
  self.parent.arguments[0] === self &&
  /^(Literal|TemplateLiteral)$/.test(self.parent.arguments[1]?.type ?? "");

/** What others invoke a function by, and the right to. */
const handles = /^(functionArn|functionName|functionRef|grantInvoke\w*|addPermission)$/;

function isHandedOnAt(use: Node, sourceCode: SourceCode): boolean {
  const value = outermost(use);
  const { parent } = value;
  if (parent?.type !== "MemberExpression" || parent.object !== value) return isTaken(value, sourceCode);
  return handles.test(memberName(parent) ?? "") && isTaken(parent, sourceCode);
}

/** Methods that let a function use something, or say something of it. */
const harmlessMethods = /^(grant\w*|allow\w*|addDependency|of|add(Resource)?Suppressions?\w*)$/;

/** Constructs that name a function, and do not invoke it. */
const harmlessConstructs = /^(CfnOutput|LogGroup|Metric|Alarm|EventInvokeConfig|EventSourceMapping)$/;

const isHarmless = (construct: Construct | undefined, sourceCode: SourceCode): boolean =>
  construct !== undefined && (isInvoker(construct, sourceCode) || harmlessConstructs.test(construct.name));

/** Whether something made is a version of a function that nothing but its number is taken of. */
function isUnusedVersion(made: TSESTree.NewExpression, sourceCode: SourceCode): boolean {
  const { library, name } = constructAt(made, sourceCode) ?? {};
  return (
    library === "aws-lambda" &&
    name === "CfnVersion" &&
    !isExposed(made, sourceCode) &&
    usesOf(made, sourceCode).every(({ parent }) =>
      parent?.type === "MemberExpression"
        ? memberName(parent) === "attrVersion"
        : parent?.type === "ExpressionStatement",
    )
  );
}

/** Whether a value ends where something may use it to invoke. */
function isTaken(value: Node, sourceCode: SourceCode): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case "CallExpression":
      return parent.callee === value || !harmlessMethods.test(methodName(parent) ?? "");
    case "NewExpression":
      return !isHarmless(constructAt(parent, sourceCode), sourceCode) && !isUnusedVersion(parent, sourceCode);
    case "Property":
    case "ObjectExpression":
    case "ArrayExpression":
    case "SpreadElement":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "TemplateLiteral":
    case "BinaryExpression":
    case "TSNonNullExpression":
      return isTaken(parent, sourceCode);
    case "ReturnStatement":
    case "VariableDeclarator":
      return true;
    case "AssignmentExpression":
      return parent.right === value;
    default:
      return false;
  }
}
