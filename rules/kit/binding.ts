import type { TSESTree } from "@typescript-eslint/utils";
import { calledName, memberName, type Node } from "./ast.ts";
import { valueOf, type Variable } from "./bindings.ts";
import { dedented, rangeWithComments, textAfter, wholeLines, type Edit } from "./edits.ts";
import { isOfModule } from "./module-scope.ts";
import type { SourceCode } from "./rule.ts";
import { namesLocalType } from "./stages.ts";

/** A constant of a function, declared so that its declaration can be taken away: `const name = value;` in a block. */
export interface Binding {
  variable: Variable;
  declarator: TSESTree.VariableDeclarator & { id: TSESTree.Identifier; init: TSESTree.Expression };
  declaration: TSESTree.VariableDeclaration;
}

/** The binding of a variable, if it is one. */
export function bindingOf(variable: Variable, sourceCode: SourceCode): Binding | undefined {
  const declarator = variable.defs[0]!.node as Node;
  if (declarator.type !== "VariableDeclarator" || isOfModule(variable) || !valueOf(variable))
    return undefined;
  const { id, init, parent: declaration } = declarator;
  if (id.type !== "Identifier" || !init || !/^(const|let|var)$/.test(declaration.kind)) return undefined;
  if (declaration.parent.type !== "BlockStatement") return undefined;
  if (id.typeAnnotation && namesLocalType(id.typeAnnotation, sourceCode)) return undefined;
  return { variable, declaration, declarator: declarator as Binding["declarator"] };
}

/** Where a variable is read. */
export const placesOf = (variable: Variable): Node[] =>
  variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node);

/** Whether what a name stands for is changed there: `list.push(x)`, `byId[id] = x`, `sum += x`, `count++`. */
export function isChanged(name: Node): boolean {
  let whole = name;
  while (whole.parent?.type === "MemberExpression" && whole.parent.object === whole) whole = whole.parent;
  const { parent } = whole;
  switch (parent?.type) {
    case "CallExpression":
      return whole !== name && parent.callee === whole;
    case "AssignmentExpression":
      return parent.left === whole;
    case "UpdateExpression":
      return true;
    default:
      return false;
  }
}

/** Functions that change what they are given: doing that again and again to one thing is not the same as once each. */
const wrapping = /^(capture|instrument|wrap|patch|decorate)/;

/**
 * Whether something is done to a thing that lasts as long as the thing: a method of `marking` (`add`, `config.update`)
 * is called on it or on a part of it, a property is set, a function wraps it.
 */
export const isMarked = (variable: Variable, marking: RegExp): boolean =>
  placesOf(variable).some((place) => isMarkedAt(place, marking));

/** Whether a mark is left on a thing where an expression stands for it. */
export function isMarkedAt(expression: Node, marking: RegExp): boolean {
  const { parent } = expression;
  switch (parent?.type) {
    case "TSNonNullExpression":
      return isMarkedAt(parent, marking);
    case "MemberExpression":
      return parent.object === expression && isMarkedThrough(parent, marking);
    case "CallExpression":
      return parent.callee !== expression && wrapping.test(calledName(parent) ?? "");
    default:
      return false;
  }
}

function isMarkedThrough(member: TSESTree.MemberExpression, marking: RegExp): boolean {
  const { parent, object } = member;
  if (parent.type === "MemberExpression" && parent.object === member) return isMarkedThrough(parent, marking);
  if (parent.type === "AssignmentExpression") return parent.left === member;
  if (parent.type !== "CallExpression" || parent.callee !== member) return false;
  const name = memberName(member) ?? "";
  const owner = object.type === "MemberExpression" ? memberName(object) : undefined;
  return marking.test(name) || marking.test(`${owner}.${name}`);
}

/** The annotation of a binding, without its colon. */
export const annotationOf = ({ declarator: { id } }: Binding, sourceCode: SourceCode): string | undefined =>
  id.typeAnnotation && sourceCode.getText(id.typeAnnotation.typeAnnotation);

/** The edits that give a variable another name wherever it is read. */
export function renamesOf(variable: Variable, name: string): Edit[] {
  if (name === variable.name) return [];
  return placesOf(variable).map(({ range, parent }) => {
    const isShorthand = parent?.type === "Property" && parent.shorthand;
    return { range, text: isShorthand ? `${variable.name}: ${name}` : name };
  });
}

/** The declaration as it reads at module scope, its comments with it. */
export function declarationOf(
  binding: Binding,
  name: string,
  edits: readonly Edit[],
  sourceCode: SourceCode,
): string {
  const { declaration, declarator } = binding;
  if (declaration.declarations.length > 1) {
    const type = annotationOf(binding, sourceCode);
    const value = dedented(textAfter(declarator.init.range, edits, sourceCode), declarator, sourceCode);
    return `const ${name}${type ? `: ${type}` : ""} = ${value};`;
  }
  const [start] = declaration.range;
  // The node reaches over the type as well, and an escape in the name is longer than the name.
  const spelt = sourceCode.getFirstToken(declarator.id)!;
  const head: Edit[] = [
    { range: [start, start + declaration.kind.length], text: "const" },
    { range: spelt.range, text: name },
  ];
  const text = textAfter(rangeWithComments(declaration, sourceCode), [...edits, ...head], sourceCode);
  return dedented(text, declaration, sourceCode);
}

/** Whether the declaration can be taken away without harm to what is declared with it or stands around it. */
export const canBeTakenAway = ({ declaration }: Binding, sourceCode: SourceCode): boolean =>
  declaration.declarations.length === 1
    ? !separatesStatements(declaration, sourceCode)
    : sourceCode.getCommentsInside(declaration).length === 0;

/** In code without semicolons, a line that starts with a bracket would go on with the line before. */
function separatesStatements(declaration: TSESTree.VariableDeclaration, sourceCode: SourceCode): boolean {
  const before = sourceCode.getTokenBefore(declaration)!.value;
  const after = sourceCode.getTokenAfter(declaration)!.value;
  return !/^[;{]$/.test(before) && /^[[(`+\-/]/.test(after);
}

/** Takes declarations away, with their comments and their lines. */
export function removalsOf(bindings: readonly Binding[], sourceCode: SourceCode): Edit[] {
  const isAlone = ({ declaration }: Binding) => declaration.declarations.length === 1;
  const ranges = bindings
    .filter(isAlone)
    .map(({ declaration }) => rangeWithComments(declaration, sourceCode))
    .sort(([one], [other]) => one - other);
  // Neighbours go as one, or each would take the other for what the blank line around it belongs to.
  const together = ranges.filter(([start, end], index) => {
    const next = ranges[index + 1];
    if (!next || /\S/.test(sourceCode.text.slice(end, next[0]))) return true;
    next[0] = start;
    return false;
  });
  return [
    ...together.map((range) => ({ range: wholeLines(range, sourceCode), text: "" })),
    ...bindings.filter((one) => !isAlone(one)).map(removalOfDeclarator),
  ];
}

function removalOfDeclarator({ declaration: { declarations: all }, declarator }: Binding): Edit {
  const index = all.findIndex((one) => one === declarator);
  const next = all[index + 1];
  const range: Edit["range"] = next
    ? [declarator.range[0], next.range[0]]
    : [all[index - 1]!.range[1], declarator.range[1]];
  return { range, text: "" };
}
