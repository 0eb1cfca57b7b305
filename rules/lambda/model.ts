import type { Node } from "../kit/ast.ts";
import { isTooDeep } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import { isYaml } from "../kit/yaml.ts";
import { EventPaths } from "./event-paths.ts";
import {
  areSeveralRecords,
  areSingleRecords,
  deploymentOf,
  isDeployed,
  newestRuntime,
  placeFile,
  sourcesDeployed,
  type DeployedAs,
} from "./deployed.ts";
import type { SourceName } from "./event-sources.ts";
import { Flow } from "./flow.ts";
import { isScript, isTest, mayConcernLambda } from "./gate.ts";
import { handlersIn, isCertain, withCalled, type Handler } from "./handlers.ts";
import type { Excuse } from "./reach.ts";
import { RecordLoops, type RecordLoop } from "./records.ts";
import { sourcesAt } from "./source-branches.ts";
import { sourcesByHandler } from "./source-evidence.ts";
import { Taint } from "./taint.ts";

export type { Handler, RecordLoop };

/** What a file has to do with Lambda: the questions rules ask. Each answer is computed when first asked for. */
export class Lambda {
  readonly handlers: readonly Handler[];
  readonly #sourceCode: SourceCode;
  readonly #flow: Flow;
  readonly #taint: Taint;
  readonly #paths: EventPaths;
  #sources: ReadonlyMap<Handler, ReadonlySet<SourceName>> | undefined;
  #recordLoops: RecordLoops | undefined;

  constructor(handlers: readonly Handler[], sourceCode: SourceCode) {
    this.handlers = handlers;
    this.#sourceCode = sourceCode;
    this.#flow = new Flow(handlers, sourceCode);
    this.#taint = new Taint(sourceCode);
    this.#paths = new EventPaths(handlers, sourceCode);
  }

  /** The handlers that are certain, without the functions that may be helpers of such. */
  get entries(): readonly Handler[] {
    return this.handlers.filter(({ evidence }) => evidence === "entry");
  }

  /** Whether Lambda itself calls a function. */
  isHandler(fn: Node): boolean {
    return this.#flow.isHandler(fn);
  }

  /** Whether a node runs each time a handler does, rather than once when the environment starts. */
  runsPerInvocation(node: Node): boolean {
    return this.#flow.runsPerInvocation(node);
  }

  /** The handler through which Lambda gets to a node. */
  handlerOf(node: Node): Handler | undefined {
    return this.#flow.handlerOf(node);
  }

  /** All handlers through which Lambda gets to a place in the text, the one above first. Lines and columns count from 1. */
  handlersAt(line: number, column: number): readonly Handler[] {
    const index = this.#sourceCode.getIndexFromLoc({ line, column: column - 1 });
    const node = this.#sourceCode.getNodeByRangeIndex(index) as Node | null;
    return node ? this.#flow.handlersOf(node) : [];
  }

  /** What invokes a handler: as far as the code is certain or else its deployment, and empty where neither is. */
  sourcesOf(handler: Handler): ReadonlySet<SourceName> {
    this.#sources ??= this.#allSources();
    return this.#sources.get(handler)!;
  }

  #allSources(): Map<Handler, ReadonlySet<SourceName>> {
    // A function that several handlers call is one of each: what it reads says less than they do.
    const called = this.handlers.filter(({ evidence }) => evidence === "is called");
    const others = this.handlers.filter(({ evidence }) => evidence !== "is called");
    const all = new Map<Handler, ReadonlySet<SourceName>>(called.map((one) => [one, this.#saidOf(one)]));
    if (others.length === 0) return all;
    for (const [handler, sources] of sourcesByHandler(others, this.#flow, this.#paths, this.#sourceCode))
      all.set(handler, sources.size > 0 ? sources : this.#saidOf(handler));
    return all;
  }

  /** What invokes a handler, as somebody else says. */
  #saidOf(handler: Handler): ReadonlySet<SourceName> {
    return handler.reach?.sources ?? new Set(sourcesDeployed(this.waysDeployed(handler)));
  }

  /** Whether each batch that a handler gets is a single record, as its deployment says. */
  getsSingleRecords(handler: Handler): boolean {
    return areSingleRecords(this.waysDeployed(handler));
  }

  /** Whether each batch that a handler gets can certainly be several records, as its deployment says. */
  getsSeveralRecords(handler: Handler): boolean {
    return areSeveralRecords(this.waysDeployed(handler));
  }

  /** Whether all requests of HTTP come to a handler in the payload format 1.0, as its deployment says. */
  getsFormat1(handler: Handler): boolean {
    const ways = this.waysDeployed(handler);
    return ways.length > 0 && ways.every(({ areRequestsOfFormat1 }) => areRequestsOfFormat1);
  }

  /** The Node.js that a handler runs on wherever it is deployed, the newest of several: `nodejs22.x`. */
  runtimeOf(handler: Handler): string | undefined {
    return newestRuntime(this.waysDeployed(handler).map(({ runtime }) => runtime));
  }

  /** Where a template says that one environment serves several events of a handler at once, if one does. */
  sharingOf(handler: Handler): string | undefined {
    return this.waysDeployed(handler).find((way) => way.sharesEnvironments)?.sharesEnvironments;
  }

  /** What templates say of a handler, one by one. */
  waysDeployed({ name, evidence }: Handler): readonly DeployedAs[] {
    if (evidence !== "entry") return [];
    return deploymentOf(this.#sourceCode).functions.filter((one) => (one.export ?? name) === name);
  }

  /**
   * What can have invoked the code at a node: the sources of its handler, without those that a branch around it
   * excludes. Empty where none is certain.
   */
  sourcesAt(node: Node): ReadonlySet<SourceName> {
    const handler = this.handlerOf(node);
    if (!handler) return new Set();
    return sourcesAt(node, this.sourcesOf(handler), handler.function, this.#paths, this.#sourceCode);
  }

  /** Whether a node is code of an entry that certainly gets its events from sources with a property, and no others. */
  isInvokedOnlyBy(node: Node, has: (source: SourceName) => boolean): boolean {
    return this.handlerOf(node)?.evidence === "entry" && this.#isOnlyOf(node, has);
  }

  /** The same of code that handlers elsewhere call, too. */
  isReachedOnlyBy(node: Node, has: (source: SourceName) => boolean): boolean {
    const handler = this.handlerOf(node);
    return handler !== undefined && isCertain(handler) && this.#isOnlyOf(node, has);
  }

  /** Whether callers in other files have a reason for which what a node does may be well. */
  isExcused(node: Node, excuse: Excuse): boolean {
    return this.handlerOf(node)?.reach?.excuses.has(excuse) ?? false;
  }

  #isOnlyOf(node: Node, has: (source: SourceName) => boolean): boolean {
    const sources = [...this.sourcesAt(node)];
    return sources.length > 0 && sources.every(has);
  }

  /** Whether the value of an expression may differ with the event; where that cannot be told, it may. */
  dependsOnEvent(node: Node): boolean {
    return this.#taint.dependsOnEvent(node);
  }

  /** Where in the event a value comes from: `Records[].messageId`; `""` is the event itself. */
  eventPathOf(node: Node): string | undefined {
    return this.#paths.pathOf(node);
  }

  /** The loops over `event.Records`. */
  get recordLoops(): RecordLoops {
    return (this.#recordLoops ??= new RecordLoops(this.#flow, this.#paths, this.#sourceCode));
  }
}

/**
 * What a file has to do with Lambda; `undefined` where it has nothing to do with it, which is the common case and must
 * cost next to nothing. Computed once a file, for all rules.
 */
export const lambdaIn = oncePerFile((sourceCode): Lambda | undefined => {
  if (!(mayConcernLambda(sourceCode) || isDeployed(sourceCode)) || isYaml(sourceCode)) return undefined;
  const handlers = withCalled(handlersIn(sourceCode), deploymentOf(sourceCode).reached, sourceCode);
  if (handlers.length === 0 || isScript(sourceCode) || isTest(sourceCode)) return undefined;
  if (isTooDeep(sourceCode) || deploymentOf(sourceCode).isForeign) return undefined;
  return new Lambda(handlers, sourceCode);
});

/** The model of the file that a rule is created for, which a template may say more of. */
export function lambdaOf(context: RuleContext): Lambda | undefined {
  const { sourceCode } = context;
  placeFile(sourceCode, context);
  return lambdaIn(sourceCode);
}
