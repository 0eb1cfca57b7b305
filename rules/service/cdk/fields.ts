import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  isClass,
  isFunction,
  memberName,
  type ClassNode,
  type Node,
} from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import { once } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";

/** A field of a class, where its code has it as `this.field`. */
export interface ClassField {
  /** All that is written into it. */
  written: Node[];
  /** Where it is read. */
  places: Node[];
  /** Whether its class declares that nothing else reads it. */
  isPrivate: boolean;
}

/** The field that `this.field` names, or that a class defines. */
export function fieldOfThis(
  named: TSESTree.MemberExpression | TSESTree.PropertyDefinition,
  sourceCode: SourceCode,
): ClassField | undefined {
  const owner = isField(named) ? classOfThis(named) : undefined;
  return owner && fieldsOf(owner, sourceCode).get(memberName(named) ?? "");
}

/** The fields of a class, by their names. */
export const fieldsOf = once((owner: ClassNode, sourceCode: SourceCode): ReadonlyMap<string, ClassField> => {
  const fields = new Map<string, ClassField>();
  for (const node of nodesIn(owner, ["PropertyDefinition", "MemberExpression"], sourceCode))
    if (isField(node) && classOfThis(node) === owner) addTo(fields, node);
  // `constructor(private readonly props: Props)`
  for (const node of nodesIn(owner, ["TSParameterProperty"], sourceCode))
    if (classOfThis(node) === owner) addParameter(fields, node);
  return fields;
});

const isField = (node: TSESTree.MemberExpression | TSESTree.PropertyDefinition): boolean =>
  node.type === "PropertyDefinition" || bare(node.object).type === "ThisExpression";

const isPrivate = (node: TSESTree.MemberExpression | TSESTree.PropertyDefinition): boolean =>
  node.type === "PropertyDefinition" && node.accessibility === "private";

function addTo(
  fields: Map<string, ClassField>,
  node: TSESTree.PropertyDefinition | TSESTree.MemberExpression,
): void {
  const name = memberName(node);
  if (name === undefined) return;
  const field = fields.get(name) ?? { written: [], places: [], isPrivate: isPrivate(node) };
  fields.set(name, field);
  field.isPrivate ||= isPrivate(node);
  if (node.type === "PropertyDefinition") {
    if (node.value) field.written.push(node.value);
    return;
  }
  const { parent } = node;
  if (parent.type === "AssignmentExpression" && parent.left === node) field.written.push(parent.right);
  else field.places.push(node);
}

function addParameter(fields: Map<string, ClassField>, node: TSESTree.TSParameterProperty): void {
  // What has a value of its own is one thing or another.
  if (node.parameter.type !== "Identifier") return;
  const { name } = node.parameter;
  const field = fields.get(name) ?? { written: [], places: [], isPrivate: false };
  fields.set(name, field);
  field.written.push(node.parameter);
  field.isPrivate ||= node.accessibility === "private";
}

/** The class whose `this` a node stands in. A function that is no arrow has a `this` of its own. */
function classOfThis(node: Node): ClassNode | undefined {
  for (const outer of ancestorsOf(node)) {
    if (isClass(outer)) return outer;
    const isOwn = isFunction(outer) && outer.type !== "ArrowFunctionExpression";
    if (isOwn && outer.parent?.type !== "MethodDefinition") return undefined;
  }
  return undefined;
}
