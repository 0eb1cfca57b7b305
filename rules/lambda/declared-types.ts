import type { TSESTree } from "@typescript-eslint/utils";
import { bare, classOfThis, isFunction, memberName, type ClassNode, type Node } from "../kit/ast.ts";
import { parametersOf, stepsTo, variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";

/** How deep types are followed that name others. */
const mostSteps = 6;

/** The type that this file declares a value with: a variable, a parameter, a field, or a member of what has such a type. */
export function declaredTypeOf(node: Node, sourceCode: SourceCode): TSESTree.TypeNode | undefined {
  const value = bare(node);
  if (value.type === "Identifier") return typeOfName(value, sourceCode);
  const name = value.type === "MemberExpression" ? memberName(value) : undefined;
  return value.type === "MemberExpression" && name !== undefined
    ? typeOfMemberOf(value.object, name, sourceCode)
    : undefined;
}

function typeOfMemberOf(object: Node, name: string, sourceCode: SourceCode): TSESTree.TypeNode | undefined {
  if (bare(object).type !== "ThisExpression") {
    const type = declaredTypeOf(object, sourceCode);
    return type && typeOfMember(type, name, sourceCode);
  }
  const owner = classOfThis(object);
  return owner && typeOfField(owner, name);
}

function typeOfName(name: TSESTree.Identifier, sourceCode: SourceCode): TSESTree.TypeNode | undefined {
  const [definition] = variableOf(name, sourceCode)?.defs ?? [];
  const node = definition?.node as Node | undefined;
  const isDeclared = node?.type === "VariableDeclarator";
  for (const pattern of isFunction(node) ? parametersOf(node) : isDeclared ? [node.id] : []) {
    const steps = stepsTo(definition!.name as Node, pattern);
    const whole = "typeAnnotation" in pattern ? pattern.typeAnnotation?.typeAnnotation : undefined;
    const inner = (type: TSESTree.TypeNode | undefined, step: string) =>
      type && typeOfMember(type, step, sourceCode);
    if (steps && whole) return steps.reduce(inner, whole as TSESTree.TypeNode | undefined);
    const [first, ...rest] = steps ?? [];
    // `const { orders } = this`
    if (first !== undefined && isDeclared && node.init)
      return rest.reduce(inner, typeOfMemberOf(node.init, first, sourceCode));
  }
  return undefined;
}

/** The type of `this.orders`: as the field is declared, or the parameter of the constructor that becomes one. */
function typeOfField(owner: ClassNode, name: string): TSESTree.TypeNode | undefined {
  for (const member of owner.body.body) {
    if (member.type === "PropertyDefinition" && memberName(member) === name)
      return member.typeAnnotation?.typeAnnotation;
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    for (const given of member.value.params) {
      if (given.type !== "TSParameterProperty") continue;
      const { parameter } = given;
      const named = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
      if (named.type === "Identifier" && named.name === name) return named.typeAnnotation?.typeAnnotation;
    }
  }
  return undefined;
}

/** The type of a member of what has a type that this file writes down. */
function typeOfMember(
  type: TSESTree.TypeNode,
  name: string,
  sourceCode: SourceCode,
): TSESTree.TypeNode | undefined {
  return membersOf(type, sourceCode).find(([key]) => key === name)?.[1];
}

/** The members of a type as far as this file writes them down, each with its own. */
export function membersOf(
  type: Node,
  sourceCode: SourceCode,
  depth = mostSteps,
): [name: string, type: TSESTree.TypeNode][] {
  const inner = (one: Node) => (depth === 0 ? [] : membersOf(one, sourceCode, depth - 1));
  switch (type.type) {
    case "TSTypeLiteral":
    case "TSInterfaceBody": {
      const members = type.type === "TSTypeLiteral" ? type.members : type.body;
      return members.flatMap((member): [string, TSESTree.TypeNode][] => {
        if (member.type !== "TSPropertySignature" || !member.typeAnnotation) return [];
        const name = memberName(member as never);
        return name === undefined ? [] : [[name, member.typeAnnotation.typeAnnotation]];
      });
    }
    case "TSInterfaceDeclaration":
      return inner(type.body);
    case "TSTypeAliasDeclaration":
      return inner(type.typeAnnotation);
    case "TSIntersectionType":
      return type.types.flatMap(inner);
    case "TSTypeReference": {
      const wrapped = wrappedBy(type);
      const named = variableOf(type.typeName, sourceCode)?.defs[0]?.node as Node | undefined;
      return wrapped ? inner(wrapped) : named ? inner(named) : [];
    }
    default:
      return [];
  }
}

/** What is as good as its argument to whoever calls its methods: `Promise<Orders>`, `Readonly<Orders>`. */
export function wrappedBy({
  typeName,
  typeArguments,
}: TSESTree.TSTypeReference): TSESTree.TypeNode | undefined {
  const isWrapper =
    typeName.type === "Identifier" && /^(Promise|Readonly|Required|Partial)$/.test(typeName.name);
  return isWrapper ? typeArguments?.params[0] : undefined;
}
