import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  enclosingFunction,
  isFunction,
  methodName,
  outermost,
  someOwn,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableNaming, variableOf } from "../kit/bindings.ts";
import { once, oncePerFile } from "../kit/once.ts";
import { waitingFor } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { filePathOf, isFixedInTmp } from "./file-paths.ts";
import { fileWritesIn, pathsReadIn, pathsRemovedIn, type FileWrite } from "./files.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";

/**
 * Whether a file below /tmp with a fixed name is given the data of one request. Others that run at the same time on a
 * Managed Instance write it too, and it stays for those that follow.
 * https://awslabs.github.io/aws-lambda-web-adapter/features/managed-instances.html
 */
export const holdsRequest = (
  write: FileWrite,
  path: string,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean =>
  isFixedInTmp(path) &&
  lambda.runsPerInvocation(write.call) &&
  !fillsCache(write.call, sourceCode) &&
  dataOf(write, sourceCode).some((data) => isMadeOfEvent(data, lambda, sourceCode));

/**
 * Whether such a name does harm wherever the function runs: records that are handled at once overwrite each other's
 * data, or one request's is appended to that of those before.
 */
export const conflicts = (write: FileWrite, path: string, sourceCode: SourceCode): boolean =>
  write.adds ? !isEmptied(path, sourceCode) : isWrittenAtOnce(write.call, sourceCode);

/** Whether a file of code deletes a path when it is done. */
export const isRemoved = (path: string, sourceCode: SourceCode): boolean =>
  pathsLeftEmpty(sourceCode).removed.has(path);

const isEmptied = (path: string, sourceCode: SourceCode): boolean =>
  isRemoved(path, sourceCode) || pathsLeftEmpty(sourceCode).overwritten.has(path);

/** The paths that a file of code deletes, and those that it begins anew. */
const pathsLeftEmpty = oncePerFile((sourceCode) => {
  const pathAt = (node: Node) => filePathOf(node, sourceCode);
  const anew = fileWritesIn(sourceCode).filter(({ adds }) => !adds);
  return {
    removed: new Set(pathsRemovedIn(sourceCode).map(pathAt)),
    overwritten: new Set(anew.map(({ path }) => pathAt(path))),
  };
});

/** What is written: the content, or what is piped into the stream that a call opens. */
function dataOf({ call, content }: FileWrite, sourceCode: SourceCode): Node[] {
  if (content) return [content];
  const { parent } = outermost(call);
  if (parent?.type === "CallExpression") return [parent];
  const variable = parent?.type === "VariableDeclarator" ? variableOf(parent.id, sourceCode) : undefined;
  return (variable ? placesOf(variable) : []).flatMap(({ parent: use }) => {
    const written = use?.type === "MemberExpression" ? use.parent : use;
    return written?.type === "CallExpression" ? [written] : [];
  });
}

/** `if (!existsSync(path)) …`, `try { readFileSync(path) } catch { … }`: written once for the invocations that follow. */
function fillsCache(node: Node, sourceCode: SourceCode): boolean {
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    const asked =
      outer.type === "IfStatement" && inner !== outer.test
        ? outer.test
        : outer.type === "LogicalExpression"
          ? outer.left
          : outer.type === "TryStatement" && inner === outer.handler
            ? outer.block
            : undefined;
    if (asked && pathsReadIn(asked, sourceCode).length > 0) return true;
    inner = outer;
  }
  return false;
}

/** Whether a list's elements are handled at once by the function around a node, which waits for something meanwhile. */
function isWrittenAtOnce(node: Node, sourceCode: SourceCode, depth = 2): boolean {
  const fn = enclosingFunction(node);
  if (!fn?.async || !waits(fn, sourceCode)) return false;
  const variable = variableNaming(fn, sourceCode);
  return (variable ? placesOf(variable) : [fn]).some(
    (place) => isGivenToEach(place, sourceCode) || isCalledForEach(place, sourceCode, depth),
  );
}

const waits = once((fn: FunctionNode, sourceCode: SourceCode): boolean =>
  someOwn(fn.body as Node, sourceCode, ({ type }) => type === "AwaitExpression"),
);

/** `Promise.all(records.map(fn))` */
function isGivenToEach(fn: Node, sourceCode: SourceCode): boolean {
  const call = fn.parent;
  if (call?.type !== "CallExpression" || call.arguments[0] !== fn || methodName(call) !== "map") return false;
  const waiting = waitingFor(call, sourceCode);
  return waiting === "for all" || waiting === "until settled";
}

/** `Promise.all(records.map((record) => fn(record)))` */
function isCalledForEach(name: Node, sourceCode: SourceCode, depth: number): boolean {
  const call = name.parent as TSESTree.CallExpression;
  if (depth === 0 || call.type !== "CallExpression" || call.callee !== name) return false;
  const { parent } = outermost(call);
  const fn = isFunction(parent) ? parent : enclosingFunction(call);
  return fn !== undefined && isGivenToEach(fn, sourceCode);
}
