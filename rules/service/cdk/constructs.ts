import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  isClass,
  isFunction,
  memberName,
  type ClassNode,
  type Node,
} from "../../kit/ast.ts";
import { classOf, resolve } from "../../kit/bindings.ts";
import { importedAs } from "../../kit/imports.ts";
import { nodesIn } from "../../kit/nodes.ts";
import { once } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";

/** Something of the CDK's libraries, by the library as version 2 names its folders: `aws-lambda`, and its name there. */
export interface OfCdk {
  library: string;
  name: string;
}

/** Something that code makes, by a `new` or by a method. */
export interface Made {
  node: TSESTree.NewExpression | TSESTree.CallExpression;
  arguments: readonly Node[];
}

/** A construct, or any other object of the CDK, where it is made. */
export interface Construct extends OfCdk, Made {
  node: TSESTree.NewExpression;
  /** What the CDK's class is given. Of a class of this file that extends it, what that passes to `super`. */
  arguments: readonly Node[];
}

/** How many classes, or fields, of the file are followed to what they stand for. */
const maximumDepth = 4;

/**
 * What an expression names in the CDK: of version 2 by any of its import forms, of version 1, and of its alpha modules.
 * https://docs.aws.amazon.com/cdk/v2/guide/work-with-cdk-typescript.html
 */
export function ofCdk(node: Node, sourceCode: SourceCode): OfCdk | undefined {
  const imported = importedAs(node, sourceCode);
  if (!imported) return undefined;
  const { module, name } = imported;
  const [, library] = /^(?:aws-cdk-lib|@aws-cdk)\/([\w-]+?)(?:-alpha)?(?:\/.*)?$/.exec(module) ?? [];
  if (library) return { library, name };
  if (module !== "aws-cdk-lib") return undefined;
  const [, folder, inFolder] = /^((?:aws|alexa)_\w+)\.(.+)$/.exec(name) ?? [];
  return folder ? { library: folder.replaceAll("_", "-"), name: inFolder! } : { library: "core", name };
}

/** The construct that a `new` makes. */
export function constructAt(node: TSESTree.NewExpression, sourceCode: SourceCode): Construct | undefined {
  return constructOf(node.callee, node.arguments, node, sourceCode, maximumDepth);
}

/** `class Worker extends NodejsFunction { constructor(scope, id) { super(scope, id, { … }) } }` */
function constructOf(
  callee: Node,
  given: readonly Node[],
  node: TSESTree.NewExpression,
  sourceCode: SourceCode,
  depth: number,
): Construct | undefined {
  const own = ofCdk(callee, sourceCode);
  if (own) return { ...own, node, arguments: given };
  const inherited = depth > 0 ? classOf(callee, sourceCode) : undefined;
  const passed = inherited && passedToSuper(inherited, given, sourceCode);
  return passed && constructOf(inherited!.superClass!, passed, node, sourceCode, depth - 1);
}

/** What a class passes to the class it extends, if there is one; `undefined` where that depends. */
function passedToSuper(
  { superClass, body }: ClassNode,
  given: readonly Node[],
  sourceCode: SourceCode,
): readonly Node[] | undefined {
  if (!superClass) return undefined;
  const constructor = body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
  if (!constructor) return given;
  const calls = nodesIn(constructor, ["CallExpression"], sourceCode);
  const [call, another] = calls.filter(({ callee }) => callee.type === "Super");
  return another ? undefined : call?.arguments;
}

/** The construct that an expression stands for: a name, or a field of the stack that is set once. */
export function constructBehind(node: Node | undefined, sourceCode: SourceCode): Construct | undefined {
  const made = node && madeBehind(node, sourceCode);
  return made?.type === "NewExpression" ? constructAt(made, sourceCode) : undefined;
}

/** What makes the value of an expression, as far as it is made in this file. */
export function madeBehind(node: Node, sourceCode: SourceCode, depth = maximumDepth): Node {
  const value = awaited(resolve(node, sourceCode));
  const field = value.type === "MemberExpression" && depth > 0 ? fieldOfThis(value, sourceCode) : undefined;
  const [written, another] = field?.written ?? [];
  return written && !another ? madeBehind(written, sourceCode, depth - 1) : value;
}

/** A field of a class, where its code has it as `this.field`. */
interface ClassField {
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

const fieldsOf = once((owner: ClassNode, sourceCode: SourceCode): ReadonlyMap<string, ClassField> => {
  const fields = new Map<string, ClassField>();
  for (const node of nodesIn(owner, ["PropertyDefinition", "MemberExpression"], sourceCode))
    if (isField(node) && classOfThis(node) === owner) addTo(fields, node);
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

/** The class whose `this` a node stands in. A function that is no arrow has a `this` of its own. */
function classOfThis(node: Node): ClassNode | undefined {
  for (const outer of ancestorsOf(node)) {
    if (isClass(outer)) return outer;
    const isOwn = isFunction(outer) && outer.type !== "ArrowFunctionExpression";
    if (isOwn && outer.parent?.type !== "MethodDefinition") return undefined;
  }
  return undefined;
}
