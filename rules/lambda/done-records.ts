import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, contains, enclosingFunction, isFunction, someOwn, type Node } from "../kit/ast.ts";
import { isChanged } from "../kit/binding.ts";
import { declaredIn, variableOf, type Variable } from "../kit/bindings.ts";
import { isLogged } from "../kit/logging.ts";
import { usesOf } from "../kit/methods.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy } from "./answers.ts";
import { delegatesAnswer, speaksOfPartialBatches } from "./batch-intent.ts";
import type { Catching } from "./catchings.ts";
import type { Lambda } from "./model.ts";
import { leavesEarly } from "./source-branches.ts";

/**
 * Whether a record whose error was caught is named as failed all the same: the code notes what is done behind the work,
 * and the answer, which names those that failed, hangs on the notes.
 */
export function namesThoseNotDone(catching: Catching, lambda: Lambda, sourceCode: SourceCode): boolean {
  const handler = lambda.handlerOf(catching.node);
  if (!handler) return false;
  const isAnswered = speaksOfPartialBatches(sourceCode) || delegatesAnswer(handler, lambda, sourceCode);
  const answers = isAnswered ? answeredBy(handler, sourceCode) : [];
  const { function: fn } = handler;
  // Where an error ends the handler, nobody gets to the answer.
  if (enclosingFunction(catching.end) === fn && endsWith("ReturnStatement", catching, sourceCode))
    return false;

  const deciding = decidingOn(answers, catching.end, fn.body!, sourceCode);
  const notes = deciding.size > 0 ? notedIfDone(catching, lambda, sourceCode) : [];
  return notes.some((note) => deciding.has(note));
}

/** What is changed or handed on once the work is done, and not if an error ends it: `done.add(id)`, `ok = true`, `count++`. */
function notedIfDone(catching: Catching, lambda: Lambda, sourceCode: SourceCode): Variable[] {
  const { guarded, gets, leaves, node } = catching;
  const loop = lambda.recordLoops.around(node);
  const round = loop?.body ?? enclosingFunction(node)!.body!;
  const start = startOfWork(catching, sourceCode);
  const behind = (leaves ? [round] : guarded)
    .flatMap((code) => nodesIn(code, ["Identifier"], sourceCode))
    .filter((name) => endOfStep(name) > start && !(gets && contains(gets, name)));
  const stopped = endsWith("BreakStatement", catching, sourceCode) ? loop?.node : undefined;
  const counting = guarded.flatMap((code) => nodesIn(code, ["ForStatement"], sourceCode));
  const counted = [...counting, stopped].flatMap((one) =>
    one?.type === "ForStatement" && one.update ? nodesIn(one.update, ["Identifier"], sourceCode) : [],
  );

  return [...behind, ...counted].flatMap((name) => {
    const variable = lambda.eventPathOf(name) === undefined ? variableOf(name, sourceCode) : undefined;
    if (!variable || !isTouched(name)) return [];
    // What a round makes for itself tells of it only by what it is set to.
    if (loop && declaredIn(variable, round) && name.parent.type !== "AssignmentExpression") return [];
    return [variable, ...passedFor(variable, sourceCode)];
  });
}

/** Where the first work begins whose errors are caught. */
function startOfWork({ guarded, promises }: Catching, sourceCode: SourceCode): number {
  const work = [...promises, ...guarded.flatMap((code) => nodesIn(code, ["AwaitExpression"], sourceCode))];
  const starts = work
    .filter((one) => guarded.some((code) => contains(code, one)))
    .map(({ range: [start] }) => start);
  return Math.min(...(starts.length > 0 ? starts : guarded.map(({ range: [start] }) => start)));
}

/** Where the call or the assignment ends that a name is a part of. */
const endOfStep = (name: Node): number =>
  [...ancestorsOf(name)].find(({ type }) => /^(Call|Assignment|Update)Expression$/.test(type))?.range[1] ?? 0;

/** Whether what a name stands for is changed there, or may be by whom it is given to. */
const isTouched = (name: Node): boolean =>
  isChanged(name) ||
  (/^(Call|New)Expression$/.test(name.parent!.type) &&
    (name.parent as TSESTree.CallExpression).callee !== name &&
    !isLogged(name));

/** What the callers of a function pass for a variable, where it is one of its parameters. */
function passedFor({ defs: [definition] }: Variable, sourceCode: SourceCode): Variable[] {
  const fn = definition?.node as Node | undefined;
  if (!isFunction(fn)) return [];
  const index = fn.params.findIndex((parameter) => contains(parameter, definition!.name as Node));
  return usesOf(fn, sourceCode).flatMap(({ parent: call }) => {
    const passed = call?.type === "CallExpression" ? call.arguments[index] : undefined;
    return passed ? variablesIn(passed, sourceCode) : [];
  });
}

/** The variables that the answers of a handler hang on: those they name, those that decide on what these hold, and so on. */
function decidingOn(
  answers: readonly Node[],
  end: Node,
  body: Node,
  sourceCode: SourceCode,
): ReadonlySet<Variable> {
  const reached = new Set<Variable>();
  const known = new Set<Node>();
  const follow = (place: Node) => {
    for (const code of contains(body, place) ? codeAround(place, end, body) : [])
      if (!known.has(code)) {
        known.add(code);
        for (const variable of variablesIn(code, sourceCode)) reached.add(variable);
      }
  };
  answers.forEach(follow);
  for (const { defs, references } of reached) {
    for (const { name } of defs) follow(name as Node);
    for (const reference of references)
      if (reference.isWrite() || isTouched(reference.identifier as Node))
        follow(reference.identifier as Node);
  }
  return reached;
}

/** What decides on a place: all code around it that an error does not end in, and what may leave just before it. */
function codeAround(place: Node, end: Node, body: Node): Node[] {
  let whole = place;
  while (whole !== body && whole.parent !== body && !contains(whole.parent!, end)) whole = whole.parent!;
  const siblings = whole.parent?.type === "BlockStatement" ? whole.parent.body : [];
  const isBetween = ({ range }: Node) => range[0] >= end.range[1] && range[1] <= whole.range[0];
  return [whole, ...siblings.filter((statement) => isBetween(statement) && leavesEarly(statement))];
}

const variablesIn = (code: Node, sourceCode: SourceCode): Variable[] =>
  nodesIn(code, ["Identifier"], sourceCode).flatMap((name) => variableOf(name, sourceCode) ?? []);

const endsWith = (statement: string, { gets }: Catching, sourceCode: SourceCode): boolean =>
  gets !== undefined && someOwn(gets.body, sourceCode, ({ type }) => type === statement);
