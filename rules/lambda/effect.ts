import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";

/** Something done to the outside that does harm when the same event is handled twice. */
export interface Effect {
  kind: "payment" | "message" | "counter" | "insert" | "job" | "relay";
  /** What names it in the source. */
  node: Node;
  /** What a message calls it: `charges.create`, `randomUUID()`. */
  name: string;
  guard?: Guard;
}

/** One edit after which a second delivery does no harm. */
export interface Guard {
  /** The text replaced; empty where something is inserted. */
  range: readonly [number, number];
  /** Where the id has to be in sight. */
  at: Node;
  textWith: (id: string) => string;
  /** What guards, where it is not an id of the event that is written. */
  by?: string;
}

/** Writes an id over an unstable value. */
export const replacing = (node: Node): Guard => ({ range: node.range, at: node, textWith: (id) => id });

/** Writes an id into an object, as its first field. */
export function addedTo(object: TSESTree.ObjectExpression, name: string): Guard {
  const start = object.range[0] + 1;
  const [first] = object.properties;
  const textWith = (id: string) => (first ? ` ${name}: ${id},` : ` ${name}: ${id} `);
  return { range: [start, first ? start : object.range[1] - 1], at: object, textWith };
}
