import { contains, walk, type Node } from "./ast.ts";
import type { SourceCode } from "./rule.ts";

/** Nodes by the name of their type. */
type Nodes = { [One in Node as `${One["type"]}`]: One };

/** The nodes of each file by type, in source order. */
const indexes = new WeakMap<object, Map<string, Node[]>>();

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
  const found = types.flatMap((type) => {
    const nodes = index.get(type) ?? [];
    const last = firstFrom(nodes, outer.range[1]);
    let first = firstFrom(nodes, outer.range[0]);
    // `event.at(0)` starts where `event` does, and is not in it; such nodes come before those that are.
    while (first < last && !contains(outer, nodes[first]!)) first += 1;
    return nodes.slice(first, last);
  });
  return found as Nodes[T][];
}

function indexOf(sourceCode: SourceCode): Map<string, Node[]> {
  let index = indexes.get(sourceCode.ast);
  if (!index) {
    const byType = new Map<string, Node[]>();
    walk(sourceCode.ast, sourceCode, (node) => {
      if (typesOnly.has(node.type)) return false;
      const nodes = byType.get(node.type);
      if (nodes) nodes.push(node);
      else byType.set(node.type, [node]);
      return true;
    });
    for (const nodes of byType.values()) nodes.sort((one, other) => one.range[0] - other.range[0]);
    indexes.set(sourceCode.ast, (index = byType));
  }
  return index;
}

/** The position of the first node that starts at an offset or after it. */
function firstFrom(nodes: readonly Node[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
