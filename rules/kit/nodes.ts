import type { Node } from "./ast.ts";
import { once, oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Nodes by the name of their type. */
type Nodes = { [One in Node as `${One["type"]}`]: One };

/** What leaves nothing behind in the code that runs. */
const typesOnly: ReadonlySet<string> = new Set([
  "TSTypeAnnotation",
  "TSTypeParameterInstantiation",
  "TSTypeParameterDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
]);

/** Whether a property of a node holds nothing but types. */
const holdsTypes = (type: string, key: string): boolean =>
  /^(returnType|(super)?[tT]ype(Arguments|Parameters))$/.test(key) ||
  (key === "typeAnnotation" && !type.startsWith("TS"));

/** The properties in which a walk finds the code that runs, by the type of the node. */
type CodeKeys = ReadonlyMap<string, readonly string[]>;

/** Parsers have one table for all files. */
const known = new WeakMap<SourceCode["visitorKeys"], CodeKeys>();

function codeKeys(visitorKeys: SourceCode["visitorKeys"]): CodeKeys {
  let keysOf = known.get(visitorKeys);
  if (!keysOf) {
    const all = Object.entries(visitorKeys);
    keysOf = new Map(
      all.map(([type, keys = []]) => [type, keys.filter((key) => !holdsTypes(type, key))] as const),
    );
    known.set(visitorKeys, keysOf);
  }
  return keysOf;
}

/**
 * The nodes of some types in a node, itself included, type by type. Types are left out. All who ask share one walk
 * through the file, because many small questions to one tree would otherwise each walk it.
 */
export function nodesIn<T extends keyof Nodes>(
  outer: Node,
  types: readonly T[],
  sourceCode: SourceCode,
): readonly Nodes[T][] {
  const { kinds } = indexOf(sourceCode);
  const nodesOf = (type: T): readonly Node[] => {
    const nodes = kinds.get(type)?.nodes ?? [];
    return outer.type === "Program" ? nodes : within(outer, nodes);
  };
  const [type, another] = types;
  return (another ? types.flatMap(nodesOf) : nodesOf(type!)) as Nodes[T][];
}

/**
 * More levels than anybody writes. Rules go down the tree by calling themselves, and what they ask of the stack for each
 * level is not known to anyone.
 */
const deepest = 2_000;

/** Whether a file is nested more deeply than rules can follow; no index of it is whole then. */
export const isTooDeep = (sourceCode: SourceCode): boolean => indexOf(sourceCode).isTooDeep;

/** Those places of a list in source order that are in a node. */
export function within<T extends Place>({ range: [start, end] }: Place, places: readonly T[]): T[] {
  return places.slice(indexFrom(start, end, places), indexFrom(end, Infinity, places));
}

type Place = Pick<Node, "range">;

/** The nodes of a type in source order; of those that start at one place, the outermost comes first. */
interface Kind {
  nodes: Node[];
  keys: readonly string[];
}

/** The nodes of a file by their type. */
interface Index {
  kinds: ReadonlyMap<string, Kind>;
  isTooDeep: boolean;
}

/** What is known of a tree however much is learnt of its file later: its own nodes are the same. */
const indexOfTree = once((ast: Node, visitorKeys: SourceCode["visitorKeys"]): Index => {
  const keysOf = codeKeys(visitorKeys);
  const kinds = new Map<string, Kind>();
  let isTooDeep = false;

  // This is the one walk that every file with a handler pays for, so it makes nothing on its way.
  const add = (node: Node, depth: number): void => {
    if (depth > deepest) {
      isTooDeep = true;
      return;
    }
    const { type } = node;
    let kind = kinds.get(type);
    if (!kind) {
      if (typesOnly.has(type)) return;
      kind = { nodes: [], keys: keysOf.get(type) ?? [] };
      kinds.set(type, kind);
    }
    kind.nodes.push(node);

    const { keys } = kind;
    for (const key of keys) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      if (!child) continue;
      if (!Array.isArray(child)) add(child, depth + 1);
      else for (const element of child) if (element) add(element, depth + 1);
    }
  };

  add(ast, 0);
  // Visitors come to the texts of a template before what stands between these, and to a parameter before its decorators.
  const strays = kinds.has("Decorator") ? kinds.values() : [kinds.get("TemplateElement")];
  for (const kind of strays)
    kind?.nodes.sort(({ range: one }, { range: other }) => one[0] - other[0] || other[1] - one[1]);
  return { kinds, isTooDeep };
});

const indexOf = oncePerFile(({ ast, visitorKeys }) => indexOfTree(ast, visitorKeys));

/** The index of the first place that starts after an offset, or at it and ends no later than another. */
function indexFrom(start: number, end: number, places: readonly Place[]): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { range } = places[middle]!;
    // `event.at(0)` starts where `event` does, and is not in it.
    if (range[0] < start || (range[0] === start && range[1] > end)) low = middle + 1;
    else high = middle;
  }
  return low;
}
