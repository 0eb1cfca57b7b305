import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, bare, isClass, memberName, type ClassNode, type Node } from "../../kit/ast.ts";
import { classOf, resolve } from "../../kit/bindings.ts";
import { importedAs } from "../../kit/imports.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";

/** Something of the CDK's libraries, by the library as version 2 names its folders: `aws-lambda`, and its name there. */
export interface OfCdk {
  library: string;
  name: string;
}

/** A construct, or any other object of the CDK, where it is made. */
export interface Construct extends OfCdk {
  node: TSESTree.NewExpression;
  /** What the CDK's class is given. Of a class of this file that extends it, what that passes to `super`. */
  arguments: readonly Node[];
}

/** How many classes of the file are followed to the CDK's. */
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
  const own = ofCdk(node.callee, sourceCode);
  if (own) return { ...own, node, arguments: node.arguments };
  const inherited = classOf(node.callee, sourceCode);
  return inherited && constructOfClass(inherited, node, sourceCode, maximumDepth);
}

/** `class Worker extends NodejsFunction { constructor(scope, id) { super(scope, id, { … }) } }` */
function constructOfClass(
  { superClass, body }: ClassNode,
  node: TSESTree.NewExpression,
  sourceCode: SourceCode,
  depth: number,
): Construct | undefined {
  if (!superClass || depth === 0) return undefined;
  const base = ofCdk(superClass, sourceCode);
  if (!base) {
    const next = classOf(superClass, sourceCode);
    return next && constructOfClass(next, node, sourceCode, depth - 1);
  }
  const constructor = body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
  const [call, another] = constructor
    ? nodesIn(constructor, ["CallExpression"], sourceCode).filter(({ callee }) => callee.type === "Super")
    : [];
  return another ? undefined : { ...base, node, arguments: call?.arguments ?? node.arguments };
}

/** The construct that an expression stands for: a name, or a field of the stack that is set once. */
export function constructBehind(node: Node | undefined, sourceCode: SourceCode): Construct | undefined {
  const made = node && madeBehind(node, sourceCode, maximumDepth);
  return made?.type === "NewExpression" ? constructAt(made, sourceCode) : undefined;
}

/** What makes the value of an expression, as far as it is made in this file. */
export function madeBehind(node: Node, sourceCode: SourceCode, depth: number): Node {
  const value = awaited(resolve(node, sourceCode));
  if (value.type !== "MemberExpression" || bare(value.object).type !== "ThisExpression" || depth === 0)
    return value;
  const owner = [...ancestorsOf(value)].find(isClass);
  const [written, another] = (owner && fieldsOf(owner, sourceCode).get(memberName(value) ?? "")) ?? [];
  return written && !another ? madeBehind(written, sourceCode, depth - 1) : value;
}

const fields = new WeakMap<ClassNode, Map<string, Node[]>>();

/** Everything that a class writes into its fields, by their names. */
function fieldsOf(owner: ClassNode, sourceCode: SourceCode): Map<string, Node[]> {
  let found = fields.get(owner);
  if (!found) {
    found = new Map();
    for (const member of nodesIn(owner, ["PropertyDefinition", "AssignmentExpression"], sourceCode)) {
      const [target, value] =
        member.type === "PropertyDefinition" ? [member, member.value] : [bare(member.left), member.right];
      const isOwn =
        target.type === "PropertyDefinition" ||
        (target.type === "MemberExpression" && bare(target.object).type === "ThisExpression");
      const name = isOwn ? memberName(target) : undefined;
      if (name !== undefined && value) found.set(name, [...(found.get(name) ?? []), value]);
    }
    fields.set(owner, found);
  }
  return found;
}
