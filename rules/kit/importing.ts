import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./ast.ts";
import type { Variable } from "./bindings.ts";
import { lineBreakOf, rangeWithComments, type Edit } from "./edits.ts";
import { grouped } from "./grouped.ts";
import { importedAs, type Imported } from "./imports.ts";
import { globalsReadBy, meansAnother } from "./module-scope.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";
import { variablesOfModule } from "./scopes.ts";

/** How a place in a file spells something of another module, and what the file needs for that. */
export interface Importing {
  code: string;
  edits: Edit[];
}

/**
 * Makes what a module exports known at a place: by the name it has in the file, or through its namespace, or by one more
 * import. `undefined` where its name stands for something else there, where the file reads it as a global, which an
 * import would give another meaning, and where the file imports nothing.
 */
export function importing(wanted: Imported, place: Node, sourceCode: SourceCode): Importing | undefined {
  const known = knownAs(wanted, sourceCode);
  const name = known?.variable.name ?? wanted.name;
  if (meansAnother(name, place, sourceCode, [known?.variable])) return undefined;
  if (known) return { code: known.isNamespace ? `${name}.${wanted.name}` : name, edits: [] };
  if (globalsReadBy(sourceCode).has(name)) return undefined;

  const imports = importsOf(sourceCode);
  const list = imports.find((one) => plain(one.source.value) === plain(wanted.module) && canTakeNames(one));
  if (list) {
    const [, end] = list.specifiers.at(-1)!.range;
    return { code: name, edits: [{ range: [end, end], text: `, ${name}` }] };
  }
  const anchor = imports.at(-1) ?? lastRequireOf(sourceCode);
  if (!anchor) return undefined;
  const [, end] = rangeWithComments(anchor, sourceCode);
  const text = lineBreakOf(sourceCode) + statementFor(wanted, anchor, sourceCode);
  return { code: name, edits: [{ range: [end, end], text }] };
}

const importsOf = oncePerFile(({ ast }) =>
  ast.body.filter((statement) => statement.type === "ImportDeclaration"),
);

const lastRequireOf = oncePerFile((sourceCode) =>
  sourceCode.ast.body.findLast((statement) => requires(statement, sourceCode)),
);

/** A variable of the module that stands for something of another. */
interface Known {
  variable: Variable;
  imported: Imported;
  isNamespace: boolean;
}

/** The variable of the module that stands for what is wanted, or for the namespace that has it. */
const knownAs = ({ module, name }: Imported, sourceCode: SourceCode): Known | undefined =>
  knownIn(sourceCode)
    .get(plain(module))
    ?.find(({ imported, isNamespace }) => isNamespace || imported.name === name);

/** All that a file knows of other modules, by module. */
const knownIn = oncePerFile((sourceCode) =>
  grouped(
    variablesOfModule(sourceCode).flatMap((variable): Known[] => {
      const [identifier] = variable.identifiers;
      const imported = identifier && importedAs(identifier, sourceCode);
      return imported && !isType(variable)
        ? [{ variable, imported, isNamespace: imported.name === "*" }]
        : [];
    }),
    ({ imported }) => plain(imported.module),
  ),
);

/** `fs` and `node:fs` are one module. */
const plain = (module: string): string => module.replace(/^node:/, "");

const isType = ({ defs: [definition] }: Variable): boolean => {
  const node = definition?.node as Node | undefined;
  const declaration = node?.parent;
  return (
    (node?.type === "ImportSpecifier" && node.importKind === "type") ||
    (declaration?.type === "ImportDeclaration" && declaration.importKind === "type")
  );
};

/** `import { a } from`, which one more name can be added to. */
const canTakeNames = ({ specifiers, importKind }: TSESTree.ImportDeclaration): boolean =>
  importKind !== "type" && specifiers.at(-1)?.type === "ImportSpecifier";

const requires = (statement: Node, sourceCode: SourceCode): boolean =>
  statement.type === "VariableDeclaration" &&
  statement.declarations.every(({ init }) => init && importedAs(init, sourceCode));

/** One more import, with the quotes and the semicolon of the one it stands below. */
function statementFor({ module, name }: Imported, anchor: Node, sourceCode: SourceCode): string {
  const above = sourceCode.getText(anchor as TSESTree.Node);
  const quote = /["'`]/.exec(above)?.[0] ?? '"';
  const source = `${quote}${module}${quote}`;
  const end = above.endsWith(";") ? ";" : "";
  return anchor.type === "ImportDeclaration"
    ? `import { ${name} } from ${source}${end}`
    : `const { ${name} } = require(${source})${end}`;
}
