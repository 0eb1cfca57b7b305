import type { TSESTree } from "@typescript-eslint/utils";
import { bare, enclosingFunction, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { functionNamed, valueOf, variableOf } from "../kit/bindings.ts";
import type { Started } from "../kit/deferred.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import { chainStart, neglectOf } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isAsynchronous } from "./async-calls.ts";
import type { Lambda } from "./model.ts";

/** Work that a module starts while it is loaded, without waiting for it. */
export interface InitWork {
  start: TSESTree.CallExpression;
  /** The name under which a handler waits for it; absent where nobody does. */
  kept?: Started;
}

/** The work that a module with a handler starts at its top and leaves unawaited there. */
export function initWorkIn(lambda: Lambda, sourceCode: SourceCode): InitWork[] {
  if (lambda.handlers.every(({ evidence }) => evidence !== "entry")) return [];
  return sourceCode.ast.body.flatMap((statement): InitWork[] => {
    if (statement.type === "ExpressionStatement") {
      const start = startOf(statement.expression, lambda, sourceCode);
      return start && neglectOf(start, sourceCode) && !settlesAnother(statement, sourceCode)
        ? [{ start }]
        : [];
    }
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap((declarator) => keptBy(declarator, lambda, sourceCode) ?? []);
  });
}

function keptBy(
  declarator: TSESTree.VariableDeclarator,
  lambda: Lambda,
  sourceCode: SourceCode,
): InitWork | undefined {
  const { id, init } = declarator;
  const variable = id.type === "Identifier" && init ? variableOf(id, sourceCode) : undefined;
  // What is written again is started anew after a failure.
  if (!variable || !valueOf(variable)) return undefined;
  const start = startOf(init!, lambda, sourceCode);
  if (!start) return undefined;
  const uses = placesOf(variable).filter((place) => !neglectOf(place, sourceCode));
  if (uses.length === 0) return { start };
  if (uses.some((place) => !enclosingFunction(place))) return undefined;
  if (!uses.some((place) => lambda.runsPerInvocation(place))) return undefined;
  return { start, kept: { variable, declarator: declarator as Started["declarator"] } };
}

/** The call by which an expression starts work that may ask the network for something. */
function startOf(
  expression: Node,
  lambda: Lambda,
  sourceCode: SourceCode,
): TSESTree.CallExpression | undefined {
  if (bare(expression).type === "AwaitExpression") return undefined;
  const voided = bare(expression);
  const start = chainStart(voided.type === "UnaryExpression" ? voided.argument : voided);
  if (start.type !== "CallExpression" || !isAsynchronous(start, sourceCode)) return undefined;
  const fn = functionNamed(start.callee, sourceCode);
  if (fn) {
    // Somebody tries the handler out.
    if (lambda.handlers.some((handler) => handler.function === fn)) return undefined;
    const waits = nodesIn(fn, ["AwaitExpression"], sourceCode);
    return waits.length > 0 && waits.every((one) => isLocal(one.argument, sourceCode)) ? undefined : start;
  }
  return isLocal(start, sourceCode) ? undefined : start;
}

/** Modules of Node.js whose promises need nobody outside of the environment: a pause does them no harm. */
const local = /^(node:)?(fs|fs\/promises|timers\/promises|zlib|crypto)$/;

function isLocal(node: Node, sourceCode: SourceCode): boolean {
  const start = chainStart(node);
  if (start.type === "ImportExpression") return true;
  const imported = start.type === "CallExpression" ? importedAs(start.callee, sourceCode) : undefined;
  return imported !== undefined && local.test(imported.module);
}

/** `load().then(resolve)`: a promise that somebody else may wait for. */
const settlesAnother = (statement: Node, sourceCode: SourceCode): boolean =>
  nodesIn(statement, ["Identifier"], sourceCode).some(({ name }) => /^(resolve|reject|done)$/.test(name));
