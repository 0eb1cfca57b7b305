import { contains, isFunction, memberName, type ClassNode, type Node } from "../../kit/ast.ts";
import { parametersOf, stepsTo, variableOf } from "../../kit/bindings.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldValue } from "../../kit/values.ts";
import { classBehind, madeBehind } from "./constructs.ts";
import { fieldsOf } from "./fields.ts";

/** What a class is given where an instance is made: which argument, and the fields that lead to it: `props.fn`. */
export interface Given {
  owner: ClassNode;
  index: number;
  steps: readonly string[];
}

/** What makes a value, and the file that it stands in. */
export interface Maker {
  made: Node;
  sourceCode: SourceCode;
}

/** How many names and fields are followed. */
const maximumDepth = 16;

/**
 * What makes the value of an expression, or of a field of it. Fields lead through what the file makes, into the classes
 * of other files as well: `lambdas.worker` is what the class of `lambdas` keeps as `this.worker`. In the end there may be
 * what a class of the file is given.
 */
export function behind(
  node: Node,
  sourceCode: SourceCode,
  steps: readonly string[] = [],
  depth = maximumDepth,
): Maker | Given | undefined {
  if (depth === 0 || steps.length > maximumDepth) return undefined;
  const made = madeBehind(node, sourceCode);
  const [step, ...rest] = steps;
  if (made.type === "MemberExpression") {
    const name = memberName(made);
    return name === undefined ? undefined : behind(made.object, sourceCode, [name, ...steps], depth - 1);
  }
  const held = step === undefined ? undefined : fieldValue(made, step, sourceCode);
  if (held) return behind(held, sourceCode, rest, depth - 1);
  if (made.type === "Identifier") return behindName(made, sourceCode, steps, depth);
  if (step === undefined) return { made, sourceCode };
  const field = made.type === "NewExpression" ? fieldMadeBy(made.callee, step, sourceCode) : undefined;
  return field && behind(field.made, field.sourceCode, rest, depth - 1);
}

/** A name that nothing is known of but what it is taken out of, or that it is a parameter. */
function behindName(
  name: Node,
  sourceCode: SourceCode,
  steps: readonly string[],
  depth: number,
): Maker | Given | undefined {
  const [definition, another] = variableOf(name, sourceCode)?.defs ?? [];
  const node = definition?.node as Node | undefined;
  if (!definition || another) return undefined;
  if (node?.type === "VariableDeclarator" && node.init) {
    const path = stepsTo(definition.name as Node, node.id);
    return path && path.length > 0
      ? behind(node.init, sourceCode, [...path, ...steps], depth - 1)
      : undefined;
  }
  if (!isFunction(node)) return undefined;
  const method = node.parent;
  if (method?.type !== "MethodDefinition" || method.kind !== "constructor") return undefined;
  const parameters = parametersOf(node);
  const index = parameters.findIndex((one) => contains(one, definition.name as Node));
  const path = index < 0 ? undefined : stepsTo(definition.name as Node, parameters[index]!);
  return path && { owner: method.parent.parent, index, steps: [...path, ...steps] };
}

/** What an instance of a class keeps in a field, by the class itself or by one that it extends. */
function fieldMadeBy(callee: Node, name: string, from: SourceCode): Maker | undefined {
  for (const { value, sourceCode } of lineageOf(callee, from)) {
    const [made, another] = fieldsOf(value, sourceCode).get(name)?.written ?? [];
    if (made) return another ? undefined : { made, sourceCode };
  }
  return undefined;
}

/** A class of the repository, and those that it extends. */
export function* lineageOf(
  callee: Node,
  from: SourceCode,
): Generator<{ value: ClassNode; sourceCode: SourceCode }> {
  let found = classBehind(callee, from);
  for (let depth = 0; found && depth < maximumDepth; depth++) {
    yield found;
    const { superClass } = found.value;
    found = superClass ? classBehind(superClass, found.sourceCode) : undefined;
  }
}
