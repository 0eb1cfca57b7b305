import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

/** What a parser gives ESLint, as far as it is compared. */
export interface Parsed {
  ast: TSESTree.Program;
  scopeManager: TSESLint.Scope.ScopeManager | null;
}

type Scope = TSESLint.Scope.Scope;
type Fields = Record<string, unknown>;

/** What differs between two parses, one sentence each, as `theirs → ours`. Nothing, if rules cannot tell them apart. */
export function differencesBetween(theirs: Parsed, ours: Parsed): string[] {
  const { tokens, comments } = theirs.ast;
  return [
    ...valuesDiffering(theirs.ast, ours.ast, ""),
    ...valuesDiffering(tokens, ours.ast.tokens, "token"),
    ...valuesDiffering(comments, ours.ast.comments, "comment"),
    ...scopesDiffering(theirs, ours),
  ];
}

/** Compares what theirs has. Ours may know more, such as where parentheses stood; nobody asks for that. */
export function valuesDiffering(theirs: unknown, ours: unknown, path: string): string[] {
  if (Object.is(theirs, ours) || (theirs instanceof RegExp && String(theirs) === String(ours))) return [];
  if (!isObject(theirs) || !isObject(ours) || Array.isArray(theirs) !== Array.isArray(ours)) {
    return [`${path}: ${shown(theirs)} → ${shown(ours)}`];
  }
  if (Array.isArray(theirs) && theirs.length !== ours.length) {
    return [`${path}: ${theirs.length} elements → ${String(ours.length)}`];
  }
  if (theirs.type !== ours.type)
    return [`${path} ${placeOf(theirs)}: ${shown(theirs.type)} → ${shown(ours.type)}`];

  const name = typeof theirs.type === "string" ? `${theirs.type} ${placeOf(theirs)}` : path;
  const skipped = theirs.type === "Program" ? ["tokens", "comments", "parent"] : ["parent"];
  return Object.keys(theirs)
    .filter((key) => !skipped.includes(key))
    .flatMap((key) =>
      valuesDiffering(theirs[key], ours[key], Array.isArray(theirs) ? path : `${name}.${key}`),
    );
}

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const placeOf = ({ loc, value }: Fields) => {
  const { start } = loc as TSESTree.SourceLocation;
  return `${start.line}:${start.column}${typeof value === "string" ? ` ${JSON.stringify(value)}` : ""}`;
};

const shown = (value: unknown): string =>
  isObject(value) && "type" in value
    ? String(value.type)
    : typeof value === "bigint"
      ? `${value}n`
      : (JSON.stringify(value) ?? "undefined");

function scopesDiffering(theirs: Parsed, ours: Parsed): string[] {
  const expected = scopeLines(theirs);
  const found = scopeLines(ours);
  const longer = expected.length > found.length ? expected : found;
  const at = longer.findIndex((_, index) => expected[index] !== found[index]);
  return at === -1 ? [] : [`scopes: ${expected[at] ?? "nothing more"} → ${found[at] ?? "nothing more"}`];
}

const scopeLines = ({ scopeManager }: Parsed): string[] => linesOf(scopeManager!.scopes[0]!);

/** A scope and those inside it, with everything rules ask of them, each node by its type and range. */
function linesOf(scope: Scope): string[] {
  return [
    `${scope.type} ${nodeText(scope.block)} strict ${scope.isStrict} in ${scope.upper?.type} of ${scope.variableScope.type}`,
    ...scope.variables.map(
      ({ name, identifiers, defs, references }) =>
        `variable ${name} ${identifiers.map(nodeText).join()} defined ${defs.map((def) => [def.type, def.name, def.node, def.parent].map(nodeText).join(" ")).join()} read ${references.map(({ identifier }) => nodeText(identifier)).join()}`,
    ),
    ...scope.references.map((reference) => `reference ${referenceText(reference)}`),
    ...scope.through.map((reference) => `through ${referenceText(reference)}`),
    ...scope.childScopes.flatMap(linesOf),
  ];
}

const referenceText = (reference: TSESLint.Scope.Reference): string =>
  [
    nodeText(reference.identifier),
    reference.isRead(),
    reference.isWrite(),
    reference.isTypeReference,
    reference.isValueReference,
    reference.init,
    nodeText(reference.writeExpr),
    reference.resolved?.name,
    nodeText(reference.resolved?.identifiers[0]),
  ].join(" ");

const nodeText = (node: unknown): string =>
  isObject(node) ? `${shown(node)}@${(node as unknown as TSESTree.Node).range.join("-")}` : String(node);
