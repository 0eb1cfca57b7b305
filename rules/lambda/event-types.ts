import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  isClass,
  isFunction,
  stringValue,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { parametersOf, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { within } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { eventSources, type SourceName } from "./event-sources.ts";
import { mayNameAwsPackages } from "./gate.ts";

/** Packages whose type names say which event a function takes. */
const typePackage =
  /^(@types\/)?aws-lambda(\/.*)?$|^@aws-lambda-powertools\/parser\/(types|schemas|envelopes)(\/.*)?$/;

/** Whether a file names Lambda types at all, in code or in JSDoc. */
export const namesLambdaTypes = (sourceCode: SourceCode): boolean =>
  namedTypes(sourceCode).length > 0 || hasTypesInComments(sourceCode);

export const isHandlerType = (name: string): boolean => /Handler(V2)?$/.test(name);
export const isEventType = (name: string): boolean => /(Event|Record)(V2)?$/.test(name);

/**
 * The Lambda types in a handler's declaration: `SQSEvent` on its parameter, `Handler<SQSEvent>` on its variable,
 * after `satisfies`, in a type argument of its wrapper, in the JSDoc above it.
 */
export function lambdaTypesOf(
  statement: Node,
  candidates: readonly FunctionNode[],
  sourceCode: SourceCode,
): string[] {
  const names = new Set<string>(jsDocTypes([statement, ...candidates], sourceCode));
  if (namedTypes(sourceCode).length === 0) return [...names];
  const add = (node: Node | null | undefined, counts?: (name: string) => boolean) => {
    for (const name of node ? typesIn(node, sourceCode) : []) if (!counts || counts(name)) names.add(name);
  };

  for (const declaration of declarationsAround(statement, candidates)) add(declaration);
  for (const fn of candidates) {
    const [event, ...others] = parametersOf(fn);
    if (event) add(event.typeAnnotation, (name) => !isHandlerType(name));
    for (const other of others)
      add(other.typeAnnotation, (name) => !isHandlerType(name) && !isEventType(name));
    // What makes events or handlers is none itself.
    add(fn.returnType, (name) => !isHandlerType(name) && !isEventType(name));
  }
  return [...names];
}

/** Annotations of variables that hold a candidate, of `as` and `satisfies` around it, and type arguments of its wrappers. */
function declarationsAround(statement: Node, candidates: readonly FunctionNode[]): Node[] {
  const types: Node[] = [];
  for (const start of [...candidates, ...exportedExpressions(statement)]) {
    for (let node: Node | undefined = start; node && node.type !== "Program"; node = node.parent) {
      if (node !== start && (node.type === "BlockStatement" || isClass(node))) break;
      if (node.type === "VariableDeclarator" && node.id.typeAnnotation) types.push(node.id.typeAnnotation);
      if (node.type === "PropertyDefinition" && node.typeAnnotation) types.push(node.typeAnnotation);
      if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression")
        types.push(node.typeAnnotation);
      if (node.type === "CallExpression" && node.typeArguments) types.push(node.typeArguments);
    }
  }
  return types;
}

function exportedExpressions(statement: Node): Node[] {
  if (statement.type === "ExportNamedDeclaration" && statement.declaration?.type === "VariableDeclaration") {
    return statement.declaration.declarations.flatMap(({ init }) => (init ? [bare(init)] : []));
  }
  if (statement.type === "ExportDefaultDeclaration") return [bare(statement.declaration)];
  return [];
}

/** A place where a Lambda type is named, with the name that its package gives it. */
interface NamedType {
  range: TSESTree.Range;
  name: string;
}

/** The names of Lambda types inside a type. */
const typesIn = (type: Node, sourceCode: SourceCode): string[] =>
  within(type, namedTypes(sourceCode)).map(({ name }) => name);

/** Every Lambda type that a file names, in source order. */
const namedTypes = oncePerFile((sourceCode): readonly NamedType[] => {
  if (!mayNameAwsPackages(sourceCode) || !sourceCode.text.includes("aws-lambda")) return [];
  const found = sourceCode.ast.body
    .flatMap(namesFromTypePackage)
    .flatMap((local) => namedThrough(local, sourceCode));
  if (sourceCode.text.includes("import("))
    walk(sourceCode.ast, sourceCode, (node) => {
      if (node.type !== "TSImportType" || !typePackage.test(importSource(node))) return;
      if (node.qualifier?.type === "Identifier") found.push({ range: node.range, name: node.qualifier.name });
    });
  return found.sort(({ range: one }, { range: other }) => one[0] - other[0]);
});

/** What a statement calls what it imports from such a package. */
function namesFromTypePackage(statement: TSESTree.ProgramStatement): Node[] {
  if (statement.type === "ImportDeclaration" && typePackage.test(statement.source.value))
    return statement.specifiers.map(({ local }) => local);
  return statement.type === "TSImportEqualsDeclaration" ? [statement.id] : [];
}

/** The types that are named through something imported: `SQSEvent`, `lambda.SQSEvent`. */
function namedThrough(local: Node, sourceCode: SourceCode): NamedType[] {
  const imported = importedAs(local, sourceCode);
  if (!imported || !typePackage.test(imported.module)) return [];
  return (variableOf(local, sourceCode)?.references ?? []).flatMap(({ identifier }): NamedType[] => {
    const { parent } = identifier;
    const isOwner = parent?.type === "TSQualifiedName" && parent.left === identifier;
    const reference = isOwner ? parent.parent : parent;
    if (reference?.type !== "TSTypeReference") return [];
    const name = isOwner ? parent.right.name : imported.name;
    return [
      {
        range: reference.range,
        name: isOfSchedule(reference) ? name.replace(/^EventBridge/, "Scheduled") : name,
      },
    ];
  });
}

/** `EventBridgeEvent<"Scheduled Event", …>` */
const isOfSchedule = ({ typeArguments }: TSESTree.TSTypeReference): boolean => {
  const [detailType] = typeArguments?.params ?? [];
  return detailType?.type === "TSLiteralType" && stringValue(detailType.literal) === "Scheduled Event";
};

const importSource = (node: TSESTree.TSImportType): string =>
  node.source.type === "Literal" ? String(node.source.value) : "";

/** What declares a function that is a value: a comment above it speaks of the function. */
const declarationOf = (fn: FunctionNode): Node[] =>
  [...ancestorsOf(fn)]
    .filter(({ type }) => /^(VariableDeclaration|MethodDefinition|PropertyDefinition|Property)$/.test(type))
    .slice(0, 1);

/** Asking for the comments before a node makes ESLint index all tokens of the file; few files have such a comment. */
const hasTypesInComments = oncePerFile((sourceCode) =>
  sourceCode.getAllComments().some((comment) => typesNamedBy(comment).length > 0),
);

/** `@type {import("aws-lambda").SQSHandler}`, `@param {SQSEvent} event` in the comments right above. */
function jsDocTypes(nodes: readonly Node[], sourceCode: SourceCode): string[] {
  if (!hasTypesInComments(sourceCode)) return [];
  const declarations = nodes.flatMap((node) => (isFunction(node) ? declarationOf(node) : []));
  const comments = [...nodes, ...declarations].flatMap((node) => sourceCode.getCommentsBefore(node));
  return comments.flatMap(typesNamedBy);
}

function typesNamedBy({ type, value }: TSESTree.Comment): string[] {
  if ((type as string) !== "Block" || !value.startsWith("*") || !value.includes("@")) return [];
  return [...value.matchAll(/@(?:type|param|returns?|satisfies)\s*\{([^}]*)\}/g)]
    .flatMap(([, types]) => types!.match(/\b\w+\b/g) ?? [])
    .filter((name) => sourceOfType(name) !== undefined);
}

const entries = Object.entries(eventSources) as [SourceName, { types: RegExp }][];

const sources = new Map<string, SourceName | undefined>();

/** The event source a type of `aws-lambda` belongs to. */
export function sourceOfType(name: string): SourceName | undefined {
  // The table's patterns are many, and the names that files use are few.
  if (!sources.has(name)) sources.set(name, entries.find(([, { types }]) => types.test(name))?.[0]);
  return sources.get(name);
}

/** The type of a whole event that a parameter is declared with, without an alternative: `SQSEvent`, not `SQSEvent | null`. */
export function typeOfWhole(parameter: Node, sourceCode: SourceCode): string | undefined {
  if (!("typeAnnotation" in parameter) || parameter.typeAnnotation?.type !== "TSTypeAnnotation")
    return undefined;
  if ("optional" in parameter && parameter.optional) return undefined;
  const type = parameter.typeAnnotation.typeAnnotation;
  const isWhole = ({ range: [start, end] }: NamedType) => start === type.range[0] && end === type.range[1];
  const name = within(type, namedTypes(sourceCode)).find(isWhole)?.name;
  return name !== undefined && /Event(V2)?$/.test(name) ? name : undefined;
}

/** Where in the event a value of a type stands: `SQSRecord` is an element of `Records`, `SQSEvent` the event itself. */
export function typedPathOf(pattern: Node, sourceCode: SourceCode): string | undefined {
  if (!("typeAnnotation" in pattern) || pattern.typeAnnotation?.type !== "TSTypeAnnotation") return undefined;
  const type = pattern.typeAnnotation.typeAnnotation;
  const [name] = type.type === "TSTypeReference" ? typesIn(type, sourceCode) : [];
  if (name === undefined || sourceOfType(name) === undefined) return undefined;
  if (/Record$/.test(name)) return "Records[]";
  return /Event(V2)?$/.test(name) ? "" : undefined;
}
