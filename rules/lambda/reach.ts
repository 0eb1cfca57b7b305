import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isClass, isFunction, type ClassNode, type FunctionNode } from "../kit/ast.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceName } from "./event-sources.ts";
import { functionBehind, ofInstance, valuesIn } from "./values.ts";

/** A function on the way from a handler to one that it calls in another file. */
export interface Step {
  /** `createOrder`, `OrderService.create` */
  function: string;
  /** From the root of the repository. */
  path: string;
  /** Where the function starts, counted from 1. */
  line: number;
}

/**
 * Why what a function does may be well where it is called, although its own file shows nothing of it: the work is done
 * once for an event, something besides promises keeps the invocation open, a cache is looked at first, somebody else
 * limits the time, or the call is meant for a developer's machine.
 */
export type Excuse = "done once" | "kept open" | "cached" | "limited" | "elsewhere";

/** That a handler in another file calls a function of this one, each time that it is invoked. */
export interface Reach {
  /** What the file calls the function to others: `createOrder`, `default`, `OrderService#create`. */
  name: string;
  /** The shortest way, from the handler to the function itself. */
  steps: readonly Step[];
  /** What invokes the handlers that call it, all of them together; empty where that is not known of one. */
  sources: ReadonlySet<SourceName>;
  /** Where in the event the value of each parameter comes from; `undefined` where it is no part of it, or of several. */
  parameters: readonly (string | undefined)[];
  /** Whether nobody hears of an error that it keeps to itself, on any way from a handler. */
  isUnheard: boolean;
  /** Those of all the ways from handlers. */
  excuses: ReadonlySet<Excuse>;
}

/** What runs when others call a function of a file by its name: of a class that is made, the fields too. */
export interface Called {
  function: FunctionNode;
  fields: readonly TSESTree.PropertyDefinition[];
}

/**
 * The functions of a file that others can call, by the names they have there: `create`, `default`, `Orders.create`,
 * `OrderService#create` for what an instance of a class has, `OrderService#constructor`, and `createHandler()` for what
 * a function returns.
 */
export const callablesIn = oncePerFile((sourceCode): ReadonlyMap<string, Called> => {
  const callables = new Map<string, Called>();
  for (const { name, value } of valuesIn(sourceCode)) {
    const made = isClass(value) ? constructionOf(value) : undefined;
    const fn = isClass(value) ? undefined : functionBehind(value, sourceCode);
    if (made) callables.set(`${name}${ofInstance}constructor`, made);
    if (fn) callables.set(name, { function: fn, fields: [] });
  }
  return callables;
});

/** What runs when an instance of a class is made; `undefined` where that is nothing. */
function constructionOf(made: ClassNode): Called | undefined {
  const fields = made.body.body.flatMap((one) =>
    one.type === "PropertyDefinition" && !one.static && one.value && !isFunction(bare(one.value))
      ? [one]
      : [],
  );
  const written = made.body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
  const own =
    written?.type === "MethodDefinition" && written.value.body ? (written.value as FunctionNode) : undefined;
  return own || fields.length > 0 ? { function: own ?? implicitConstructor(made), fields } : undefined;
}

/** What JavaScript takes for the constructor of a class that has none: it does nothing once the fields are there. */
function implicitConstructor({ body: members }: ClassNode): FunctionNode {
  const range = [members.range[0], members.range[0]];
  const place = { range, loc: { start: members.loc.start, end: members.loc.start } };
  const body = { type: "BlockStatement", body: [], ...place };
  const fn = { type: "FunctionExpression", params: [], body, parent: members, ...place };
  return Object.assign(fn, { body: Object.assign(body, { parent: fn }) }) as unknown as FunctionNode;
}
