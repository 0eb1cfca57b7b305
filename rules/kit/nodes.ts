import type { Node } from "./ast.ts";
import { oncePerFile } from "./once.ts";
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

/**
 * The nodes of some types in a node, itself included, type by type. Types are left out. All who ask share one walk
 * through the file, because many small questions to one tree would otherwise each walk it.
 */
export function nodesIn<T extends keyof Nodes>(
  outer: Node,
  types: readonly T[],
  sourceCode: SourceCode,
): Nodes[T][] {
  const index = indexOf(sourceCode);
  const [start, end] = outer.range;
  const found: Node[] = [];
  for (const type of types) {
    const nodes = index.get(type);
    if (!nodes) continue;
    const last = outer.type === "Program" ? nodes.length : placeOf(end, Infinity, nodes);
    for (let place = placeOf(start, end, nodes); place < last; place++) found.push(nodes[place]!);
  }
  return found as Nodes[T][];
}

/** The nodes of a file by type, in source order; of those that start at one place, the outermost comes first. */
const indexOf = oncePerFile(({ ast, visitorKeys }): ReadonlyMap<string, readonly Node[]> => {
  const byType = new Map<string, Node[]>();
  const unsorted = new Set<Node[]>();

  // This is the one walk that every file with a handler pays for, so it makes nothing on its way.
  const add = (node: Node): void => {
    const { type } = node;
    if (typesOnly.has(type)) return;
    const nodes = byType.get(type);
    if (!nodes) byType.set(type, [node]);
    else {
      // Visitors come to the texts of a template before they come to what stands between these.
      if (nodes[nodes.length - 1]!.range[0] > node.range[0]) unsorted.add(nodes);
      nodes.push(node);
    }
    const keys = visitorKeys[type];
    if (!keys) return;
    for (const key of keys) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      if (!child) continue;
      if (!Array.isArray(child)) add(child);
      else for (const element of child) if (element) add(element);
    }
  };

  add(ast);
  for (const nodes of unsorted)
    nodes.sort(({ range: one }, { range: other }) => one[0] - other[0] || other[1] - one[1]);
  return byType;
});

/** The position of the first node that starts after an offset, or at it and ends no later than another. */
function placeOf(start: number, end: number, nodes: readonly Node[]): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { range } = nodes[middle]!;
    // `event.at(0)` starts where `event` does, and is not in it.
    if (range[0] < start || (range[0] === start && range[1] > end)) low = middle + 1;
    else high = middle;
  }
  return low;
}
