import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, isFunction, methodName, type FunctionNode, type Node } from "../kit/ast.ts";
import { usesOf } from "../kit/methods.ts";
import { importedAs } from "../kit/imports.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { endsWork, forgettingCatchesIn, settlingOfRecords, type Catching } from "./catchings.ts";
import { forgets, passesOn } from "./caught.ts";
import { namesThoseNotDone } from "./done-records.ts";
import type { SourceName } from "./event-sources.ts";
import { httpAnswersOf, tellsOfFailure } from "./http-answers.ts";
import { isIgnored } from "./ignored-results.ts";
import type { Handler, Lambda } from "./model.ts";
import { workIn } from "./record-work.ts";
import { leavesEarly } from "./source-branches.ts";
import { leavesSomething } from "./work-kinds.ts";

/** How many calls are followed from a function back to the handler. */
const maximumDepth = 4;

/** The file, and the handler whose end is looked for. */
interface Scene {
  handler: Handler;
  lambda: Lambda;
  sourceCode: SourceCode;
}

/** What is known on the way from the place where an error was forgotten to the end of the handler. */
interface Way {
  /** Whether the code that got the error leaves: what stands behind it does not run. */
  leaves: boolean;
  /** Whether the way is still inside of what is done for one event, or for one record of it. */
  isInside: boolean;
  /** Whether nothing else is done for the event than what failed. */
  isAlone: boolean;
  /** Whether something else would be done for the event after what failed, and is not. */
  skips: boolean;
}

/** The places of a file where errors of work for an event end, and Lambda never hears of them. */
export function unheardIn(
  lambda: Lambda,
  counts: (source: SourceName) => boolean,
  sourceCode: SourceCode,
): Catching[] {
  if (!lambda.handlers.some((handler) => [...lambda.sourcesOf(handler)].some(counts))) return [];
  const catchings = [
    ...forgettingCatchesIn(sourceCode),
    ...settlingOfRecords(lambda.recordLoops.all, sourceCode),
  ];
  return catchings.filter((catching) => {
    const { node } = catching;
    const handler = lambda.handlerOf(node);
    if (!handler || !lambda.isReachedOnlyBy(node, counts)) return false;
    if (!isUnheard(catching, { handler, lambda, sourceCode }) || !endsWork(catching, sourceCode))
      return false;
    if (namesThoseNotDone(catching, lambda, sourceCode)) return false;
    // An answer with a status tells more of the mistake, and is reported itself.
    const failures = httpAnswersOf(handler, sourceCode).filter(tellsOfFailure);
    return !failures.some(({ answer }) => contains(node, answer));
  });
}

/**
 * Whether nobody hears of an error that a function of another file keeps to itself, from a call of it up to the end of
 * the handler that calls it.
 */
export function isLostAt(call: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const handler = lambda.handlerOf(call);
  const way: Way = { leaves: false, isInside: true, isAlone: true, skips: false };
  return (
    handler !== undefined &&
    isIgnored(call, sourceCode) &&
    isUnheardAfter(call, way, { handler, lambda, sourceCode }, maximumDepth)
  );
}

/**
 * Whether an error that is forgotten stays unheard up to the end of the handler, although it was the work for an event,
 * or for one record of it, that failed. Where other work is done for the event all the same, what failed may be an
 * extra, and nobody can tell.
 */
function isUnheard({ node, end, leaves, settles }: Catching, scene: Scene): boolean {
  const way: Way = { leaves, isInside: !settles, isAlone: true, skips: false };
  return (node !== end || isIgnored(end, scene.sourceCode)) && isUnheardAfter(end, way, scene, maximumDepth);
}

/** Whether nobody hears of an error on its way from a node to the end of the handler. */
function isUnheardAfter(start: Node, way: Way, scene: Scene, depth: number): boolean {
  let now = way;
  let inner = start;
  for (let outer = start.parent; outer; inner = outer, outer = outer.parent) {
    if (isFunction(outer)) return isUnheardOutside(outer, now, scene, depth);
    switch (outer.type) {
      case "BlockStatement":
      case "SwitchCase": {
        const past = afterPassing(outer, inner, now, scene.sourceCode);
        if (!past) return false;
        now = past;
        break;
      }
      case "ForOfStatement":
      case "ForInStatement":
      case "ForStatement":
        // Other loops try again, or go through something that the event only leads to.
        if (scene.lambda.recordLoops.at(outer)?.node !== outer && !isOverPartitions(outer, scene.lambda))
          return false;
        now = outsideOf(now);
        break;
      case "TryStatement":
        if (outer.finalizer === inner) return false;
        break;
      case "CatchClause":
      case "WhileStatement":
      case "DoWhileStatement":
        return false;
    }
  }
  return false;
}

/** A loop through what Kafka sends, which has a list of records for each partition: `Object.values(event.records).flat()`. */
const isOverPartitions = (loop: Node, lambda: Lambda): boolean =>
  (loop.type === "ForOfStatement" || loop.type === "ForInStatement") &&
  /^records(\[\])*$/.test(lambda.eventPathOf(loop.right) ?? "");

const outsideOf = (way: Way): Way => ({ ...way, leaves: false, isInside: false });

/** More statements in one block than anybody writes; each would be looked at from each other. */
const tooMany = 500;

/** What is known once the statements beside a statement were looked at; `undefined` where they may hear of the error. */
function afterPassing(
  block: TSESTree.BlockStatement | TSESTree.SwitchCase,
  inner: Node,
  way: Way,
  sourceCode: SourceCode,
): Way | undefined {
  const statements = statementsIn(block, sourceCode);
  if (statements.length > tooMany) return undefined;
  let { isAlone, skips } = way;
  for (const beside of statements) {
    const { statement } = beside;
    if (statement.range[1] <= inner.range[0]) {
      if (way.isInside && isAlone && !leavesEarly(statement)) isAlone = !beside.hasEffect;
    } else if (statement !== inner) {
      if (!way.leaves && beside.passesOn) return undefined;
      if (!way.isInside || !beside.hasEffect) continue;
      if (!way.leaves && !beside.isForgetfulTry) return undefined;
      skips ||= way.leaves;
    }
  }
  return { ...way, isAlone, skips };
}

/** A statement, looked at from each other of its block, and once for all of them. */
class Beside {
  readonly statement: Node;
  readonly #sourceCode: SourceCode;
  #passesOn: boolean | undefined;
  #hasEffect: boolean | undefined;
  #isForgetfulTry: boolean | undefined;

  constructor(statement: Node, sourceCode: SourceCode) {
    this.statement = statement;
    this.#sourceCode = sourceCode;
  }

  get passesOn(): boolean {
    return (this.#passesOn ??= passesOn(this.statement, this.#sourceCode));
  }

  get hasEffect(): boolean {
    return (this.#hasEffect ??= hasEffect(this.statement, this.#sourceCode));
  }

  get isForgetfulTry(): boolean {
    return (this.#isForgetfulTry ??= isForgetfulTry(this.statement, this.#sourceCode));
  }
}

const statementsIn = once((block: TSESTree.BlockStatement | TSESTree.SwitchCase, sourceCode: SourceCode) =>
  (block.type === "SwitchCase" ? block.consequent : block.body).map((one) => new Beside(one, sourceCode)),
);

/** Whether a statement does something for the event: more than to get ready, to watch and to tidy up. */
const hasEffect = (statement: Node, sourceCode: SourceCode): boolean => {
  const done =
    statement.type === "VariableDeclaration"
      ? statement.declarations.map(({ init }) => init).filter((init) => !isFunction(init))
      : [/^(Function|Class)Declaration$/.test(statement.type) ? null : statement];
  return done
    .flatMap((code) => (code ? workIn(code, sourceCode) : []))
    .some((work) => leavesSomething(work, sourceCode));
};

const isForgetfulTry = (statement: Node, sourceCode: SourceCode): boolean =>
  statement.type === "TryStatement" &&
  statement.handler !== null &&
  forgets(statement.handler.body, sourceCode);

/** Whether the error stays unheard outside of a function: wherever it is called, or as the end of the handler. */
function isUnheardOutside(fn: FunctionNode, way: Way, scene: Scene, depth: number): boolean {
  const { handler, lambda, sourceCode } = scene;
  if (fn === handler.function) return (way.isAlone || way.skips) && (handler.reach?.isUnheard ?? true);
  const loop = lambda.recordLoops.at(fn.body);
  if (loop)
    return isIgnored(loop.node, sourceCode) && isUnheardAfter(loop.node, outsideOf(way), scene, depth);
  if (depth === 0) return false;

  const isInline = fn.parent?.type === "CallExpression";
  const calls = (isInline ? [fn as Node] : usesOf(fn, sourceCode)).filter((use) => !isExported(use));
  return (
    calls.length > 0 &&
    calls.every((use) => {
      const call = use.parent;
      if (call?.type !== "CallExpression") return false;
      if (processesRecords(call, sourceCode)) return way.isAlone || way.skips;
      const isCalled = bare(call.callee) === use || /^(then|finally)$/.test(methodName(call) ?? "");
      return (
        isCalled &&
        isIgnored(call, sourceCode) &&
        isUnheardAfter(call, { ...way, leaves: false }, scene, depth - 1)
      );
    })
  );
}

/** `export { save }`, `module.exports = { handler, save }`, `exports.save = save`: for tests, which are no callers. */
const isExported = ({ parent }: Node): boolean =>
  /^(ExportSpecifier|Property|AssignmentExpression)$/.test(parent?.type ?? "");

/** Powertools' batch processing calls a function for each record, and takes only what it throws for a failure. */
const processesRecords = (call: TSESTree.CallExpression, sourceCode: SourceCode): boolean => {
  const imported = importedAs(call.callee, sourceCode);
  return imported?.module === "@aws-lambda-powertools/batch" && /^processPartialResponse/.test(imported.name);
};
