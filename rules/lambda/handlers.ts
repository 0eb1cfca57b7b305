import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "../kit/ast.ts";
import { functionsBehind } from "../kit/callables.ts";
import { exportsOf } from "../kit/exports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { exportsDeployed } from "./deployed.ts";
import { entriesByShape } from "./entry-shape.ts";
import { lambdaTypesOf, namesLambdaTypes } from "./event-types.ts";
import { evidenceFor, type Evidence } from "./evidence.ts";
import { servesAnotherProgram } from "./gate.ts";

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
}

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
