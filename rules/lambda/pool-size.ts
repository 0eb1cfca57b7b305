import { propertyOf, some, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import type { Construction } from "../kit/hoist.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Connection } from "./connections.ts";

/** How far a pool may grow, and where that is said. */
export interface PoolSize {
  limit: number;
  /** The option's name: `max`, `pool.max`. */
  option: string;
  /** The option where it is set, or else the whole construction. */
  node: Node;
}

/** How many connections a pool may open; `undefined` where the file does not say. */
export function sizeOfPool(
  built: Construction,
  { size }: Connection,
  sourceCode: SourceCode,
): PoolSize | undefined {
  const given = built.arguments.map((argument) => resolve(argument, sourceCode));
  if (!size || given.some(({ type }) => !visible.test(type))) return undefined;

  const option = size.option.join(".");
  let node: Node = built;
  let value = given.find(({ type }) => type === "ObjectExpression");
  for (const step of size.option) {
    if (!value) break;
    if (value.type !== "ObjectExpression") return undefined;
    const property = propertyOf(value, step);
    if (!property && value.properties.some(({ type }) => type === "SpreadElement")) return undefined;
    node = property ?? built;
    value = property && resolve(property.value, sourceCode);
  }
  if (!value) return { limit: size.byDefault, option, node: built };
  return value.type === "Literal" && typeof value.value === "number"
    ? { limit: value.value, option, node }
    : undefined;
}

/** Arguments that hide no options: an object written here, an address. */
const visible = /^(ObjectExpression|Literal|TemplateLiteral|MemberExpression|TSNonNullExpression)$/;

/** Whether what it connects to is called a proxy: `process.env.PROXY_HOST`, `orders.proxy-abc.eu-west-1.rds.amazonaws.com`. */
export const connectsThroughProxy = (built: Construction, sourceCode: SourceCode): boolean =>
  built.arguments.some((argument) =>
    some(argument, sourceCode, (node) => /proxy/i.test(nameOrValueOf(node, sourceCode))),
  );

const nameOrValueOf = (node: Node, sourceCode: SourceCode): string =>
  node.type === "Identifier"
    ? node.name + sourceCode.getText(resolve(node, sourceCode))
    : node.type === "Literal"
      ? node.raw
      : "";
