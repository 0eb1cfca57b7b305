import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, contains, enclosingFunction, isFunction, returnedBy, type Node } from "../kit/ast.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { decidesOnFailures } from "./batch-intent.ts";
import { forgets, passesOn } from "./caught.ts";
import { httpAnswersOf, isInCatch, tellsOfFailure } from "./http-answers.ts";
import type { Lambda, RecordLoop } from "./model.ts";
import { workFor } from "./record-work.ts";

/** A statement that leaves a loop. */
export interface Exit {
  statement: TSESTree.ReturnStatement | TSESTree.BreakStatement;
  /** Whether it leaves in the first round already, whatever the record is. */
  isCertain: boolean;
  /** Whether `continue` in its place would go on with the next record. */
  mayGoOn: boolean;
}

/**
 * The statements that leave a loop over the records before it is through, as if all was done: what `continue` was meant
 * for, mostly. What leaves because of an error, to say what failed, or at the last record is another matter.
 */
export function earlyExitsOf(loop: RecordLoop, lambda: Lambda, sourceCode: SourceCode): Exit[] {
  const { node, body, handler } = loop;
  const fn = enclosingFunction(node);
  if (!node.type.startsWith("For") || !fn) return [];
  const exits = nodesIn(body, ["ReturnStatement", "BreakStatement"], sourceCode).filter(
    (exit) => leaves(exit, node) && !isInCatch(exit) && !dependsOnPlace(exit, loop, sourceCode),
  );
  if (exits.length === 0 || workFor(loop, sourceCode).length === 0) return [];
  if (decidesOnFailures(handler, lambda, sourceCode)) return [];

  const failures = httpAnswersOf(handler, sourceCode).filter(tellsOfFailure);
  return exits
    .filter((exit) => {
      if (exit.type === "BreakStatement") return !isMinded(loop, fn, sourceCode);
      if (failures.some(({ answer }) => contains(exit, answer))) return false;
      // A helper may look for one record, and its caller then knows of none or of that one.
      return fn === handler.function ? forgets(exit, sourceCode) : returnedBy(fn, sourceCode).length === 0;
    })
    .map((statement) => ({
      statement,
      isCertain: statement.parent === body || statement === body,
      mayGoOn: isBare(statement) && loopAround(statement) === node,
    }));
}

const isBare = (exit: Exit["statement"]): boolean => exit.type === "BreakStatement" || exit.argument === null;

const loopAround = (node: Node): Node | undefined =>
  [...ancestorsOf(node)].find(({ type }) => /^(For|While|DoWhile)/.test(type));

/** Whether a statement leaves this loop, rather than one inside it or a function in it. */
function leaves(exit: Exit["statement"], loop: Node): boolean {
  if (exit.type === "BreakStatement" && exit.label) return false;
  for (const outer of ancestorsOf(exit)) {
    if (outer === loop) return true;
    if (isFunction(outer)) return false;
    if (exit.type === "BreakStatement" && /^(For|While|DoWhile|Switch)\w*Statement$/.test(outer.type))
      return false;
  }
  return false;
}

/** Whether it is left at some record of the list, the last one for instance, or when time is up. */
const dependsOnPlace = (exit: Node, { body }: RecordLoop, sourceCode: SourceCode): boolean =>
  [...ancestorsOf(exit)].some(
    (outer) =>
      outer.type === "IfStatement" &&
      contains(body, outer) &&
      /length|index|count|Remaining|\bi\b|\bat\(/i.test(sourceCode.getText(outer.test)),
  );

/** Whether the code after a loop minds the records that were left: it reads the list again, or throws. */
function isMinded({ node }: RecordLoop, fn: Node, sourceCode: SourceCode): boolean {
  const [, end] = node.range;
  if (/\brecords\b/i.test(sourceCode.text.slice(end, fn.range[1]))) return true;
  return nodesIn(fn, ["ThrowStatement", "ExpressionStatement"], sourceCode).some(
    (statement) => statement.range[0] >= end && passesOn(statement, sourceCode),
  );
}
