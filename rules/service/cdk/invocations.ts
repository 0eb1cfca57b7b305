import type { Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { namesForAws } from "../../lambda/resource-identity.ts";
import { homeOf, pathAround } from "../around.ts";
import type {
  Alias,
  DeployedFunction,
  EventSourceMapping,
  InvokedElsewhere,
  Invoker,
} from "../deployment.ts";
import { behind, type Given } from "./behind.ts";
import { constructAt } from "./constructs.ts";
import { isFunction } from "./functions.ts";
import { makingsIn, type Making } from "./makings.ts";

/** Something that invokes a function. */
export interface Invocation {
  invoker: Omit<Invoker, "alias">;
  mapping?: EventSourceMapping | undefined;
}

/** Something that invokes what a class is given. */
export interface HandedOn extends Given {
  invocation: Invocation;
}

/** What of a file can be invoked, by what makes it. */
interface Invocable {
  functions: ReadonlyMap<Node, DeployedFunction>;
  aliases: ReadonlyMap<Node, Alias>;
}

/**
 * Brings those who invoke functions to the functions, wherever these are deployed: in the file itself, in another one
 * that keeps them in a field of a class, or wherever a class gets them from that is made.
 */
export class Invocations {
  readonly #sourceCode: SourceCode;
  readonly #own: Invocable;
  /** What is invoked of what the file's own classes are given. */
  readonly handedOn: HandedOn[] = [];
  /** What is invoked of what other files deploy, and what other files invoke of what this one deploys. */
  readonly elsewhere: InvokedElsewhere[] = [];

  constructor(sourceCode: SourceCode, own: Invocable) {
    this.#sourceCode = sourceCode;
    this.#own = own;
  }

  /** @param steps the fields that lead to the function from there */
  add(of: Node, invocation: Invocation, steps: readonly string[] = []): void {
    const found = behind(of, this.#sourceCode, steps);
    if (found && "owner" in found) this.#handOn({ ...found, invocation });
    else if (found?.sourceCode === this.#sourceCode) this.#addOwn(found.made, invocation);
    else if (found?.made.type === "NewExpression") {
      const construct = constructAt(found.made, found.sourceCode);
      if (construct && isFunction(construct)) this.#addElsewhere(construct.node.callee, invocation);
    }
  }

  /** Looks for where the classes get what is invoked, of this file and of those that it makes instances of. */
  follow(handedOnIn: (sourceCode: SourceCode) => readonly HandedOn[]): void {
    const makings = makingsIn(this.#sourceCode);
    for (const making of makings)
      if (making.sourceCode !== this.#sourceCode)
        for (const one of handedOnIn(making.sourceCode)) this.#addGiven(making, one);
    // What one class hands on to another is added to the list meanwhile.
    for (const one of this.handedOn) for (const making of makings) this.#addGiven(making, one);
  }

  #addGiven(making: Making, { owner, index, steps, invocation }: HandedOn): void {
    const given = making.owner === owner ? making.arguments.slice(0, index + 1) : [];
    const value = given.some(({ type }) => type === "SpreadElement") ? undefined : given[index];
    if (value) this.add(value, invocation, steps);
  }

  #handOn(handed: HandedOn): void {
    const isKnown = this.handedOn.some(
      ({ owner, index, steps, invocation: { invoker } }) =>
        owner === handed.owner &&
        index === handed.index &&
        invoker.at === handed.invocation.invoker.at &&
        steps.join() === handed.steps.join(),
    );
    if (!isKnown) this.handedOn.push(handed);
  }

  #addOwn(made: Node, invocation: Invocation): void {
    const alias = this.#own.aliases.get(made);
    const deployed = this.#own.functions.get(made) ?? alias?.function;
    const { invoker } = invocation;
    const isOfThisFile = homeOf(invoker.at as Node, this.#sourceCode) === this.#sourceCode;
    if (isOfThisFile) deployed?.invokers.push({ ...invoker, alias });
    else if (deployed) this.#addElsewhere(deployed.at as Node, invocation);
  }

  #addElsewhere(at: Node, { invoker, mapping }: Invocation): void {
    const path = pathAround(at);
    if (path === undefined) return;
    const { origin } = invoker;
    this.elsewhere.push({
      path,
      at,
      invoker: {
        ...invoker,
        alias: undefined,
        origin: origin && { ...origin, of: namesForAws(origin.of) },
      },
      mapping: mapping && { ...mapping, function: undefined, of: namesForAws(mapping.of) },
    });
  }
}
