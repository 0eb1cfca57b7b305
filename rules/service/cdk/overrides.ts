import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, outermost, stringValue, type Node } from "../../kit/ast.ts";
import { oncePerFile } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { homeOf } from "../around.ts";
import type { Made } from "./constructs.ts";
import { usesOf } from "./uses.ts";

/** The settings whose CloudFormation name is not the one that the CDK's properties have. */
const spellings = new Map([
  ["deadletterconfig", "deadletterqueue"],
  ["redrivepolicy", "deadletterqueue"],
]);

const mayReachResources = oncePerFile(({ text }) => text.includes("defaultChild"));

/** Everything may be overridden. */
const all = "*";

/**
 * The settings that code overrides on the CloudFormation resource behind a construct:
 * `(fn.node.defaultChild as CfnFunction).addPropertyOverride("MemorySize", 512)`.
 * https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html
 */
export class Overrides {
  readonly #names: ReadonlySet<string>;

  constructor({ node, classes = [] }: Made, sourceCode: SourceCode) {
    const isReached = classes.some((one) => mayReachResources(homeOf(one, sourceCode)));
    const names = mayReachResources(sourceCode) ? namesOverridden(node, sourceCode) : [];
    this.#names = new Set(isReached ? [all] : names);
  }

  has(property: string): boolean {
    return this.#names.has(all) || this.#names.has(property.toLowerCase());
  }
}

const namesOverridden = (made: Node, sourceCode: SourceCode): string[] =>
  usesOf(made, sourceCode)
    .map((use) => memberAt(use, "node"))
    .map((node) => node && memberAt(node, "defaultChild"))
    .flatMap((resource) => (resource ? usesOf(resource, sourceCode) : []))
    .flatMap((use) => nameOverriddenAt(use) ?? [])
    .map((name) => spellings.get(name) ?? name);

function nameOverriddenAt(resource: Node): string | undefined {
  const { parent } = outermost(resource);
  if (parent?.type !== "MemberExpression") return isHandedOn(resource) ? all : undefined;
  const { parent: outer } = parent;
  if (outer.type === "AssignmentExpression" && outer.left === parent)
    return (memberName(parent) ?? all).toLowerCase();
  if (outer.type !== "CallExpression" || !/^add\w*Override$/.test(memberName(parent) ?? "")) return undefined;
  const path = stringValue(outer.arguments[0])?.replace(/^Properties\./, "");
  return (path?.split(".")[0] ?? all).toLowerCase();
}

/** Whether other code gets hold of the resource. */
const isHandedOn = (resource: Node): boolean =>
  /^(CallExpression|NewExpression|Property|ReturnStatement|ArrayExpression)$/.test(
    outermost(resource).parent?.type ?? "",
  );

/** `node.name`, where an expression stands before it. */
function memberAt(object: Node, name: string): TSESTree.MemberExpression | undefined {
  const value = outermost(object);
  const { parent } = value;
  const isMember = parent?.type === "MemberExpression" && parent.object === value;
  return isMember && memberName(parent) === name ? parent : undefined;
}
