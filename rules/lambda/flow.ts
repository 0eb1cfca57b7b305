import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, isFunction, memberName, type FunctionNode, type Node } from "../kit/ast.ts";
import { classOf } from "../kit/bindings.ts";
import { functionsBehind } from "../kit/callables.ts";
import { importedAs } from "../kit/imports.ts";
import { isMemoised, memoises } from "../kit/memo.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Handler } from "./handlers.ts";

/** Code that runs as a whole once it is reached: a function, or the initialiser of a class's field. */
type Root = FunctionNode | TSESTree.PropertyDefinition;

/** What runs on each invocation rather than once when the environment starts, and through which handler. */
export class Flow {
  readonly #handlers: readonly Handler[];
  readonly #sourceCode: SourceCode;
  #handlersByRoot: Map<Node, Handler> | undefined;
  readonly #rootsByHandler = new Map<Handler, ReadonlyMap<Node, Handler>>();
  #roots: Node[] | undefined;
  #handlerFunctions: ReadonlySet<Node> | undefined;

  constructor(handlers: readonly Handler[], sourceCode: SourceCode) {
    this.#handlers = handlers;
    this.#sourceCode = sourceCode;
  }

  /** The functions and field initialisers that run per invocation, without those that are nested in another. */
  get roots(): readonly Node[] {
    return (this.#roots ??= [...this.#reached.keys()].filter((root) => !this.#rootAround(root)));
  }

  isHandler(fn: Node): boolean {
    this.#handlerFunctions ??= new Set(this.#handlers.map((handler) => handler.function));
    return this.#handlerFunctions.has(fn);
  }

  /** Whether a node runs each time a handler does; not where it is cached from one invocation to the next. */
  runsPerInvocation(node: Node): boolean {
    const root = this.#rootAround(node);
    return root !== undefined && !isMemoised(node, root, this.#sourceCode);
  }

  /** The handler through which Lambda gets to a node. */
  handlerOf(node: Node): Handler | undefined {
    const root = this.#rootOf(node);
    return root && this.#reached.get(root);
  }

  /** All handlers that get to a node, first the one above. */
  handlersOf(node: Node): Handler[] {
    const root = this.#rootOf(node);
    const first = root && this.#reached.get(root);
    if (!first) return [];
    return [first, ...this.#handlers.filter((one) => one !== first && this.#rootsOf(one).has(root))];
  }

  #rootsOf(handler: Handler): ReadonlyMap<Node, Handler> {
    const roots = this.#rootsByHandler.get(handler) ?? this.#reach([handler], new Map());
    this.#rootsByHandler.set(handler, roots);
    return roots;
  }

  #rootOf(node: Node): Node | undefined {
    return this.#reached.has(node) ? node : this.#rootAround(node);
  }

  #rootAround(node: Node): Node | undefined {
    for (let outer = node.parent; outer; outer = outer.parent)
      // A node at module scope needs no answer from the whole file; most clients stand there.
      if (canBeRoot(outer) && this.#reached.has(outer)) return outer;
    return undefined;
  }

  /** Every root with the handler it was first reached from. */
  get #reached(): Map<Node, Handler> {
    if (this.#handlersByRoot) return this.#handlersByRoot;
    const reached = (this.#handlersByRoot = new Map<Node, Handler>());
    for (const rank of [0, 1, 2])
      this.#reach(
        this.#handlers.filter((handler) => rankOf(handler) === rank),
        reached,
      );
    return reached;
  }

  /** Adds every root that some handlers get to and that was not reached yet. */
  #reach(handlers: readonly Handler[], reached: Map<Node, Handler>): Map<Node, Handler> {
    const open = handlers.flatMap((handler): [Root, Handler][] =>
      [handler.function, ...(handler.fields ?? [])].map((root) => [root, handler]),
    );
    for (const [root, handler] of open) {
      if (reached.has(root)) continue;
      reached.set(root, handler);
      for (const called of calledFrom(root, this.#sourceCode))
        if (!reached.has(called)) open.push([called, handler]);
    }
    return reached;
  }
}

/**
 * What an entry calls runs for that entry, though the file may export it as well; and what handlers elsewhere call runs for
 * these, though a function of the file that may be a handler calls it too.
 */
const rankOf = ({ evidence, reach }: Handler): 0 | 1 | 2 => (evidence === "entry" ? 0 : reach ? 1 : 2);

/** What the code of a root calls, constructs or hands to others by name. */
const calledFrom = once((root: Root, sourceCode: SourceCode): readonly Root[] => {
  const called: Root[] = [];
  for (const node of nodesIn(root, ["CallExpression", "NewExpression"], sourceCode)) {
    const reached = reachedBy(node, sourceCode);
    if (reached.length === 0) continue;
    const outside = reached.filter((one) => !contains(root, one));
    if (outside.length > 0 && !isMemoised(node, root, sourceCode)) called.push(...outside);
  }
  return called;
});

function reachedBy(node: TSESTree.CallExpression | TSESTree.NewExpression, sourceCode: SourceCode): Root[] {
  const reached: Root[] =
    node.type === "NewExpression"
      ? runByConstruction(node.callee, sourceCode)
      : behind(node.callee, sourceCode);
  const passed: Root[] = [];
  for (const argument of node.arguments) if (isName(argument)) passed.push(...behind(argument, sourceCode));
  const runsThem = passed.length > 0 && (node.type === "NewExpression" || !memoises(node, sourceCode));
  return runsThem ? [...reached, ...passed] : reached;
}

const behind = (value: Node, sourceCode: SourceCode): FunctionNode[] =>
  functionsBehind(value, sourceCode, (wrapper) => isTransparent(wrapper, sourceCode));

/** What `new` runs: the constructor and the initialisers of the fields, those that are inherited too. */
function runByConstruction(callee: Node, sourceCode: SourceCode, depth = 4): Root[] {
  const constructed = isName(callee) ? classOf(callee, sourceCode) : undefined;
  if (!constructed || depth === 0) return [];
  const own = constructed.body.body.flatMap((member): Root[] => {
    if (member.type === "PropertyDefinition") return member.static || !member.value ? [] : [member];
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") return [];
    return member.value.body ? [member.value as FunctionNode] : [];
  });
  const { superClass } = constructed;
  return superClass ? [...own, ...runByConstruction(superClass, sourceCode, depth - 1)] : own;
}

const canBeRoot = (node: Node): boolean => isFunction(node) || node.type === "PropertyDefinition";

function isName(node: Node): boolean {
  const { type } = bare(node);
  return type === "Identifier" || type === "MemberExpression";
}

/** Functions that wrap another and run it each time they are called. A cache must not be among them. */
const transparent = /^(makeIdempotent|promisify|captureAsyncFunc|with[A-Z]\w*|retry|wrap\w*|pLimit)$/;

/** Whether what a call returns runs the functions that the call is given, each time that it is called itself. */
export function isTransparent(wrapper: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const name = importedAs(wrapper.callee, sourceCode)?.name.split(".").at(-1);
  return transparent.test(name ?? memberNameOf(wrapper.callee) ?? "");
}

function memberNameOf(callee: Node): string | undefined {
  const named = bare(callee);
  return named.type === "MemberExpression" ? memberName(named) : undefined;
}
