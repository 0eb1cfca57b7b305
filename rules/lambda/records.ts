import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, memberName, methodName, some, type Node } from "../kit/ast.ts";
import { functionNamed, parametersOf } from "../kit/bindings.ts";
import { grouped } from "../kit/grouped.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { listGivenBy, type EventPaths } from "./event-paths.ts";
import type { Flow } from "./flow.ts";
import type { Handler } from "./handlers.ts";
import { holdsItems, isMapping } from "./record-items.ts";

/** Code that runs for each record of a batch. */
export interface RecordLoop {
  /** The loop, or the call that goes through the records: `event.Records.map(…)`. */
  node: Node;
  /** What runs for one record; only its name where it is a function of another module. */
  body: Node;
  /** What one record is bound to; absent where it is read by its index. */
  record?: Node;
  /** Whether it goes through what the code made of each record, and not through the records. */
  isOverItems?: true;
  handler: Handler;
}

/** Calls that only look at elements: `filter`, `find`, `some` … */
const looking = /^(filter|find|findIndex|findLast|some|every|includes|indexOf)$/;

const loopTypes = ["ForOfStatement", "ForInStatement", "ForStatement", "CallExpression"] as const;

/** The loops over the records of a file: all of them, and those of one handler or around one place. */
export class RecordLoops {
  readonly all: readonly RecordLoop[];
  readonly #flow: Flow;
  readonly #sourceCode: SourceCode;
  readonly #byHandler: ReadonlyMap<Handler, readonly RecordLoop[]>;
  readonly #byPart: ReadonlyMap<Node, RecordLoop>;
  #overItems: readonly RecordLoop[] | undefined;
  #itemsByHandler: ReadonlyMap<Handler, readonly RecordLoop[]> | undefined;

  constructor(flow: Flow, paths: EventPaths, sourceCode: SourceCode) {
    const isBatch = (list: Node) => paths.pathOf(list) === "Records";
    this.all = loopsIn(flow, isBatch, sourceCode);
    this.#flow = flow;
    this.#sourceCode = sourceCode;
    this.#byHandler = grouped(this.all, ({ handler }) => handler);
    this.#byPart = new Map(
      this.all.flatMap((loop) => [loop.node, loop.body].map((part): [Node, RecordLoop] => [part, loop])),
    );
  }

  of(handler: Handler): readonly RecordLoop[] {
    return this.#byHandler.get(handler) ?? [];
  }

  /** The loops over what the code made of each record: `const orders = event.Records.map(parse)`. */
  get overItems(): readonly RecordLoop[] {
    return (this.#overItems ??= this.#loopsOverItems());
  }

  /** The loops of a handler over the records, and those over what it made of each. */
  withItemsOf(handler: Handler): readonly RecordLoop[] {
    this.#itemsByHandler ??= grouped(this.overItems, (loop) => loop.handler);
    return [...this.of(handler), ...(this.#itemsByHandler.get(handler) ?? [])];
  }

  #loopsOverItems(): RecordLoop[] {
    const mappings = new Set(this.all.map(({ node }) => node).filter(isMapping));
    if (mappings.size === 0) return [];
    const holds = (list: Node) => holdsItems(list, mappings, this.#sourceCode);
    return loopsIn(this.#flow, holds, this.#sourceCode).map(({ node, body, handler }) => ({
      node,
      body,
      handler,
      isOverItems: true,
    }));
  }

  /** The loop that a node is, or whose body it is. */
  at(part: Node): RecordLoop | undefined {
    return this.#byPart.get(part);
  }

  /** The loop that runs a node for each record. */
  around(node: Node): RecordLoop | undefined {
    for (let outer: Node | undefined = node; outer; outer = outer.parent) {
      const loop = this.at(outer);
      if (loop?.body === outer) return loop;
    }
    return undefined;
  }
}

/** The loops over lists with a property, in every form, however far from the handler. */
function loopsIn(flow: Flow, isMeant: (list: Node) => boolean, sourceCode: SourceCode): RecordLoop[] {
  const loops: RecordLoop[] = [];
  for (const root of flow.roots) {
    const handler = flow.handlerOf(root)!;
    for (const node of nodesIn(root, loopTypes, sourceCode)) {
      const loop = loopAt(node, isMeant, sourceCode);
      if (loop) loops.push({ ...loop, handler });
    }
  }
  return loops;
}

function loopAt(
  node: Node,
  isMeant: (list: Node) => boolean,
  sourceCode: SourceCode,
): Omit<RecordLoop, "handler"> | undefined {
  switch (node.type) {
    case "ForOfStatement": {
      if (!isMeant(node.right)) return undefined;
      const record = node.left.type === "VariableDeclaration" ? node.left.declarations[0].id : node.left;
      return { node, body: node.body, record };
    }
    case "ForInStatement":
      return isMeant(node.right) ? { node, body: node.body } : undefined;
    case "ForStatement": {
      const counts = (part: Node) =>
        part.type === "MemberExpression" && memberName(part) === "length" && isMeant(part.object);
      const counted =
        goesByOne(node) && [node.init, node.test].some((part) => part && some(part, sourceCode, counts));
      return counted ? { node, body: node.body } : undefined;
    }
    case "CallExpression": {
      if (looking.test(methodName(node) ?? "")) return undefined;
      const argument = node.arguments.find((one) => {
        const list = listGivenBy(node, one);
        return list !== undefined && isMeant(list);
      });
      if (!argument) return undefined;
      const fn = isFunction(argument) ? argument : functionNamed(argument, sourceCode);
      if (!fn?.body) return importedAs(argument, sourceCode) && { node, body: argument };
      const [record] = parametersOf(fn);
      return { node, body: fn.body, ...(record && { record }) };
    }
    default:
      return undefined;
  }
}

/** Whether a counting loop goes from one element to the next: with `i += 10`, each round is a call for several. */
const goesByOne = ({ update }: TSESTree.ForStatement): boolean =>
  update?.type !== "AssignmentExpression" || (update.right.type === "Literal" && update.right.value === 1);
