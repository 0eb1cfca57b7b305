import { isFunction, memberName, methodName, some, type Node } from "../kit/ast.ts";
import { functionNamed, parametersOf } from "../kit/bindings.ts";
import { grouped } from "../kit/grouped.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { listGivenBy, type EventPaths } from "./event-paths.ts";
import type { Flow } from "./flow.ts";
import type { Handler } from "./handlers.ts";

/** Code that runs for each record of a batch. */
export interface RecordLoop {
  /** The loop, or the call that goes through the records: `event.Records.map(…)`. */
  node: Node;
  /** What runs for one record; only its name where it is a function of another module. */
  body: Node;
  /** What one record is bound to; absent where it is read by its index. */
  record?: Node;
  handler: Handler;
}

/** Calls that only look at elements: `filter`, `find`, `some` … */
const looking = /^(filter|find|findIndex|findLast|some|every|includes|indexOf)$/;

const loopTypes = ["ForOfStatement", "ForInStatement", "ForStatement", "CallExpression"] as const;

/** The loops over the records of a file: all of them, and those of one handler or around one place. */
export class RecordLoops {
  readonly all: readonly RecordLoop[];
  readonly #byHandler: ReadonlyMap<Handler, readonly RecordLoop[]>;
  readonly #byPart: ReadonlyMap<Node, RecordLoop>;

  constructor(flow: Flow, paths: EventPaths, sourceCode: SourceCode) {
    this.all = recordLoopsIn(flow, paths, sourceCode);
    this.#byHandler = grouped(this.all, ({ handler }) => handler);
    this.#byPart = new Map(
      this.all.flatMap((loop) => [loop.node, loop.body].map((part): [Node, RecordLoop] => [part, loop])),
    );
  }

  of(handler: Handler): readonly RecordLoop[] {
    return this.#byHandler.get(handler) ?? [];
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

/** The loops over `event.Records`, in every form, however far from the handler. */
function recordLoopsIn(flow: Flow, paths: EventPaths, sourceCode: SourceCode): RecordLoop[] {
  const isBatch = (list: Node | undefined) => list !== undefined && paths.pathOf(list) === "Records";
  const loops: RecordLoop[] = [];
  for (const root of flow.roots) {
    const handler = flow.handlerOf(root)!;
    for (const node of nodesIn(root, loopTypes, sourceCode)) {
      const loop = loopAt(node, isBatch, sourceCode);
      if (loop) loops.push({ ...loop, handler });
    }
  }
  return loops;
}

function loopAt(
  node: Node,
  isBatch: (list: Node | undefined) => boolean,
  sourceCode: SourceCode,
): Omit<RecordLoop, "handler"> | undefined {
  switch (node.type) {
    case "ForOfStatement": {
      if (!isBatch(node.right)) return undefined;
      const record = node.left.type === "VariableDeclaration" ? node.left.declarations[0].id : node.left;
      return { node, body: node.body, record };
    }
    case "ForInStatement":
      return isBatch(node.right) ? { node, body: node.body } : undefined;
    case "ForStatement": {
      const countsRecords = (part: Node) =>
        part.type === "MemberExpression" && memberName(part) === "length" && isBatch(part.object);
      const counted = [node.init, node.test].some((part) => part && some(part, sourceCode, countsRecords));
      return counted ? { node, body: node.body } : undefined;
    }
    case "CallExpression": {
      if (looking.test(methodName(node) ?? "")) return undefined;
      const argument = node.arguments.find((one) => isBatch(listGivenBy(node, one)));
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
