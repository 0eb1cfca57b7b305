import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../../rules/kit/ast.ts";
import { resolve } from "../../rules/kit/bindings.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { configOf, keyPathOf } from "../../rules/lambda/idempotency-config.ts";
import { identityAt, mayGiveIdentity } from "../../rules/lambda/identity-fields.ts";
import { isCertain, namesGivenTo } from "../../rules/lambda/handlers.ts";
import type { Handler, Lambda } from "../../rules/lambda/model.ts";
import { guardsIn, mentionsGuards } from "../../rules/lambda/powertools-guards.ts";
import type { FoundHandler } from "./finding.ts";

/** How a template is called that lies at a path in its repository. */
type NameOf = (file: string) => string;

/** Through what Lambda gets to a place in a file. */
export interface Run {
  /** What rules are told. */
  handler?: Handler | undefined;
  /** All that there is in the file, by the names that others call it, where that is more. */
  through?: string[];
}

/** What runs a place in a file. Lines and columns count from 1. */
export function runBy(lambda: Lambda, sourceCode: SourceCode, line: number, column: number): Run {
  const all = lambda.handlersAt(line, column);
  const [handler] = all;
  const certain = all.filter(isCertain);
  const names = new Set(certain.flatMap(({ name, function: fn }) => [name, ...namesGivenTo(fn, sourceCode)]));
  const isAlone = !handler?.reach && all.length < 2 && names.size < 2;
  return isAlone ? { handler } : { handler, through: [...names] };
}

/** The handlers of a file, for people who decide whether they are right. */
export function handlersFound(lambda: Lambda, sourceCode: SourceCode, nameOf: NameOf): FoundHandler[] {
  const keys = keysIn(lambda, sourceCode);
  return lambda.entries.map((handler) => ({
    name: handler.name,
    line: handler.function.loc.start.line,
    endLine: handler.function.loc.end.line,
    sources: [...lambda.sourcesOf(handler)],
    evidence: evidenceFor(handler, lambda, sourceCode, nameOf),
    keys: [...new Set(keys.flatMap(({ of, key }) => (of === handler ? [key] : [])))],
  }));
}

/** Where a template says what invokes a handler, or else what its own file shows, and where it is deployed if it is. */
function evidenceFor(handler: Handler, lambda: Lambda, sourceCode: SourceCode, nameOf: NameOf): string {
  const sources = lambda.sourcesOf(handler);
  const ways = lambda.waysDeployed(handler);
  const triggers = ways.flatMap(({ triggers: some }) => some).filter(({ source }) => sources.has(source));
  const isShown = sources.size > 0 && handler.types.length === 0;
  const inCode = isShown ? "what it reads of the event" : evidenceInCode(handler, sourceCode);
  const places = (triggers.length > 0 ? triggers : ways).flatMap(({ place }) => (place ? nameOf(place) : []));
  return [...new Set(triggers.length > 0 ? places : [inCode, ...places])].join(", ");
}

/** What a file's own code shows of a handler, in a few words. */
export function evidenceInCode({ types, wrappers, name }: Handler, sourceCode: SourceCode): string {
  const [type] = types;
  if (type) return `typed ${type}`;
  // Of `middy(…).use(…)`, `middy` says more.
  const names = wrappers.map(({ callee }) => sourceCode.getText(callee).split("\n")[0]!);
  const [wrapper] = names.sort((one, other) => one.length - other.length);
  return wrapper === undefined ? `exported as ${name}` : `wrapped in ${wrapper}`;
}

/** A longer one is not read in a question. */
const longestKey = 60;

/** What handlers tell a repeated event from a new one by. */
function keysIn(lambda: Lambda, sourceCode: SourceCode): { of: Handler; key: string }[] {
  const keys: { of: Handler | undefined; key: string | undefined }[] = [];
  const types = ["Property", "AssignmentExpression", "CallExpression"] as const;
  if (mayGiveIdentity(sourceCode))
    for (const node of nodesIn(sourceCode.ast, types, sourceCode)) {
      const value = identityAt(node, lambda, sourceCode)?.value;
      if (value) keys.push({ of: lambda.handlerOf(node), key: textOf(value, sourceCode) });
    }
  if (mentionsGuards(sourceCode))
    for (const guard of guardsIn(lambda, sourceCode)) {
      const config = configOf(guard, sourceCode);
      keys.push({ of: guard.handler, key: config && keyPathOf(config, sourceCode) });
    }
  return keys.flatMap(({ of, key }) => (of && key && key.length <= longestKey ? [{ of, key }] : []));
}

/** `` `charge-${orderId}` `` as `charge-${orderId}`. */
function textOf(value: Node, sourceCode: SourceCode): string {
  const behind = resolve(value, sourceCode) as TSESTree.Node;
  return sourceCode.getText(behind).replace(/^(["'`])(.*)\1$/s, "$2");
}
