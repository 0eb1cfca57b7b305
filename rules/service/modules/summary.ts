import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  isClass,
  methodName,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../../kit/ast.ts";
import { variableNaming } from "../../kit/bindings.ts";
import { memoises } from "../../kit/memo.ts";
import { isTooDeep, nodesIn } from "../../kit/nodes.ts";
import { plainly } from "../../kit/plainly.ts";
import { chainStart } from "../../kit/promises.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { givesPromise } from "../../lambda/async-calls.ts";
import { parametersCalledBy } from "../../lambda/calls-back.ts";
import { elementOf, listGivenBy } from "../../lambda/event-paths.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import { excusesAt } from "../../lambda/excuses.ts";
import { isScript, isTest } from "../../lambda/gate.ts";
import type { Given } from "../../lambda/given.ts";
import { handlerCalled, handlersIn, type Handler } from "../../lambda/handlers.ts";
import { Lambda } from "../../lambda/model.ts";
import { callablesIn, type Excuse } from "../../lambda/reach.ts";
import { letsErrorsOut } from "../../lambda/record-outcome.ts";
import { isLostAt } from "../../lambda/unheard-errors.ts";
import { unstableGivenBy } from "../../lambda/unstable-values.ts";
import { ofInstance, ofResult } from "../../lambda/values.ts";
import { passedOnBy, type PassedOn } from "./passed-on.ts";
import { originOf, targetOf, type Target } from "../../lambda/targets.ts";

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
export interface SummaryOfFunction extends Given {
  /** What people call it: `createOrder`, `OrderService.create`, `new OrderService`. */
  label: string;
  line: number;
  calls: readonly Call[];
  /** What it calls of other modules to return what they give. */
  returned: readonly Target[];
}

/** A handler, as its own file shows it. */
export interface SummaryOfHandler extends SummaryOfFunction {
  name: string;
  /** What invokes it; `undefined` where the code does not show it. */
  sources: ReadonlySet<SourceName> | undefined;
}

/** What a module does with what is in others, small enough to keep when its tree is gone. */
export interface Summary extends PassedOn {
  handlers: readonly SummaryOfHandler[];
  functions: ReadonlyMap<string, SummaryOfFunction>;
}

export const emptySummary: Summary = {
  handlers: [],
  functions: new Map(),
  passedOn: new Map(),
  wrapped: new Map(),
  all: [],
};

/** Whether two modules do the same with what is in others. */
export const saysTheSame = (one: Summary, other: Summary): boolean => plainly(one) === plainly(other);

/**
 * What a module does with what is in others. Tests and scripts, which Lambda does not run, do nothing.
 *
 * @param isOwn whether a module that is imported is one of the repository
 */
export function summaryOf(sourceCode: SourceCode, isOwn: (module: string) => boolean): Summary {
  if (isTest(sourceCode) || isScript(sourceCode) || isTooDeep(sourceCode)) return emptySummary;
  const places = placesIn(sourceCode, isOwn);
  const summary = {
    handlers: entriesIn(places, sourceCode),
    functions: functionsIn(places, sourceCode),
    ...passedOnBy(sourceCode, isOwn),
  };
  // Names that are parts of a text keep all of it; copies do not.
  return structuredClone(summary);
}

/** What the handlers do that the file shows by itself. */
const entriesIn = (places: readonly Place[], sourceCode: SourceCode): SummaryOfHandler[] =>
  handlersIn(sourceCode)
    .filter(({ evidence }) => evidence === "entry")
    .map((handler) => {
      const lambda = new Lambda([handler], sourceCode);
      const found = lambda.sourcesOf(handler);
      return {
        name: handler.name,
        label: handler.name,
        line: handler.function.loc.start.line,
        sources: found.size > 0 ? found : undefined,
        ...doneBy(handler, lambda, places, sourceCode),
      };
    });

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
      const handed = isHandedOver(node) ? originOf(node, sourceCode) : undefined;
      if (handed && isOwn(handed.module)) places.push({ node, call, target: handed });
    }
    return places;
  });
}

/** `save`, `orders.save`, `save.bind(orders)` */
const isHandedOver = (argument: Node): boolean => {
  const value = bare(argument);
  return (
    value.type === "Identifier" ||
    value.type === "MemberExpression" ||
    (value.type === "CallExpression" && methodName(value) === "bind")
  );
};

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
      label: labelOf(name, called.function, sourceCode),
      line: called.function.loc.start.line,
      ...doneBy(handler, new Lambda([handler], sourceCode), places, sourceCode),
    });
  }
  return functions;
}

/** What a function does and gives, as far as it concerns other modules. */
const doneBy = (
  handler: Handler,
  lambda: Lambda,
  places: readonly Place[],
  sourceCode: SourceCode,
): Omit<SummaryOfFunction, "label" | "line"> => ({
  calls: callsFrom(handler, lambda, places, sourceCode),
  isPromise: givesPromise(handler.function, sourceCode),
  unstable: unstableGivenBy(handler.function, sourceCode),
  calledBack: parametersCalledBy(handler.function, sourceCode),
  keepsErrors: !letsErrorsOut(handler.function, sourceCode),
  returned: handler.function.generator ? [] : returnedFrom(places, handler.function, sourceCode),
});

const returnedFrom = (places: readonly Place[], fn: FunctionNode, sourceCode: SourceCode): Target[] =>
  returnedBy(fn, sourceCode).flatMap((value) => {
    const call = chainStart(value);
    const place = places.find(({ node }) => node === call);
    return place ? [place.target] : [];
  });

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
    const there = own.size > 1 ? lambda.sourcesAt(call) : own;
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

/** A default is called as it is where it is written. */
function labelOf(name: string, fn: FunctionNode, sourceCode: SourceCode): string {
  const owner = name.includes(ofInstance) ? [...ancestorsOf(fn)].find(isClass)?.id : undefined;
  const own = owner ?? variableNaming(fn, sourceCode);
  const whole = (own ? name.replace(/^default(?![\w$])/, () => own.name) : name).replaceAll(ofResult, "");
  const [made] = whole.split(`${ofInstance}constructor`);
  return made === whole ? whole.replace(ofInstance, ".") : `new ${made}`;
}
