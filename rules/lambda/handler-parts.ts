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
  /** Whether the function of a handler stands in a part, or is it. */
  holdsHandler: (part: Part) => boolean;
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
  const holding = new Set([...functions].flatMap((fn) => [fn, topStatementOf(fn)]));
  return { at, named, naming, holdsHandler: (part) => holding.has(part) };
});

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

/**
 * The handlers that have to do with some parts of their file: which use one of these by name, or use what does, or are
 * wrapped and exported by what does. What only another handler of the file uses is no concern of a handler's.
 */
export function handlersConcernedBy(
  parts: readonly Part[],
  lambda: Lambda,
  sourceCode: SourceCode,
): ReadonlySet<Handler> {
  const { named, naming, holdsHandler } = partsIn(lambda, sourceCode);
  const users = (part: Part) => [...(naming.get(part) ?? [])];
  const used = (part: Part) => [...(named.get(part) ?? [])];
  const isShared = (part: Part) => !holdsHandler(part);
  const places = new Set(parts);

  // Who names a statement, as a service made of several functions, may call each of these.
  const using = reachedFrom(parts, (part) =>
    lambda.isHandler(part) ? [...users(part), topStatementOf(part)] : users(part),
  );
  // What exports several handlers names the others too, which does not make it use them.
  const usingBesides = reachedFrom(parts.filter(isShared), (part) => users(part).filter(isShared));
  const namedByThese = reachedFrom([...usingBesides], (part) => used(part).filter(isShared));

  const known = new Map<Part, boolean>();
  const isConcerned = (around: Part): boolean => {
    const answer =
      known.get(around) ??
      (places.has(around) ||
        used(around).some((part) => usingBesides.has(part)) ||
        users(around).some((part) => namedByThese.has(part)));
    known.set(around, answer);
    return answer;
  };
  return new Set(
    lambda.handlers.filter(({ function: fn, wrappers }) => {
      const own = topStatementOf(fn);
      const around = wrappers.map(topStatementOf).filter((part) => part !== own && isShared(part));
      return using.has(fn) || [own, ...around].some((part) => isConcerned(part));
    }),
  );
}

/** All parts that one can get to from some, step by step; these included. */
function reachedFrom(parts: readonly Part[], steps: (part: Part) => readonly Part[]): ReadonlySet<Part> {
  const reached = new Set(parts);
  for (const part of reached) for (const next of steps(part)) reached.add(next);
  return reached;
}
