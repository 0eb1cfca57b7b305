import {
  awaited,
  bare,
  calledName,
  contains,
  isFunction,
  isNullish,
  memberName,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { isGlobal, resolve, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import { eventSources, sourceNamed, type SourceName } from "./event-sources.ts";
import { givenBy, type Given } from "./given.ts";
import type { Lambda } from "./model.ts";
import { targetOf } from "./targets.ts";

/** A value that tells no two deliveries of one event to be the same, or different events apart. */
export interface UnstableValue {
  /** The expression that brings it in. */
  node: Node;
  /**
   * `random` and `clock` are made by the invocation, `invocation` names it, `delivery` is a field of the event that
   * changes when the event comes again, `not unique` one that different events share.
   */
  kind: "random" | "clock" | "invocation" | "delivery" | "not unique";
}

/** What makes another value on each call, by module. `v3` and `v5` of uuid are digests of what they are given. */
const generators: { module: RegExp; name: RegExp }[] = [
  { module: /^(node:)?crypto$/, name: /^(webcrypto\.)?(randomUUID|randomBytes|randomInt)$/ },
  { module: /^uuid$/, name: /^(\*|v1|v4|v6|v7)$/ },
  { module: /^uuid\/v[14]$/, name: /^\*$/ },
  { module: /^uuidv4$/, name: /^(\*|uuid)$/ },
  { module: /^nanoid(\/.*)?$/, name: /^(\*|nanoid|customAlphabet)$/ },
  { module: /^(ulid|ulidx|@paralleldrive\/cuid2|cuid)$/, name: /^(\*|ulid|monotonicFactory|createId)$/ },
  { module: /^ksuid$/, name: /^(random|randomSync)$/ },
  { module: /^aws-sdk$/, name: /^util\.uuid\.v4$/ },
];

/** Fields of `unstable` in event-sources.ts that change with each delivery; the others repeat in other events. */
const changing = /(^|\.)(receiptHandle|ApproximateReceiveCount|requestId|extendedRequestId|\w*[tT]imeEpoch)$/;

/** String and number functions whose result is as unstable as what they are given. */
const keeping =
  /^(String|Number|parseInt|encodeURIComponent|stringify|floor|round|ceil|trunc|toString|toISOString|toJSON|getTime|valueOf|replace|replaceAll|toLowerCase|toUpperCase|trim|padStart|padEnd|concat|join|digest|update|createHash|from|hash|sha256|md5)$/;

/** Cuts a moment down to a day or an hour, which is a fine key for work done once a day or an hour. */
const cutting = /^(slice|substring|substr|split)$/;

/** The unstable value that makes an expression unstable; with `lambda`, fields of the event and the context count too. */
export function unstableValueIn(
  node: Node,
  sourceCode: SourceCode,
  lambda?: Lambda,
  depth = 8,
): UnstableValue | undefined {
  const expression = awaited(node);
  const known = generatorAt(expression, sourceCode) ?? (lambda && fieldAt(expression, sourceCode, lambda));
  if (known || depth === 0) return known;

  const inside = (part: Node | null | undefined) =>
    part ? unstableValueIn(part, sourceCode, lambda, depth - 1) : undefined;
  const firstOf = (parts: readonly (Node | null)[]) => {
    for (const part of parts) {
      const found = inside(part);
      // Beside other parts, what is shared by some events may still be part of a unique whole.
      if (found && (parts.length === 1 || found.kind !== "not unique")) return found;
    }
    return undefined;
  };

  switch (expression.type) {
    case "TemplateLiteral":
      return firstOf(expression.expressions);
    case "BinaryExpression":
      if (expression.operator === "+" || expression.operator === "-")
        return firstOf([expression.left, expression.right]);
      return isMillisecondsToSeconds(expression) ? inside(expression.left) : undefined;
    case "LogicalExpression":
      // `record.eventID || Date.now()`: what stands in for a missing id does not make the id unstable.
      return inside(expression.operator === "&&" ? expression.right : expression.left);
    case "ConditionalExpression":
      if (isNullish(expression.alternate)) return inside(expression.consequent);
      return inside(expression.consequent) && inside(expression.alternate);
    case "ArrayExpression":
      return firstOf(expression.elements);
    case "ObjectExpression":
      return firstOf(expression.properties.map((one) => (one.type === "Property" ? one.value : null)));
    case "NewExpression":
      return isGlobal(expression.callee, "Date", sourceCode) ? firstOf(expression.arguments) : undefined;
    case "CallExpression": {
      const callee = bare(expression.callee);
      const name = calledName(expression) ?? "";
      const owner = callee.type === "MemberExpression" ? callee.object : null;
      if (cutting.test(name)) {
        const cut = inside(owner);
        return cut?.kind === "clock" ? undefined : cut;
      }
      if (keeping.test(name)) return firstOf([...(owner ? [owner] : []), ...expression.arguments]);
      break;
    }
    default:
  }
  const behind = valueBehind(expression, sourceCode);
  return behind === expression || isFunction(behind) ? undefined : inside(behind);
}

const isMillisecondsToSeconds = (division: Node): boolean =>
  division.type === "BinaryExpression" &&
  division.operator === "/" &&
  division.right.type === "Literal" &&
  division.right.value === 1000;

/** A call that makes another value each time. */
function generatorAt(node: Node, sourceCode: SourceCode): UnstableValue | undefined {
  if (
    node.type === "NewExpression" &&
    node.arguments.length === 0 &&
    isGlobal(node.callee, "Date", sourceCode)
  )
    return { node, kind: "clock" };
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);

  if (callee.type === "MemberExpression") {
    const is = (object: string, method: string) =>
      memberName(callee) === method && isGlobal(callee.object, object, sourceCode);
    if (is("Date", "now") || is("performance", "now") || is("process", "hrtime"))
      return { node, kind: "clock" };
    if (is("Math", "random") || is("crypto", "randomUUID")) return { node, kind: "random" };
  }
  // `const nanoid = customAlphabet(…)` makes the generator.
  const made = resolve(callee, sourceCode);
  const imported = importedAs(made.type === "CallExpression" ? made.callee : callee, sourceCode);
  const isKnown = generators.some(
    ({ module, name }) => imported && module.test(imported.module) && name.test(imported.name),
  );
  if (isKnown) return { node, kind: "random" };
  const kind = givenBy(targetOf(node, sourceCode), sourceCode)?.unstable;
  return kind && { node, kind };
}

/**
 * What makes the one result of a function another value each time, whatever it is given. Only where that is made in the
 * result itself: what has a name may be stored before it is returned.
 */
export function unstableGivenBy(fn: FunctionNode, sourceCode: SourceCode): Given["unstable"] {
  const [result, another] = fn.generator ? [] : returnedBy(fn, sourceCode);
  const unstable = result && !another ? unstableValueIn(result, sourceCode) : undefined;
  if (!unstable || !contains(result!, unstable.node)) return undefined;
  return unstable.kind === "random" || unstable.kind === "clock" ? unstable.kind : undefined;
}

/** A field of the event or of the context that is no identity of the event. */
function fieldAt(node: Node, sourceCode: SourceCode, lambda: Lambda): UnstableValue | undefined {
  if (node.type !== "MemberExpression" && node.type !== "Identifier") return undefined;
  if (nameRead(node, sourceCode) === "awsRequestId") return { node, kind: "invocation" };
  const path = lambda.eventPathOf(node);
  if (!path?.includes(".")) return undefined;
  const handler = lambda.handlerOf(node);
  const certain = handler ? [...lambda.sourcesOf(handler)] : [];
  const sources = certain.length > 0 ? certain : (Object.keys(eventSources) as SourceName[]);
  if (!sources.some((source) => sourceNamed(source).unstable?.includes(path))) return undefined;
  return { node, kind: changing.test(path) ? "delivery" : "not unique" };
}

/** The property that an expression reads: `awsRequestId` for `context.awsRequestId` and for `{ awsRequestId }`. */
function nameRead(node: Node, sourceCode: SourceCode): string | undefined {
  if (node.type === "MemberExpression") return memberName(node);
  const definition = variableOf(node, sourceCode)?.defs[0]?.name as Node | undefined;
  const property = definition?.parent;
  return property?.type === "Property" && property.parent.type === "ObjectPattern"
    ? memberName(property)
    : undefined;
}
