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
    for (const [name, value] of exportedBy(statement, sourceCode)) exported.push({ name, value, statement });
  return exported;
});

type NamedValue = [name: string, value: Node];

function exportedBy(statement: TSESTree.ProgramStatement, sourceCode: SourceCode): NamedValue[] {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      return [["default", statement.declaration], ...membersOf(statement.declaration, sourceCode)];
    case "ExportNamedDeclaration":
      if (statement.declaration) return declaredBy(statement.declaration, sourceCode);
      if (statement.source) return [];
      return statement.specifiers.map(({ exported, local }) => [nameOf(exported), local]);
    case "TSExportAssignment":
      return [["default", statement.expression], ...membersOf(statement.expression, sourceCode)];
    case "ExpressionStatement":
      return assignedBy(statement.expression, sourceCode);
    case "VariableDeclaration":
      // `const handler = (exports.handler = …)`, `const handler = module.exports.handler = …`
      return statement.declarations.flatMap(({ init }) => (init ? assignedBy(init, sourceCode) : []));
    default:
      return [];
  }
}

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;

function declaredBy(declaration: TSESTree.NamedExportDeclarations, sourceCode: SourceCode): NamedValue[] {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === "Identifier" && init
        ? [
            [id.name, init],
            ...membersOf(init, sourceCode).map(([name, value]): NamedValue => [`${id.name}.${name}`, value]),
          ]
        : [],
    );
  }
  if (!("id" in declaration) || declaration.id?.type !== "Identifier") return [];
  const { name } = declaration.id;
  const members = isClass(declaration) ? membersOf(declaration, sourceCode) : [];
  return [[name, declaration], ...members.map(([member, value]): NamedValue => [`${name}.${member}`, value])];
}

/** `exports.a = exports.b = value`, `module.exports = { a, b }`, `module.exports = value`. */
function assignedBy(node: Node, sourceCode: SourceCode): NamedValue[] {
  const expression = bare(node);
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") return [];
  const { left, right } = expression;
  const inner = assignedBy(right, sourceCode);
  const value = lastAssigned(right);

  if (isModuleExports(left, sourceCode))
    return [["default", value], ...membersOf(value, sourceCode), ...inner];
  if (left.type !== "MemberExpression" || !isExportsObject(left.object, sourceCode)) return inner;
  const name = memberName(left);
  return name === undefined ? inner : [[name, value], ...inner];
}

const lastAssigned = (node: Node): Node => {
  const expression = bare(node);
  return expression.type === "AssignmentExpression" ? lastAssigned(expression.right) : expression;
};

/** What is reached through an export: the properties of an object literal, the static members of a class. */
function membersOf(node: Node, sourceCode: SourceCode): NamedValue[] {
  const owner = resolve(node, sourceCode);
  const members = isClass(owner)
    ? owner.body.body.filter((member) => "static" in member && member.static)
    : owner.type === "ObjectExpression"
      ? owner.properties
      : [];
  return members.flatMap((member): NamedValue[] => {
    if (!("key" in member) || !("value" in member) || !member.value) return [];
    const name = memberName(member as TSESTree.Property | TSESTree.MethodDefinition);
    return name === undefined ? [] : [[name, member.value]];
  });
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
