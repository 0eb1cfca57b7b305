import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, type Node } from "../../kit/ast.ts";
import { resolve } from "../../kit/bindings.ts";
import { exportsOf } from "../../kit/exports.ts";
import { importedAs } from "../../kit/imports.ts";
import { memoises } from "../../kit/memo.ts";
import { isTooDeep, nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { elementOf, listGivenBy } from "../../lambda/event-paths.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import { excusesAt } from "../../lambda/excuses.ts";
import { isScript, isTest } from "../../lambda/gate.ts";
import { handlerCalled, handlersIn, type Handler } from "../../lambda/handlers.ts";
import { Lambda } from "../../lambda/model.ts";
import { callablesIn, type Excuse } from "../../lambda/reach.ts";
import { isLostAt } from "../../lambda/unheard-errors.ts";
import { targetOf, type Target } from "./targets.ts";

/** A call that a function makes, each time that it runs itself, of something in another module. */
export interface Call extends Target {
  /** Where in the event each argument comes from; `$1` starts at the caller's own second parameter. */
  passed: readonly (string | undefined)[];
  /** What the code around it says has invoked the handler; `undefined` where it says nothing. */
  sources: ReadonlySet<SourceName> | undefined;
  /** Whether nobody hears of an error that the called function keeps to itself, up to the end of the caller. */
  isUnheard: boolean;
  excuses: readonly Excuse[];
}

/** A function that others can call, as far as other modules are concerned. */
export interface SummaryOfFunction {
  line: number;
  calls: readonly Call[];
}

/** A handler, as its own file shows it. */
export interface SummaryOfHandler extends SummaryOfFunction {
  name: string;
  /** What invokes it; `undefined` where the code does not show it. */
  sources: ReadonlySet<SourceName> | undefined;
}

/** What a module does with what is in others, small enough to keep when its tree is gone. */
export interface Summary {
  handlers: readonly SummaryOfHandler[];
  functions: ReadonlyMap<string, SummaryOfFunction>;
  /** What it exports of other modules, by its name here. */
  passedOn: ReadonlyMap<string, readonly Target[]>;
  /** The modules of which it passes on everything. */
  all: readonly string[];
}

export const emptySummary: Summary = { handlers: [], functions: new Map(), passedOn: new Map(), all: [] };

/**
 * What a module does with what is in others. Tests and scripts, which Lambda does not run, do nothing.
 *
 * @param isOwn whether a module that is imported is one of the repository
 */
export function summaryOf(sourceCode: SourceCode, isOwn: (module: string) => boolean): Summary {
  if (isTest(sourceCode) || isScript(sourceCode) || isTooDeep(sourceCode)) return emptySummary;
  const places = placesIn(sourceCode, isOwn);
  const handlers = handlersIn(sourceCode).filter(({ evidence }) => evidence === "entry");
  return {
    handlers: handlers.map((handler) => {
      const lambda = new Lambda([handler], sourceCode);
      const found = lambda.sourcesOf(handler);
      const sources = found.size > 0 ? found : undefined;
      const calls = callsFrom(handler, lambda, places, sourceCode);
      return { name: handler.name, line: handler.function.loc.start.line, sources, calls };
    }),
    functions: functionsIn(places, sourceCode),
    ...passedOnBy(sourceCode),
  };
}

/** A place in a file that leads to another module. */
interface Place {
  node: Node;
  call: TSESTree.CallExpression | TSESTree.NewExpression;
  target: Target;
}

/** The calls of other modules' functions, and the functions of theirs that are handed to others by name. */
function placesIn(sourceCode: SourceCode, isOwn: (module: string) => boolean): Place[] {
  return nodesIn(sourceCode.ast, ["CallExpression", "NewExpression"], sourceCode).flatMap((call) => {
    const places: Place[] = [];
    const target = targetOf(call, sourceCode);
    if (target && isOwn(target.module)) places.push({ node: call, call, target });
    if (call.type === "CallExpression" && memoises(call, sourceCode)) return places;
    for (const node of call.arguments) {
      const isName = /^(Identifier|MemberExpression)$/.test(bare(node).type);
      const handed = isName ? targetOf(node, sourceCode) : undefined;
      if (handed && isOwn(handed.module)) places.push({ node, call, target: handed });
    }
    return places;
  });
}

/** What the functions do that others can call. Which part of the event they get is the caller's to say. */
function functionsIn(places: readonly Place[], sourceCode: SourceCode): Map<string, SummaryOfFunction> {
  const functions = new Map<string, SummaryOfFunction>();
  for (const [name, called] of callablesIn(sourceCode)) {
    const parameters = called.function.params.map((_, index) => `$${index}`);
    const handler = handlerCalled(called, {
      name,
      parameters,
      steps: [],
      sources: new Set(),
      isUnheard: true,
      excuses: new Set(),
    });
    functions.set(name, {
      line: called.function.loc.start.line,
      calls: callsFrom(handler, new Lambda([handler], sourceCode), places, sourceCode),
    });
  }
  return functions;
}

/** The calls that lead to other modules each time that a handler runs. */
function callsFrom(
  handler: Handler,
  lambda: Lambda,
  places: readonly Place[],
  sourceCode: SourceCode,
): Call[] {
  return places.flatMap(({ node, call, target }): Call[] => {
    if (!lambda.runsPerInvocation(call) || lambda.handlerOf(call) !== handler) return [];
    const own = lambda.sourcesOf(handler);
    const there = lambda.sourcesAt(call);
    return [
      {
        ...target,
        passed: node === call ? passedBy(call, lambda) : elementsPassedTo(node, call, lambda),
        sources: there.size > 0 && there.size < own.size ? there : undefined,
        isUnheard: node === call && isLostAt(call, lambda, sourceCode),
        excuses: excusesAt(call, lambda, sourceCode),
      },
    ];
  });
}

const passedBy = ({ arguments: passed }: Place["call"], lambda: Lambda): Call["passed"] =>
  passed.some(({ type }) => type === "SpreadElement")
    ? []
    : passed.map((argument) => lambda.eventPathOf(argument));

/** `records.map(save)`: what a function gets that is handed over by its name. */
function elementsPassedTo(fn: Node, call: Place["call"], lambda: Lambda): Call["passed"] {
  const list = call.type === "CallExpression" ? listGivenBy(call, fn) : undefined;
  const path = list && lambda.eventPathOf(list);
  return path === undefined ? [] : [elementOf(path)];
}

/** `export { a as b } from "./c"`, `export * from "./d"`, `export const a = wrap(b)` of something imported. */
function passedOnBy(sourceCode: SourceCode): Pick<Summary, "passedOn" | "all"> {
  const passedOn = new Map<string, Target[]>();
  const all: string[] = [];
  for (const statement of sourceCode.ast.body) {
    if (statement.type === "ExportAllDeclaration" && statement.exportKind !== "type") {
      const { source, exported } = statement;
      if (exported) passedOn.set(nameOf(exported), [{ module: source.value, name: "*" }]);
      else all.push(source.value);
    }
    if (statement.type !== "ExportNamedDeclaration" || !statement.source) continue;
    for (const { local, exported } of statement.specifiers)
      passedOn.set(nameOf(exported), [{ module: statement.source.value, name: nameOf(local as never) }]);
  }
  for (const { name, value } of exportsOf(sourceCode)) {
    const targets = targetsBehind(value, sourceCode);
    if (targets.length > 0) passedOn.set(name, targets);
  }
  return { passedOn, all };
}

/** What an export stands for that is imported, or that a wrapper at module scope is given of what is imported. */
function targetsBehind(value: Node, sourceCode: SourceCode): Target[] {
  const resolved = awaited(resolve(value, sourceCode));
  const imported = importedAs(resolved, sourceCode);
  if (imported) return [imported];
  if (resolved.type !== "CallExpression" || memoises(resolved, sourceCode)) return [];
  return resolved.arguments.flatMap((argument) => targetsBehind(argument, sourceCode));
}

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;
