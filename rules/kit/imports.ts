import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, memberName, stringValue, type Node } from "./ast.ts";
import { isGlobal, stepsTo, variableOf, type Variable } from "./bindings.ts";
import { nodesIn } from "./nodes.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Something that another module exports: `{ module: "pg", name: "Pool" }`; a whole module is `*`. */
export interface Imported {
  module: string;
  name: string;
}

/**
 * What an expression was imported or required as, however it is spelt here: renamed, destructured, through a
 * namespace, through `require` or `import()`. `undefined` for what this file declares itself and for globals.
 */
export function importedAs(node: Node, sourceCode: SourceCode, depth = 6): Imported | undefined {
  const expression = awaited(node);
  if (depth === 0) return undefined;
  switch (expression.type) {
    case "Identifier":
      return originOf(variableOf(expression, sourceCode), sourceCode, depth - 1);
    case "MemberExpression": {
      const name = memberName(expression);
      const owner = name === undefined ? undefined : importedAs(expression.object, sourceCode, depth - 1);
      return owner && memberOf(owner, name!);
    }
    case "ImportExpression":
      return wholeModule(expression.source);
    case "CallExpression": {
      const [argument, more] = expression.arguments;
      if (!argument || argument.type === "SpreadElement" || more) return undefined;
      if (isGlobal(expression.callee, "require", sourceCode)) return wholeModule(argument);
      // A module in a wrapper is still that module: `captureAWS(require("aws-sdk"))`, `__importStar(require("fs"))`.
      const wrapped = bare(argument).type === "Identifier" || bare(argument).type === "CallExpression";
      const inner = wrapped ? importedAs(argument, sourceCode, depth - 1) : undefined;
      return inner?.name === "*" ? inner : undefined;
    }
    default:
      return undefined;
  }
}

function originOf(
  variable: Variable | undefined,
  sourceCode: SourceCode,
  depth: number,
): Imported | undefined {
  const definition = variable?.defs[0];
  if (!definition) return undefined;
  const node = definition.node as Node;

  switch (node.type) {
    case "ImportSpecifier":
      return fromDeclaration(
        node,
        node.imported.type === "Identifier" ? node.imported.name : node.imported.value,
      );
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return fromDeclaration(node, "*");
    case "TSImportEqualsDeclaration":
      return node.moduleReference.type === "TSExternalModuleReference"
        ? wholeModule(node.moduleReference.expression)
        : undefined;
    case "VariableDeclarator": {
      if (!node.init) return undefined;
      const path = stepsTo(definition.name as Node, node.id);
      if (!path || path.includes("[]")) return undefined;
      const owner = importedAs(node.init, sourceCode, depth);
      return owner && path.reduce(memberOf, owner);
    }
    default:
      return undefined;
  }
}

const fromDeclaration = (specifier: TSESTree.ImportClause, name: string): Imported => ({
  module: (specifier.parent as TSESTree.ImportDeclaration).source.value,
  name,
});

/** `default` and `*` are the module as a whole: CommonJS and its interop make no difference here. */
function memberOf({ module, name }: Imported, member: string): Imported {
  if (member === "default") return { module, name };
  return { module, name: name === "*" ? member : `${name}.${member}` };
}

function wholeModule(source: Node): Imported | undefined {
  const module = stringValue(source);
  return module === undefined ? undefined : { module, name: "*" };
}

/** The modules a file imports or requires at its top, values and types alike. */
export const importedModules = oncePerFile((sourceCode): readonly string[] => {
  const modules: string[] = [];
  for (const statement of sourceCode.ast.body) {
    if (statement.type === "ImportDeclaration") modules.push(statement.source.value);
    else if (statement.type === "ExportNamedDeclaration" && statement.source)
      modules.push(statement.source.value);
    else if (statement.type === "TSImportEqualsDeclaration") {
      const { moduleReference } = statement;
      if (moduleReference.type === "TSExternalModuleReference")
        modules.push(stringValue(moduleReference.expression) ?? "");
    } else if (statement.type === "VariableDeclaration" || statement.type === "ExpressionStatement") {
      const expressions =
        statement.type === "ExpressionStatement"
          ? [statement.expression]
          : statement.declarations.map(({ init }) => init);
      for (const expression of expressions) {
        const whole = expression && moduleBelow(expression, sourceCode);
        if (whole) modules.push(whole);
      }
    }
  }
  return modules;
});

/** The module required at the root of an expression: `pg` in `require("pg").Pool` and in `wrap(require("pg"))`. */
function moduleBelow(node: Node, sourceCode: SourceCode): string | undefined {
  const expression = awaited(node);
  if (expression.type === "MemberExpression") return moduleBelow(expression.object, sourceCode);
  if (expression.type !== "CallExpression") return undefined;
  if (isGlobal(expression.callee, "require", sourceCode)) return stringValue(expression.arguments[0]);
  return (
    moduleBelow(expression.callee, sourceCode) ??
    (expression.arguments[0] && moduleBelow(expression.arguments[0], sourceCode))
  );
}

/** A call or a `new` of something that another module exports. */
export interface ImportedCall {
  node: TSESTree.CallExpression | TSESTree.NewExpression;
  imported: Imported;
}

/** Every call and every `new` of a file that goes to another module: each of `new` and of calls in source order. */
export const importedCallsIn = oncePerFile((sourceCode): readonly ImportedCall[] =>
  nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode).flatMap((node) => {
    const imported = importedAs(node.callee, sourceCode);
    return imported ? [{ node, imported }] : [];
  }),
);
