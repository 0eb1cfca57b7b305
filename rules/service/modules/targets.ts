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
import { parametersOf, resolve, valueOf, variableOf } from "../../kit/bindings.ts";
import { importedAs, type Imported } from "../../kit/imports.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { ofInstance } from "../../lambda/reach.ts";

/** What another module exports, as it is called here: `{ module: "./orders.js", name: "OrderService#create" }`. */
export type Target = Imported;

/** What a call, a `new` or a name leads to in another module; `undefined` for what is of this file, or cannot be told. */
export function targetOf(node: Node, sourceCode: SourceCode): Target | undefined {
  const value = bare(node);
  if (value.type === "NewExpression") {
    const made = importedAs(value.callee, sourceCode);
    return made && { ...made, name: `${made.name}${ofInstance}constructor` };
  }
  const named = value.type === "CallExpression" ? bare(value.callee) : value;
  const imported = importedAs(named, sourceCode);
  if (imported) return imported;
  if (named.type !== "MemberExpression") return undefined;
  const method = memberName(named);
  const owner = method === undefined ? undefined : classBehind(named.object, sourceCode);
  return owner && { ...owner, name: `${owner.name}${ofInstance}${method}` };
}

/** The imported class that a value is an instance of: by how it was made, or by its declared type. */
function classBehind(node: Node, sourceCode: SourceCode): Imported | undefined {
  const value = resolve(node, sourceCode);
  if (value.type === "NewExpression") return importedAs(value.callee, sourceCode);
  if (value.type === "MemberExpression" && bare(value.object).type === "ThisExpression") {
    const owner = [...ancestorsOf(value)].find(isClass);
    const field = memberName(value);
    return owner && field !== undefined ? classOfField(owner, field, sourceCode) : undefined;
  }
  return value.type === "Identifier" ? classOfType(annotationOf(value, sourceCode), sourceCode) : undefined;
}

/** The imported class of `this.orders`: by its type, by what it is set to, or by the parameter that it is given. */
function classOfField(owner: ClassNode, name: string, sourceCode: SourceCode): Imported | undefined {
  const field = owner.body.body.find((one) => one.type === "PropertyDefinition" && memberName(one) === name);
  if (field?.type === "PropertyDefinition") {
    const made = field.value && bare(field.value);
    if (made?.type === "NewExpression") return importedAs(made.callee, sourceCode);
    return classOfType(field.typeAnnotation, sourceCode);
  }
  const made = owner.body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
  if (made?.type !== "MethodDefinition" || !isFunction(made.value)) return undefined;
  const given = made.value.params.find(
    (one) => one.type === "TSParameterProperty" && nameOf(one.parameter)?.name === name,
  );
  const parameter = given?.type === "TSParameterProperty" ? nameOf(given.parameter) : undefined;
  return classOfType(parameter?.typeAnnotation, sourceCode);
}

const nameOf = (parameter: Node): TSESTree.Identifier | undefined =>
  parameter.type === "Identifier"
    ? parameter
    : parameter.type === "AssignmentPattern"
      ? nameOf(parameter.left)
      : undefined;

/** The type that a variable or a parameter is declared with. */
function annotationOf(
  name: TSESTree.Identifier,
  sourceCode: SourceCode,
): TSESTree.TSTypeAnnotation | undefined {
  const variable = variableOf(name, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!definition || valueOf(variable!)?.type === "NewExpression") return undefined;
  const node = definition.node as Node;
  const declared = isFunction(node)
    ? parametersOf(node).find((one) => one === definition.name)
    : node.type === "VariableDeclarator" && node.id === definition.name
      ? node.id
      : undefined;
  return declared?.type === "Identifier" ? declared.typeAnnotation : undefined;
}

function classOfType(
  annotation: TSESTree.TSTypeAnnotation | undefined,
  sourceCode: SourceCode,
): Imported | undefined {
  const type = annotation?.typeAnnotation;
  return type?.type === "TSTypeReference" && type.typeName.type === "Identifier"
    ? importedAs(type.typeName, sourceCode)
    : undefined;
}
