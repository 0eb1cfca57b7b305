import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isClass, memberName, type Node } from "./ast.ts";
import { isGlobal, resolve } from "./bindings.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Something a module exports: the name the outside sees, and the expression or declaration behind it. */
export interface Export {
  name: string;
  value: Node;
  /** The top-level statement that exports it; comments and types around it belong to the export. */
  statement: TSESTree.ProgramStatement;
}

/**
 * What a module exports from its own code, in every form: `export`, `export default`, `export { a as b }`,
 * `export =`, `exports.x =`, `module.exports = { … }`. What it passes on from another module is not here.
 */
export const exportsOf = oncePerFile((sourceCode): readonly Export[] => {
  const exported: Export[] = [];
  for (const statement of sourceCode.ast.body)
    addExportedBy(statement, (name, value) => exported.push({ name, value, statement }), sourceCode);
  return exported;
});

/** Adds to what is exported. Every file with a word about events is asked, so that no lists are made on the way. */
type Add = (name: string, value: Node) => void;

function addExportedBy(statement: TSESTree.ProgramStatement, add: Add, sourceCode: SourceCode): void {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      addWhole(statement.declaration, add, sourceCode);
      break;
    case "ExportNamedDeclaration":
      if (statement.declaration) addDeclaredBy(statement.declaration, add, sourceCode);
      else if (!statement.source)
        for (const { exported, local } of statement.specifiers) add(nameOf(exported), local);
      break;
    case "TSExportAssignment":
      addWhole(statement.expression, add, sourceCode);
      break;
    case "ExpressionStatement":
      addAssignedBy(statement.expression, add, sourceCode);
      break;
    case "VariableDeclaration":
      // `const handler = (exports.handler = …)`, `const handler = module.exports.handler = …`
      for (const { init } of statement.declarations) if (init) addAssignedBy(init, add, sourceCode);
      break;
    default:
  }
}

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;

function addWhole(value: Node, add: Add, sourceCode: SourceCode): void {
  add("default", value);
  addMembersOf(value, "", add, sourceCode);
}

function addDeclaredBy(
  declaration: TSESTree.NamedExportDeclarations,
  add: Add,
  sourceCode: SourceCode,
): void {
  if (declaration.type === "VariableDeclaration") {
    for (const { id, init } of declaration.declarations) {
      if (id.type !== "Identifier" || !init) continue;
      add(id.name, init);
      addMembersOf(init, `${id.name}.`, add, sourceCode);
    }
    return;
  }
  if (!("id" in declaration) || declaration.id?.type !== "Identifier") return;
  const { name } = declaration.id;
  add(name, declaration);
  if (isClass(declaration)) addMembersOf(declaration, `${name}.`, add, sourceCode);
}

/** `exports.a = exports.b = value`, `module.exports = { a, b }`, `module.exports = value`. */
function addAssignedBy(node: Node, add: Add, sourceCode: SourceCode): void {
  const expression = bare(node);
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") return;
  const { left, right } = expression;
  const value = lastAssigned(right);

  if (isModuleExports(left, sourceCode)) addWhole(value, add, sourceCode);
  else if (left.type === "MemberExpression" && isExportsObject(left.object, sourceCode)) {
    const name = memberName(left);
    if (name !== undefined) add(name, value);
  }
  addAssignedBy(right, add, sourceCode);
}

const lastAssigned = (node: Node): Node => {
  const expression = bare(node);
  return expression.type === "AssignmentExpression" ? lastAssigned(expression.right) : expression;
};

/** Adds what is reached through an export: the properties of an object literal, the static members of a class. */
function addMembersOf(node: Node, owner: string, add: Add, sourceCode: SourceCode): void {
  const held = resolve(node, sourceCode);
  const members: readonly Node[] = isClass(held)
    ? held.body.body.filter((member) => "static" in member && member.static)
    : held.type === "ObjectExpression"
      ? held.properties
      : [];
  for (const member of members) {
    if (!("key" in member) || !("value" in member) || !member.value) continue;
    const name = memberName(member as TSESTree.Property | TSESTree.MethodDefinition);
    if (name !== undefined) add(owner + name, member.value as Node);
  }
}

const isExportsObject = (node: Node, sourceCode: SourceCode): boolean =>
  isGlobal(node, "exports", sourceCode) || isModuleExports(node, sourceCode);

const isModuleExports = (node: Node, sourceCode: SourceCode): boolean =>
  node.type === "MemberExpression" &&
  memberName(node) === "exports" &&
  isGlobal(node.object, "module", sourceCode);

/** The functions and other values that a module exports; what is not among them is only used inside the file. */
export const exportedValues = oncePerFile(
  (sourceCode): ReadonlySet<Node> =>
    new Set(exportsOf(sourceCode).map(({ value }) => resolve(value, sourceCode))),
);
