import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, bare, isClass, stringValue, walk, type FunctionNode, type Node } from "../kit/ast.ts";
import { parametersOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { eventSources, type SourceName } from "./event-sources.ts";

/** Packages whose type names say which event a function takes. */
const typePackage =
  /^(@types\/)?aws-lambda(\/.*)?$|^@aws-lambda-powertools\/parser\/(types|schemas|envelopes)(\/.*)?$/;

/** Whether a file names Lambda types at all, in code or in JSDoc, judged by its text alone. */
export const mayNameLambdaTypes = ({ text }: SourceCode): boolean =>
  /aws-lambda|@(type|param|returns?|satisfies)\s*\{/.test(text);

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
  const names = new Set<string>();
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
  for (const name of jsDocTypes([statement, ...candidates, ...candidates.flatMap(declarationOf)], sourceCode))
    names.add(name);
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

/** What a file calls the types that it imports from such a package. */
const typeNames = oncePerFile(({ ast }): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const statement of ast.body) {
    if (statement.type === "ImportDeclaration" && typePackage.test(statement.source.value))
      for (const { local } of statement.specifiers) names.add(local.name);
    if (statement.type === "TSImportEqualsDeclaration") names.add(statement.id.name);
  }
  return names;
});

/** The names of Lambda types inside a type, by what they were imported as. */
function typesIn(type: Node, sourceCode: SourceCode): string[] {
  const names: string[] = [];
  walk(type, sourceCode, (node) => {
    if (node.type === "TSImportType" && typePackage.test(importSource(node))) {
      const qualifier = node.qualifier;
      if (qualifier?.type === "Identifier") names.push(qualifier.name);
    }
    if (node.type !== "TSTypeReference") return;
    const name = node.typeName.type === "TSQualifiedName" ? node.typeName.left : node.typeName;
    if (name.type !== "Identifier" || !typeNames(sourceCode).has(name.name)) return;
    const imported = importedAs(name, sourceCode);
    if (!imported || !typePackage.test(imported.module)) return;
    const named = node.typeName.type === "TSQualifiedName" ? node.typeName.right.name : imported.name;
    names.push(isOfSchedule(node) ? named.replace(/^EventBridge/, "Scheduled") : named);
  });
  return names;
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
  const comments = nodes.flatMap((node) => sourceCode.getCommentsBefore(node as TSESTree.Node));
  return comments.flatMap(typesNamedBy);
}

function typesNamedBy({ type, value }: TSESTree.Comment): string[] {
  if ((type as string) !== "Block" || !value.startsWith("*") || !value.includes("@")) return [];
  return [...value.matchAll(/@(?:type|param|returns?|satisfies)\s*\{([^}]*)\}/g)]
    .flatMap(([, types]) => types!.match(/\b\w+\b/g) ?? [])
    .filter((name) => sourceOfType(name) !== undefined);
}

const entries = Object.entries(eventSources) as [SourceName, { types: RegExp }][];

/** The event source a type of `aws-lambda` belongs to. */
export const sourceOfType = (name: string): SourceName | undefined =>
  entries.find(([, { types }]) => types.test(name))?.[0];

/** Where in the event a value of a type stands: `SQSRecord` is an element of `Records`, `SQSEvent` the event itself. */
export function typedPathOf(pattern: Node, sourceCode: SourceCode): string | undefined {
  if (!("typeAnnotation" in pattern) || pattern.typeAnnotation?.type !== "TSTypeAnnotation") return undefined;
  const type = pattern.typeAnnotation.typeAnnotation;
  const [name] = type.type === "TSTypeReference" ? typesIn(type, sourceCode) : [];
  if (name === undefined || sourceOfType(name) === undefined) return undefined;
  if (/Record$/.test(name)) return "Records[]";
  return /Event(V2)?$/.test(name) ? "" : undefined;
}
