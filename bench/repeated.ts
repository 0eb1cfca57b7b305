import { Linter } from "eslint";
import type { Node } from "../rules/kit/ast.ts";
import type { Edit } from "../rules/kit/edits.ts";
import type { SourceCode } from "../rules/kit/rule.ts";
import type { Variable } from "../rules/kit/bindings.ts";
import * as parser from "../rules/parser.ts";
import { everyFile, type Source } from "./rules.ts";

/** Makes one long file of short ones: each once more and once more, under names of its own, until it has the lines. */
export function repeated(examples: readonly Source[], lines: number): string {
  const imports = new Imports();
  // The names of a script are global, and not its own to change.
  const parsed = examples.map(parsedFrom).filter((example) => moduleScopeOf(example));
  const units: string[] = [];
  for (let count = 0, length = 0; length < lines; count++) {
    const unit = underOwnNames(parsed[count % parsed.length]!, count, imports);
    units.push(unit);
    length += unit.split("\n").length;
  }
  return [imports.text, ...units].join("\n");
}

function parsedFrom({ path, text }: Source): SourceCode {
  const linter = new Linter();
  linter.verify(text, { files: everyFile, languageOptions: { parser } }, path);
  return linter.getSourceCode() as unknown as SourceCode;
}

const moduleScopeOf = ({ scopeManager }: SourceCode) =>
  scopeManager!.scopes.find(({ type }) => (type as string) === "module");

/** The imports of the whole file. What is imported twice stands there once. */
class Imports {
  readonly #namesByOrigin = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #statements: string[] = [];

  /** The name of something imported, which may be taken by a namesake from another module. */
  nameOf(specifier: Extract<Node, { type: `Import${string}Specifier` | "ImportSpecifier" }>): string {
    const declaration = specifier.parent as Extract<Node, { type: "ImportDeclaration" }>;
    const imported = specifier.type === "ImportSpecifier" ? textOf(specifier.imported) : specifier.type;
    const kind = declaration.importKind === "type" ? "import type" : "import";
    const origin = `${kind} ${declaration.source.value} ${imported}`;
    const known = this.#namesByOrigin.get(origin);
    if (known !== undefined) return known;

    let name = specifier.local.name;
    while (this.#taken.has(name)) name += "_";
    this.#taken.add(name);
    this.#namesByOrigin.set(origin, name);
    const binding =
      specifier.type === "ImportSpecifier"
        ? `{ ${imported} as ${name} }`
        : specifier.type === "ImportDefaultSpecifier"
          ? name
          : `* as ${name}`;
    this.#statements.push(`${kind} ${binding} from ${declaration.source.raw};`);
    return name;
  }

  get text(): string {
    return this.#statements.join("\n");
  }
}

const textOf = (name: Extract<Node, { type: "Identifier" | "Literal" }>): string =>
  name.type === "Identifier" ? name.name : name.raw;

/** A file's code with names that nobody else has, its exports assigned, so that one name can be exported many times. */
function underOwnNames(sourceCode: SourceCode, count: number, imports: Imports): string {
  const scope = moduleScopeOf(sourceCode)!;
  const names = new Map(scope.variables.map((variable) => [variable, nameOf(variable, count, imports)]));
  const edits = [...names].flatMap(([variable, name]) => renamings(variable, name));
  const ownName = (name: string) => names.get(scope.set.get(name)!) ?? name;

  const exported: string[] = [];
  for (const statement of sourceCode.ast.body) {
    const [start, end] = statement.range;
    if (statement.type === "ImportDeclaration") edits.push({ range: [start, end], text: "" });
    if (statement.type === "ExportDefaultDeclaration")
      edits.push({ range: [start, statement.declaration.range[0]], text: "exports.default = " });
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const { local, exported: as } of statement.specifiers)
      exported.push(`exports.${textOf(as as never)} = ${ownName(textOf(local as never))};`);
    const { declaration } = statement;
    edits.push({ range: [start, declaration?.range[0] ?? end], text: "" });
    for (const { name } of declaration ? valuesDeclaredBy(declaration) : [])
      exported.push(`exports.${name} = ${ownName(name)};`);
  }
  return [applied(sourceCode.text, edits).trim(), ...exported, ""].join("\n");
}

/** Keeps how a name looks, because rules look at names: `logger` is `a1Logger`, `Orders` is `A1Orders`. */
function nameOf({ name, defs }: Variable, count: number, imports: Imports): string {
  const declaration = defs[0]?.node as Node | undefined;
  if (declaration?.type.startsWith("Import")) return imports.nameOf(declaration as never);
  const first = name.charAt(0);
  return `${first === first.toLowerCase() ? "a" : "A"}${count}${first.toUpperCase()}${name.slice(1)}`;
}

function renamings({ defs, references, name: old }: Variable, name: string): Edit[] {
  // Imports are taken out whole.
  const declared = defs.filter(({ node }) => !/^Import\w*Specifier$/.test(node.type));
  const places = new Set([...declared.map((def) => def.name), ...references.map((one) => one.identifier)]);
  return [...places].map((place) => {
    const { parent, range } = place as Node;
    const property = parent?.type === "AssignmentPattern" && parent.left === place ? parent.parent : parent;
    const isShorthand = property?.type === "Property" && property.shorthand;
    const [start] = range;
    return { range: [start, start + old.length] as const, text: isShorthand ? `${old}: ${name}` : name };
  });
}

const valuesDeclaredBy = (declaration: Node): { name: string }[] => {
  if (declaration.type === "VariableDeclaration")
    return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id] : []));
  const isValue = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  return isValue && declaration.id ? [declaration.id] : [];
};

const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((rest, { range: [start, end], text: put }) => rest.slice(0, start) + put + rest.slice(end), text);
