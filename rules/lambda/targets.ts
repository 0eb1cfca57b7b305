import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, classOfThis, memberName, type ClassNode, type Node } from "../kit/ast.ts";
import { isGlobal, stepsTo, valueOf, variableOf, writesTo } from "../kit/bindings.ts";
import { grouped } from "../kit/grouped.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { memoises } from "../kit/memo.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isTransparent } from "./flow.ts";
import { ofInstance, ofResult } from "./values.ts";
import { declaredTypeOf, wrappedBy } from "./declared-types.ts";

/**
 * What another module exports, or what comes of it, as it is called here: `create`, `orders.create`, `Orders#` for an
 * instance of a class and `Orders#create` for its method, `createHandler()` for what that returns, `*` for all of it.
 */
export type Target = Imported;

/** Stands for the module of a target that is in the file itself. */
export const itself = "";

/** How many names, members and calls are followed from an expression to another module. */
const mostSteps = 8;

/** What a call or a `new` runs in another module; `undefined` for what is of this file, or cannot be told. */
export function targetOf(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  sourceCode: SourceCode,
): Target | undefined {
  const callee = bare(call.callee);
  const made = call.type === "NewExpression" ? call : callee.type === "Super" ? callee : undefined;
  if (made) return after(originOf(made, sourceCode), "constructor");
  const isIndirect = callee.type === "MemberExpression" && /^(call|apply)$/.test(memberName(callee) ?? "");
  return after(originOf(isIndirect ? callee.object : callee, sourceCode), "");
}

/** What of another module a value is, or comes of. */
export function originOf(node: Node, sourceCode: SourceCode, depth = mostSteps): Target | undefined {
  if (depth === 0) return undefined;
  const value = awaited(node);
  const of = (inner: Node) => originOf(inner, sourceCode, depth - 1);
  switch (value.type) {
    case "Identifier":
      return originOfName(value, of, sourceCode) ?? originByType(value, of, sourceCode);
    case "MemberExpression":
      return originOfMember(value, of, sourceCode);
    case "NewExpression":
      return after(of(value.callee), ofInstance);
    case "CallExpression":
      return originOfResult(value, of, sourceCode);
    case "ImportExpression":
      return importedAs(value, sourceCode);
    case "AssignmentExpression":
      return of(value.right);
    case "ThisExpression":
    case "Super": {
      const superClass = classOfThis(value)?.superClass;
      return superClass ? after(of(superClass), ofInstance) : undefined;
    }
    default:
      return undefined;
  }
}

/** Looks at another expression on the way. */
type Of = (node: Node) => Target | undefined;

function originOfName(name: TSESTree.Identifier, of: Of, sourceCode: SourceCode): Target | undefined {
  const variable = variableOf(name, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return undefined;
  const declared = definition.node as Node;
  if (declared.type !== "VariableDeclarator") return importedAs(name, sourceCode);
  const value = valueOf(variable);
  if (value) return of(value);
  // `const { create } = orders`
  const steps =
    declared.init && writesTo(variable).length < 2 && stepsTo(definition.name as Node, declared.id);
  if (!steps || steps.length === 0 || steps.includes("[]")) return undefined;
  const owner = of(declared.init!);
  return owner && steps.reduce(memberOf, owner);
}

function originOfMember(
  member: TSESTree.MemberExpression,
  of: Of,
  sourceCode: SourceCode,
): Target | undefined {
  const name = memberName(member);
  if (name === undefined) return undefined;
  const object = bare(member.object);
  const owner = object.type === "ThisExpression" ? classOfThis(object) : undefined;
  const value = owner && valueOfField(owner, name, sourceCode);
  const own = (value && of(value)) ?? originByType(member, of, sourceCode);
  if (own || (owner && hasMember(owner, name))) return own;
  const origin = of(object);
  return origin && memberOf(origin, name);
}

const hasMember = ({ body }: ClassNode, name: string): boolean =>
  body.body.some((one) => "key" in one && memberName(one as TSESTree.MethodDefinition) === name);

/** What a class sets `this.orders` to, where that is one and the same all the time. */
function valueOfField(owner: ClassNode, name: string, sourceCode: SourceCode): Node | undefined {
  const [only, another] = valuesOfFields(owner, sourceCode).get(name) ?? [];
  return another ? undefined : only?.value;
}

interface ValueOfField {
  name: string | undefined;
  value: Node;
}

/** Where fields are declared, and then wherever they are set. */
const valuesOfFields = once(
  (owner: ClassNode, sourceCode: SourceCode): ReadonlyMap<string | undefined, readonly ValueOfField[]> => {
    const declared = owner.body.body.flatMap((member): ValueOfField[] =>
      member.type === "PropertyDefinition" && member.value
        ? [{ name: memberName(member), value: member.value }]
        : [],
    );
    const set = nodesIn(owner, ["AssignmentExpression"], sourceCode).flatMap(
      ({ left, right }): ValueOfField[] =>
        left.type === "MemberExpression" &&
        left.object.type === "ThisExpression" &&
        classOfThis(left.object) === owner
          ? [{ name: memberName(left), value: right }]
          : [],
    );
    return grouped([...declared, ...set], ({ name }) => name);
  },
);

function originOfResult(call: TSESTree.CallExpression, of: Of, sourceCode: SourceCode): Target | undefined {
  const callee = bare(call.callee);
  const [first] = call.arguments;
  if (isGlobal(callee, "require", sourceCode)) return importedAs(call, sourceCode);
  // `__importStar(require("./orders"))`, as compilers write it.
  const required = first && bare(first);
  if (required?.type === "CallExpression" && isGlobal(required.callee, "require", sourceCode))
    return importedAs(call, sourceCode);
  if (memoises(call, sourceCode)) return undefined;
  if (callee.type === "MemberExpression" && memberName(callee) === "bind") return of(callee.object);
  if (first && isTransparent(call, sourceCode)) return of(first);
  return after(of(callee), ofResult);
}

function originByType(node: Node, of: Of, sourceCode: SourceCode): Target | undefined {
  const type = declaredTypeOf(node, sourceCode);
  return type && originOfType(type, of, sourceCode);
}

/** The class of another module that a type stands for, or what a function of it returns. */
export function originOfType(type: Node, of: Of, sourceCode: SourceCode): Target | undefined {
  if (type.type === "TSUnionType") {
    const [only, another] = type.types.filter((one) => !/^TS(Undefined|Null)Keyword$/.test(one.type));
    return only && !another ? originOfType(only, of, sourceCode) : undefined;
  }
  if (type.type !== "TSTypeReference") return undefined;
  const wrapped = wrappedBy(type);
  if (wrapped) return originOfType(wrapped, of, sourceCode);
  const { typeName, typeArguments } = type;
  const [argument] = typeArguments?.params ?? [];
  if (typeName.type === "Identifier" && typeName.name === "ReturnType" && argument?.type === "TSTypeQuery")
    return after(of(argument.exprName), ofResult);
  return after(importedAs(typeName, sourceCode), ofInstance);
}

/** What comes of what another module exports. */
export const after = (origin: Target | undefined, more: string): Target | undefined =>
  origin && { ...origin, name: joined(origin.name, more) };

const memberOf = (origin: Target, member: string): Target =>
  origin.name === "*" && member === "default"
    ? origin
    : { ...origin, name: joined(origin.name, `.${member}`) };

/** The parts of a name, each of which leads on from those before it: `["createOrders", "()", ".save"]`. */
export const partsOf = (name: string): string[] => name.match(/\.[^.#()]*|\(\)|#|[^.#()]+/g) ?? [];

/** What a name leads to from what another stands for: `Orders#create` from `Orders#` and `.create`. */
export function joined(name: string, more: string): string {
  const member = more.replace(/^\./, "");
  if (name.endsWith(ofInstance)) return name + member;
  if (member === more)
    return (name === "*" ? "default" : name) + (/^(#|\(|$)/.test(more) ? more : `.${more}`);
  return name === "*" ? member : `${name}.${member}`;
}
