import { ancestorsOf, contains, type Node } from "../kit/ast.ts";
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
  return { at, named, naming };
});

/**
 * The parts of its file that a handler has to do with: itself, what wraps and exports it, and all that these use by name.
 * What only another handler of the file uses is none of them.
 */
const partsOf = once(
  (handler: Handler, { lambda, sourceCode }: { lambda: Lambda; sourceCode: SourceCode }): Set<Part> => {
    const { named, naming } = partsIn(lambda, sourceCode);
    const others = lambda.handlers.filter((other) => other !== handler);
    const own = topStatementOf(handler.function);
    const isOthers = (part: Part) =>
      part !== own && others.some((other) => other.function === part || contains(part, other.function));
    const functionsIn = (part: Part) =>
      lambda.handlers.map((one) => one.function).filter((fn) => fn !== part && contains(part, fn));

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
      if (!around.has(part)) functionsIn(part).forEach((fn) => parts.add(fn));
    }
    return parts;
  },
);

/** Whether a handler has to do with a place in the text of its file; all have with what belongs to no part of it. */
export function hasToDoWith(
  handler: Handler,
  index: number,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  if (lambda.handlers.length === 1) return true;
  const comment = sourceCode
    .getAllComments()
    .find(({ range: [start, end] }) => start <= index && index < end);
  const after = comment && sourceCode.getTokenAfter(comment, { includeComments: false });
  const node = sourceCode.getNodeByRangeIndex(after?.range[0] ?? index) as Node | null;
  if (!node || node.type === "Program") return true;
  const specifiers = node.parent?.type === "ImportDeclaration" ? node.parent.specifiers : [];
  const { at } = partsIn(lambda, sourceCode);
  const parts = partsOf(handler, { lambda, sourceCode });
  const places = (specifiers.length > 0 ? specifiers : [node]).map(at);
  return places.some(
    (part) => parts.has(part) || (part.type === "ImportDeclaration" && specifiers.length === 0),
  );
}
