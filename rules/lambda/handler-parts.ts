import { ancestorsOf, type Node } from "../kit/ast.ts";
import { isOfModule, topStatementOf } from "../kit/module-scope.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { variablesOfModule } from "../kit/scopes.ts";
import type { Handler } from "./handlers.ts";
import type { Lambda } from "./model.ts";

/** A part of a file: the function of a handler, one name of an import, or else a statement of the module. */
type Part = Node;

/** Which parts use which, by the names of the module. */
interface Parts {
  at: (node: Node) => Part;
  /** The parts that each part names. */
  named: ReadonlyMap<Part, ReadonlySet<Part>>;
  /** The parts that name each part. */
  naming: ReadonlyMap<Part, ReadonlySet<Part>>;
  /** The handlers whose functions stand in each part, or are it. */
  holding: ReadonlyMap<Part, ReadonlySet<Handler>>;
}

const partsIn = once((lambda: Lambda, sourceCode: SourceCode): Parts => {
  const functions = new Set<Node>(lambda.handlers.map((handler) => handler.function));
  const at = (node: Node): Part => {
    for (const outer of [node, ...ancestorsOf(node)])
      if (functions.has(outer) || /^Import\w*Specifier$/.test(outer.type)) return outer;
    return topStatementOf(node);
  };
  const named = new Map<Part, Set<Part>>();
  const naming = new Map<Part, Set<Part>>();
  const link = (links: Map<Part, Set<Part>>, from: Part, to: Part) =>
    links.set(from, (links.get(from) ?? new Set()).add(to));
  for (const { defs, references } of variablesOfModule(sourceCode).filter(isOfModule)) {
    for (const definition of defs) {
      const used = at(definition.name as Node);
      for (const { identifier } of references) {
        const user = at(identifier as Node);
        if (user === used) continue;
        link(named, user, used);
        link(naming, used, user);
      }
    }
  }
  const holding = new Map<Part, Set<Handler>>();
  for (const handler of lambda.handlers)
    for (const part of [handler.function, topStatementOf(handler.function)])
      holding.set(part, (holding.get(part) ?? new Set()).add(handler));
  return { at, named, naming, holding };
});

/**
 * The parts of its file that a handler has to do with: itself, what wraps and exports it, and all that these use by name.
 * What only another handler of the file uses is none of them.
 */
const partsOf = once(
  (handler: Handler, { lambda, sourceCode }: { lambda: Lambda; sourceCode: SourceCode }): Set<Part> => {
    const { named, naming, holding } = partsIn(lambda, sourceCode);
    const own = topStatementOf(handler.function);
    const isOthers = (part: Part) =>
      part !== own && [...(holding.get(part) ?? [])].some((other) => other !== handler);

    const around = new Set<Part>(
      [own, ...handler.wrappers.map(topStatementOf)].filter((part) => !isOthers(part)),
    );
    for (const part of around)
      for (const user of naming.get(part) ?? []) if (!isOthers(user)) around.add(user);

    // What exports several handlers names the others too, which does not make it use them.
    const parts = new Set<Part>([handler.function, ...around]);
    for (const part of parts) {
      for (const used of named.get(part) ?? [])
        if (part === handler.function || !around.has(part) || !isOthers(used)) parts.add(used);
      if (!around.has(part)) for (const held of holding.get(part) ?? []) parts.add(held.function);
    }
    return parts;
  },
);

/** The parts of a file that a place in its text belongs to; `undefined` for what is said of the whole file. */
export function partsAt(index: number, lambda: Lambda, sourceCode: SourceCode): Part[] | undefined {
  const comment = sourceCode
    .getAllComments()
    .find(({ range: [start, end] }) => start <= index && index < end);
  const after = comment && sourceCode.getTokenAfter(comment);
  const node = sourceCode.getNodeByRangeIndex(after?.range[0] ?? index) as Node | null;
  if (!node || node.type === "Program" || node.type === "ImportDeclaration") return undefined;
  const { at } = partsIn(lambda, sourceCode);
  const names = node.parent?.type === "ImportDeclaration" ? node.parent.specifiers : [node];
  return names.length > 0 ? names.map(at) : undefined;
}

/** Whether a handler has to do with one of some parts; all have with the whole file. */
export const hasToDoWith = (
  handler: Handler,
  parts: readonly Part[] | undefined,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean => !parts || parts.some((part) => partsOf(handler, { lambda, sourceCode }).has(part));
