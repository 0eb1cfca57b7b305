import type { TSESTree } from "@typescript-eslint/utils";
import { bare, enclosingFunction, outermost, type Node } from "./ast.ts";
import { annotationOf, placesOf, renamesOf, type Binding } from "./binding.ts";
import { variableOf, writesTo, type Variable } from "./bindings.ts";
import type { Edit } from "./edits.ts";
import type { Construction, Hoist, Kind } from "./hoist.ts";
import { declaredAtModule, freeName, isOfModule } from "./module-scope.ts";
import type { RuleContext, SourceCode } from "./rule.ts";
import { isTypeScript } from "./types.ts";

/** `let name;` at module scope, and `name ??= value` where the value was built on each call. */
export function lazyOf(
  built: Construction,
  expression: Node,
  binding: Binding | undefined,
  { name: preferredName, type: knownType }: Pick<Kind, "name" | "type">,
  { sourceCode, filename }: RuleContext,
): Hoist["lazy"] {
  const isTyped = isTypeScript(filename);
  const annotation = binding && annotationOf(binding, sourceCode);
  const ownType = knownType === undefined ? typeOf(built, expression, sourceCode) : knownType;
  const type = annotation ?? ownType;
  if (isTyped && !type) return undefined;
  const declared = (name: string) =>
    declaredAtModule([`let ${name}${isTyped ? `: ${type} | undefined` : ""};`], expression, [], sourceCode);

  // TypeScript knows what `??=` has filled in, but in a closure it has forgotten: there the constant stays.
  if (binding?.declaration.declarations.length === 1 && !(isTyped && isReadInClosure(binding))) {
    const { variable, declaration, declarator } = binding;
    const places = [declaration, ...placesOf(variable)];
    const name = freeName([variable.name, preferredName], places, sourceCode, variable);
    const equals = sourceCode.getTokenBefore(declarator.init, ({ value }) => value === "=")!;
    const head: Edit = { range: [declaration.range[0], equals.range[1]], text: `${name} ??=` };
    return { edits: [declared(name), head, ...renamesOf(variable, name)], name };
  }

  const isStatement = expression.parent?.type === "ExpressionStatement";
  if (!isStatement && startsStatement(expression)) return undefined;
  const name = freeName([binding ? cached(binding.variable.name) : preferredName], [expression], sourceCode);
  const [start, end] = expression.range;
  const edits: Edit[] = [
    declared(name),
    { range: [start, start], text: isStatement ? `${name} ??= ` : `(${name} ??= ` },
    { range: [end, end], text: isStatement ? "" : ")" },
  ];
  return { edits, name };
}

/** Assigns only where nothing has been assigned yet. */
export function filledOnce(expression: Node, variable: Variable, sourceCode: SourceCode): Hoist["lazy"] {
  const assignment = outermost(expression).parent as TSESTree.AssignmentExpression;
  if (assignment.operator !== "=" || writesTo(variable).length > 1) return undefined;
  const equals = sourceCode.getTokenBefore(assignment.right, ({ value }) => value === "=")!;
  return { edits: [{ range: equals.range, text: "??=" }], name: variable.name };
}

const cached = (name: string): string => `cached${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const isReadInClosure = ({ variable, declaration }: Binding): boolean =>
  placesOf(variable).some((place) => enclosingFunction(place) !== enclosingFunction(declaration));

/** A parenthesis at the start of a statement would call what stands before it where nobody wrote a semicolon. */
function startsStatement(expression: Node): boolean {
  let outer = expression;
  while (
    outer.parent &&
    outer.parent.range[0] === expression.range[0] &&
    outer.type !== "ExpressionStatement"
  )
    outer = outer.parent;
  return outer.type === "ExpressionStatement";
}

/**
 * The type of what a construction gives, spelt for module scope. `undefined` where only a function knows the names in it,
 * and where no type can say it.
 */
function typeOf(built: Construction, expression: Node, sourceCode: SourceCode): string | undefined {
  const callee = bare(built.callee);
  const root = rootOf(callee, sourceCode);
  if (!root || !isOfModule(root)) return undefined;

  const parameters = built.typeArguments ? sourceCode.getText(built.typeArguments) : "";
  const name = sourceCode.getText(callee);
  if (built.type === "NewExpression")
    return namesType(callee, root) ? name + parameters : `InstanceType<typeof ${name}${parameters}>`;

  // By convention `Class.from(…)` gives a `Class`.
  if (callee.type === "MemberExpression" && name.endsWith(".from") && namesType(callee.object, root))
    return sourceCode.getText(callee.object);
  const type = `ReturnType<typeof ${name}${parameters}>`;
  return expression.type === "AwaitExpression" ? `Awaited<${type}>` : type;
}

/** The variable that a chain of plain names starts with; a type can be spelt with no other expression. */
function rootOf(callee: Node, sourceCode: SourceCode): Variable | undefined {
  if (callee.type === "Identifier") return variableOf(callee, sourceCode);
  return callee.type === "MemberExpression" && !callee.computed
    ? rootOf(callee.object, sourceCode)
    : undefined;
}

/** Whether the class's name is its instances' type too: as for what is imported by name, or through a namespace. */
const namesType = (callee: Node, root: Variable): boolean =>
  root.defs.some(({ node }) =>
    callee.type === "Identifier"
      ? node.type === "ImportSpecifier" || node.type === "ImportDefaultSpecifier"
      : node.type === "ImportNamespaceSpecifier" || node.type === "TSImportEqualsDeclaration",
  );
