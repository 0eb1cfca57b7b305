import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, isFunction, memberName, walk, type Node } from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import { eventSources, sourceNamed, type SourceName } from "./event-sources.ts";
import type { Lambda } from "./model.ts";

/** What identifies a delivery, in the words of the code around a node. */
export interface EventId {
  /** `message.messageId`, where the record is called `message`. */
  code: string;
  /** `messageId` */
  label: string;
}

/** A column `id` of the table of sources that is a single field: `record.messageId`, `event.id`. */
const singleField = /^(record|event)\.([\w.]+)$/;

/** The paths of all sources' ids: `Records[].messageId`, `id`. */
const idPaths = new Set(
  (Object.keys(eventSources) as SourceName[]).flatMap((source) => {
    const [, owner, label] = singleField.exec(sourceNamed(source).id ?? "") ?? [];
    return label ? [owner === "record" ? `Records[].${label}` : label] : [];
  }),
);

/** Whether an expression is the id of the event or of the record in hand. */
export const isEventId = (node: Node, lambda: Lambda): boolean =>
  /^(Identifier|MemberExpression)$/.test(node.type) && idPaths.has(lambda.eventPathOf(node) ?? "");

/** The id of a source's events as messages put it: as the code around a node would, where its variable is in sight. */
export function idInWords(source: SourceName, node: Node, lambda: Lambda, sourceCode: SourceCode): string {
  const { id = "" } = sourceNamed(source);
  const inSight = eventIdAt(node, source, lambda, sourceCode)?.code;
  // In a function that a handler elsewhere calls, nothing may be called as the table calls it.
  const isApart = lambda.handlerOf(node)?.reach !== undefined;
  const known = inSight ?? (singleField.test(id) && !isApart ? id : undefined);
  return known === undefined ? "the event's id" : `\`${known}\``;
}

/** The id of the event or record that a node works on, if the variable that holds it is in sight and stands for one run. */
export function eventIdAt(
  node: Node,
  source: SourceName,
  lambda: Lambda,
  sourceCode: SourceCode,
): EventId | undefined {
  const [, owner, label] = singleField.exec(sourceNamed(source).id ?? "") ?? [];
  if (!owner || !label) return undefined;
  const base = owner === "record" ? "Records[]" : "";
  for (
    let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node as TSESTree.Node);
    scope;
    scope = scope.upper
  ) {
    for (const variable of scope.variables) {
      const [name] = variable.identifiers as Node[];
      if (!name || name.range[0] > node.range[0] || isRepeatedInside(node, scope.block as Node)) continue;
      const path = lambda.eventPathOf(name);
      if (path === base) return { code: `${variable.name}.${label}`, label };
      if (path === `${base}.${label}`.replace(/^\./, "")) return { code: variable.name, label };
    }
  }
  return undefined;
}

/** Whether a loop or a callback inside `outer` runs a node more than once. */
function isRepeatedInside(node: Node, outer: Node): boolean {
  for (const ancestor of ancestorsOf(node)) {
    if (ancestor === outer) return false;
    if (isFunction(ancestor) || /^(For|While|DoWhile)/.test(ancestor.type)) return true;
  }
  return true;
}

/** Properties that name what an event is about. */
const identifying = /(id|key|number|arn|token|uuid|ref|reference|email|name|path|url)$/i;
/** Properties that hold the whole of what an event says. */
const whole =
  /^(body|detail|Message|NewImage|OldImage|data|dynamodb|kinesis|Sns|s3|object|record|message|payload)$/;

/** Whether what is passed on tells its receiver which event it is about, so that the receiver can see repeats. */
export function carriesEventId(input: Node, sourceCode: SourceCode, lambda: Lambda, depth = 4): boolean {
  let found = false;
  walk(input, sourceCode, (node) => {
    // `entries.splice(0, 10)` holds what `entries` does.
    if (node.type === "MemberExpression" && !isCalled(node)) {
      const name = memberName(node);
      if (name !== undefined && !identifying.test(name) && !whole.test(name)) return false;
      found ||= lambda.dependsOnEvent(node.object);
      return false;
    }
    if (node.type !== "Identifier" || isKey(node) || !variableOf(node, sourceCode)) return !found;
    const behind = valueBehind(node, sourceCode);
    found ||=
      isBuiltHere(behind) && depth > 0
        ? carriesEventId(behind, sourceCode, lambda, depth - 1)
        : lambda.dependsOnEvent(node);
    return !found;
  });
  return found;
}

/** Whether an expression shows all that a value holds; an empty list is filled elsewhere. */
const isBuiltHere = (value: Node): boolean =>
  value.type === "ArrayExpression"
    ? value.elements.length > 0
    : value.type === "ObjectExpression"
      ? value.properties.length > 0
      : /^(TemplateLiteral|CallExpression|MemberExpression)$/.test(value.type);

const isCalled = (node: Node): boolean =>
  node.parent?.type === "CallExpression" && node.parent.callee === node;

const isKey = (node: Node): boolean =>
  node.parent?.type === "Property" && node.parent.key === node && !node.parent.shorthand;
