import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, type ClassNode, type FunctionNode, type Node } from "../../kit/ast.ts";
import { classOf, parametersOf, resolve, variableOf, writesTo, type Variable } from "../../kit/bindings.ts";
import { importedAs } from "../../kit/imports.ts";
import { nodesIn } from "../../kit/nodes.ts";
import { once } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { entriesOf } from "../../kit/values.ts";
import { exportBehind } from "../around.ts";
import { fieldOfThis } from "./fields.ts";
import { stepThroughCall } from "./single-calls.ts";

/** Something of the CDK's libraries, by the library as version 2 names its folders: `aws-lambda`, and its name there. */
export interface OfCdk {
  library: string;
  name: string;
}

/** Something that code makes, by a `new` or by a method. */
export interface Made {
  node: TSESTree.NewExpression | TSESTree.CallExpression;
  arguments: readonly Node[];
  /** What stands behind parameters that the arguments are made of, where a class passes on what it is given. */
  bound?: Bound;
  /** The classes that it is an instance of, before the CDK's. They can stand in other files. */
  classes?: readonly ClassNode[];
}

/** What a parameter is given; `undefined` where it is given nothing. */
export type Bound = ReadonlyMap<Variable, Node | undefined>;

/** A construct, or any other object of the CDK, where it is made. */
export interface Construct extends OfCdk, Made {
  node: TSESTree.NewExpression;
  /** What the CDK's class is given. Of a class of the repository that extends it, what that passes to `super`. */
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
export const constructAt = once(
  (node: TSESTree.NewExpression, sourceCode: SourceCode): Construct | undefined =>
    constructOf(node.callee, { node, arguments: node.arguments }, sourceCode, maximumDepth),
);

/** `class Worker extends NodejsFunction { constructor(scope, id) { super(scope, id, { … }) } }` */
function constructOf(
  callee: Node,
  made: Made & Pick<Construct, "node">,
  sourceCode: SourceCode,
  depth: number,
): Construct | undefined {
  const own = ofCdk(callee, sourceCode);
  if (own) return { ...own, ...made };
  const inherited = depth > 0 ? classBehind(callee, sourceCode) : undefined;
  const { superClass } = inherited?.value ?? {};
  const passed = superClass && passedToSuper(inherited!.value, made, inherited!.sourceCode);
  if (!passed) return undefined;
  const classes = [...(made.classes ?? []), inherited!.value];
  return constructOf(superClass!, { ...made, ...passed, classes }, inherited!.sourceCode, depth - 1);
}

/** The class that an expression names, of this file or of one that it imports from. */
export function classBehind(
  callee: Node,
  sourceCode: SourceCode,
): { value: ClassNode; sourceCode: SourceCode } | undefined {
  const own = classOf(callee, sourceCode);
  if (own) return { value: own, sourceCode };
  const imported = importedAs(callee, sourceCode);
  const exported = imported && exportBehind(imported, sourceCode);
  const value = exported && classOf(exported.value, exported.sourceCode);
  return value && { value, sourceCode: exported!.sourceCode };
}

/** What a class passes to the class it extends; `undefined` where that depends. */
function passedToSuper(
  { body }: ClassNode,
  { arguments: given, bound = new Map() }: Made,
  sourceCode: SourceCode,
): Pick<Made, "arguments" | "bound"> | undefined {
  const constructor = body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
  if (constructor?.type !== "MethodDefinition") return { arguments: given, bound };
  const calls = nodesIn(constructor, ["CallExpression"], sourceCode);
  const [call, another] = calls.filter(({ callee }) => callee.type === "Super");
  if (another || !call || constructor.value.type !== "FunctionExpression") return undefined;
  const all = new Map([...bound, ...bindingsOf(constructor.value, given, sourceCode)]);
  return { arguments: call.arguments.map((one) => behindParameter(one, all, sourceCode)), bound: all };
}

/** What the parameters of a constructor are given, or have by themselves, of those that are never written. */
function bindingsOf(
  fn: FunctionNode,
  given: readonly Node[],
  sourceCode: SourceCode,
): [Variable, Node | undefined][] {
  if (given.some(({ type }) => type === "SpreadElement")) return [];
  return parametersOf(fn).flatMap((parameter, index): [Variable, Node | undefined][] => {
    const own = parameter.parent?.type === "AssignmentPattern" ? parameter.parent.right : undefined;
    const variable = variableOf(parameter, sourceCode);
    // The value that a parameter has by itself is written into it.
    const isWritten = variable && writesTo(variable).length > (own ? 1 : 0);
    const isChanged = isWritten || entriesOf(parameter, sourceCode).length > 0;
    return variable && !isChanged ? [[variable, given[index] ?? own]] : [];
  });
}

/** What a name stands for that is a parameter of a class: what that is given, where it is given something. */
export function behindParameter(node: Node, bound: Bound, sourceCode: SourceCode): Node {
  const expression = bare(node);
  const variable = expression.type === "Identifier" ? variableOf(expression, sourceCode) : undefined;
  return (variable && bound.get(variable)) ?? node;
}

/** The construct that an expression stands for: a name, or a field of the stack that is set once. */
export function constructBehind(node: Node | undefined, sourceCode: SourceCode): Construct | undefined {
  const made = node && madeBehind(node, sourceCode);
  return made?.type === "NewExpression" ? constructAt(made, sourceCode) : undefined;
}

/** What makes the value of an expression, as far as it is made in this file. */
export function madeBehind(node: Node, sourceCode: SourceCode, depth = maximumDepth): Node {
  const value = awaited(resolve(node, sourceCode));
  if (depth === 0) return value;
  const [written, another] =
    value.type === "MemberExpression"
      ? (fieldOfThis(value, sourceCode)?.written ?? [])
      : [stepThroughCall(value, sourceCode)];
  return written && !another ? madeBehind(written, sourceCode, depth - 1) : value;
}
