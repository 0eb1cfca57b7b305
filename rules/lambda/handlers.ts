import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "../kit/ast.ts";
import { parametersOf } from "../kit/bindings.ts";
import { functionsBehind } from "../kit/callables.ts";
import { exportsOf } from "../kit/exports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { exportsDeployed } from "./deployed.ts";
import { entriesByShape } from "./entry-shape.ts";
import { lambdaTypesOf, namesLambdaTypes } from "./event-types.ts";
import { evidenceFor, type Evidence } from "./evidence.ts";
import { servesAnotherProgram } from "./gate.ts";
import { callablesIn, type Called, type Reach } from "./reach.ts";

/** A function that Lambda calls for each event, as far as its own file can tell. */
export interface Handler {
  /** The name it is exported under. */
  name: string;
  function: FunctionNode;
  evidence: Evidence;
  /** Types of `aws-lambda` that its declaration names: `SQSEvent`, `SQSHandler` … */
  types: string[];
  /** The calls it is wrapped in by functions of other modules: `middy(…)`, `withLogging(…)`. */
  wrappers: TSESTree.CallExpression[];
  /** How a handler elsewhere gets to it, where one is known to. */
  reach?: Reach;
  /** The fields that get their values before it runs: it is the constructor of a class. */
  fields?: readonly TSESTree.PropertyDefinition[];
}

/** Whether Lambda gets to a function for certain: it calls the function itself, or a handler elsewhere does. */
export const isCertain = ({ evidence, reach }: Handler): boolean =>
  evidence === "entry" || reach !== undefined;

/** The parameter for the context of the invocation, which other functions get in no place of its own. */
export const contextOf = (handler: Handler): TSESTree.Parameter | undefined =>
  handler.evidence === "is called" ? undefined : parametersOf(handler.function)[1];

/** Where in the event the value of each parameter of a handler comes from. */
export const parametersFrom = ({ evidence, reach }: Handler): readonly (string | undefined)[] =>
  evidence === "is called" && reach ? reach.parameters : [""];

/** The handlers a file exports, by structure: how a function is exported, typed and shaped, never by an import alone. */
export function handlersIn(sourceCode: SourceCode): Handler[] {
  const exported = exportsOf(sourceCode);
  if (exported.length === 0) return [];
  const isTyped = namesLambdaTypes(sourceCode);
  const deployed = exportsDeployed(sourceCode);
  const handlers = new Map<FunctionNode, Handler>();
  for (const { name, value, statement } of exported) {
    const wrappers: TSESTree.CallExpression[] = [];
    const candidates = functionsBehind(value, sourceCode, (wrapper) => wrappers.push(wrapper) > 0);
    if (candidates.length === 0) continue;
    const types = isTyped ? lambdaTypesOf(statement, candidates, sourceCode) : [];
    for (const fn of candidates) {
      // A wrapper may be given more functions than the handler.
      const isDeployed = candidates.length === 1 && deployed.has(name);
      const evidence = isDeployed ? "entry" : evidenceFor(name, fn, types, wrappers, sourceCode);
      if (!evidence || (handlers.get(fn)?.evidence === "entry" && !isDeployed)) continue;
      handlers.set(fn, { name, function: fn, evidence, types, wrappers });
    }
  }
  // Few files get here, and what they import is the dearer question.
  if (handlers.size === 0) return [];
  if (deployed.size === 0 && servesAnotherProgram(exported, sourceCode)) return [];
  if (isTyped)
    for (const entry of entriesByShape(handlers.values(), exported, sourceCode)) entry.evidence = "entry";
  return [...handlers.values()];
}

/** The function that Lambda calls by the name of an export, whatever it looks like; `undefined` where that cannot be told. */
export function handlerExportedAs(name: string, sourceCode: SourceCode): Handler | undefined {
  const [exported, another] = exportsOf(sourceCode).filter((one) => one.name === name);
  if (!exported || another) return undefined;
  const wrappers: TSESTree.CallExpression[] = [];
  const [fn, other] = functionsBehind(exported.value, sourceCode, (wrapper) => wrappers.push(wrapper) > 0);
  return fn && !other ? { name, function: fn, evidence: "entry", types: [], wrappers } : undefined;
}

/** All names by which others get at a function of a file: Lambda, to which what wraps it is the function too, and modules. */
export function namesGivenTo(fn: FunctionNode, sourceCode: SourceCode): ReadonlySet<string> {
  const exported = exportsOf(sourceCode).map(({ name }) => name);
  return new Set([
    ...exported.filter((name) => handlerExportedAs(name, sourceCode)?.function === fn),
    ...[...callablesIn(sourceCode)].flatMap(([name, called]) => (called.function === fn ? [name] : [])),
  ]);
}

/**
 * The handlers of a file, and the functions of it that handlers elsewhere call. What takes an event, and is called by one
 * that is known, is both.
 */
export function withCalled(
  handlers: readonly Handler[],
  reached: readonly Reach[],
  sourceCode: SourceCode,
): readonly Handler[] {
  if (reached.length === 0) return handlers;
  const all = new Map(handlers.map((handler) => [handler.function, handler]));
  for (const reach of reached) {
    const called = callablesIn(sourceCode).get(reach.name);
    const known = called && all.get(called.function);
    if (!called || known?.evidence === "entry") continue;
    all.set(called.function, known ? { ...known, reach } : handlerCalled(called, reach));
  }
  return [...all.values()];
}

/** A function that a handler elsewhere calls. */
export const handlerCalled = (called: Called, reach: Reach): Handler => ({
  name: reach.name,
  ...called,
  evidence: "is called",
  types: [],
  wrappers: [],
  reach,
});
