import { contains, someOwn, type Node } from "../kit/ast.ts";
import { isChanged, placesOf } from "../kit/binding.ts";
import { declaredIn, variableOf, type Variable } from "../kit/bindings.ts";
import { isLogged } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Catching } from "./catchings.ts";
import { failuresAnsweredBy } from "./failures-answered.ts";
import type { Lambda, RecordLoop } from "./model.ts";

/**
 * Whether a record whose error was caught is named as failed all the same: its loop notes which records are done, and the
 * handler, which answers with those that failed, goes through the batch again for the others.
 */
export function namesThoseNotDone(catching: Catching, lambda: Lambda, sourceCode: SourceCode): boolean {
  const loop = lambda.recordLoops.around(catching.node);
  if (!loop || failuresAnsweredBy(loop.handler, sourceCode).length === 0) return false;
  // Where an error ends the function, nobody goes through the batch again.
  if (loop.node.type.startsWith("For") && endsWith("ReturnStatement", catching, sourceCode)) return false;

  const { function: fn } = loop.handler;
  const isReadLater = (place: Node) => place.range[0] > loop.node.range[1] && !isLogged(place);
  return (
    notedIfDone(catching, loop, sourceCode).some(
      (variable) => declaredIn(variable, fn) && placesOf(variable).some(isReadLater),
    ) &&
    nodesIn(fn, ["Identifier", "MemberExpression"], sourceCode).some(
      (place) => isReadLater(place) && lambda.eventPathOf(place) === "Records",
    )
  );
}

/** What a round of a loop changes, unless an error ends it before: `done.add(record.messageId)`, `count++`. */
function notedIfDone(catching: Catching, { node, body }: RecordLoop, sourceCode: SourceCode): Variable[] {
  const { gets, guarded, leaves } = catching;
  const inRound = nodesIn(leaves ? body : guarded, ["Identifier"], sourceCode).filter(
    (name) => name.range[0] >= guarded.range[0] && !(gets && contains(gets, name)),
  );
  const isLeft = endsWith("BreakStatement", catching, sourceCode);
  const counter = node.type === "ForStatement" && isLeft ? node.update : null;
  const counted = counter ? nodesIn(counter, ["Identifier"], sourceCode) : [];
  return [...inRound, ...counted].filter(isChanged).flatMap((name) => variableOf(name, sourceCode) ?? []);
}

const endsWith = (statement: string, { gets }: Catching, sourceCode: SourceCode): boolean =>
  gets !== undefined && someOwn(gets.body, sourceCode, ({ type }) => type === statement);
