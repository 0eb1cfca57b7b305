import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import { isTooDeep, nodesIn } from "../../kit/nodes.ts";
import { oncePerFile } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldValue, valueBehind } from "../../kit/values.ts";
import { isTest, mayNameAwsPackages } from "../../lambda/gate.ts";
import {
  addSettings,
  isStated,
  leaveOpen,
  type Alias,
  type DeployedFunction,
  type Deployment,
  type EventSourceMapping,
  type Queue,
} from "../deployment.ts";
import { callAt, type Call } from "./calls.ts";
import { constructAt, constructBehind, madeBehind, type Construct, type Made } from "./constructs.ts";
import { variableOf } from "./environment.ts";
import { functionOf, isFunction, nameOf } from "./functions.ts";
import { handsItselfOn, isHandedOn } from "./handed-on.ts";
import { Invocations, type HandedOn, type Invocation } from "./invocations.ts";
import { asynchronousSources, invocationBy } from "./invokers.ts";
import { mappedArn, mappingOf, positionOfProps, sourceMappedBy } from "./mappings.ts";
import { latestArnsIn } from "./latest-arns.ts";
import { namesOf } from "./names.ts";
import { originOf } from "./origins.ts";
import { elementsOf, Props, stated } from "./props.ts";
import { mayNameCdk } from "./spelt.ts";
import { deadLettersOf, isQueue, queueOf } from "./queues.ts";

/** Whether a file may hold CDK code, judged by its text alone. */
export const mayBeCdk = (sourceCode: SourceCode): boolean =>
  mayNameAwsPackages(sourceCode) && mayNameCdk(sourceCode.text);

/** What CDK code in a file deploys, read without running it. */
export function deploymentOfCdk(sourceCode: SourceCode): Deployment | undefined {
  return isTest(sourceCode) ? undefined : stackOf(sourceCode).deployment();
}

const stackOf = oncePerFile((sourceCode) => new Stack(sourceCode));

/** The constructs of one file, and how they are connected. */
class Stack {
  readonly #sourceCode: SourceCode;
  readonly #constructs: Construct[];
  readonly #calls: Call[];
  /** What the file makes, by the expression that makes it. */
  readonly #functions = new Map<Node, DeployedFunction>();
  readonly #queues = new Map<Node, Queue>();
  readonly #aliases = new Map<Node, Alias>();
  readonly #mappings = new Map<Node, EventSourceMapping>();
  readonly #invocations: Invocations;
  #isRead = false;
  /** Targets of rules that fire by the clock. */
  readonly #scheduled = new Set<Node>();
  /** Whether failures of some function go somewhere, and it does not show of which. */
  #hasOtherDestinations = false;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
    this.#constructs = nodesIn(sourceCode.ast, ["NewExpression"], sourceCode).flatMap(
      (node) => constructAt(node, sourceCode) ?? [],
    );
    this.#calls = nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap(callAt);
    this.#invocations = new Invocations(sourceCode, { functions: this.#functions, aliases: this.#aliases });
  }

  deployment(): Deployment {
    this.#read();
    return {
      functions: [...this.#functions.values()],
      mappings: [...this.#mappings.values()],
      queues: [...this.#queues.values()],
      aliases: [...this.#aliases.values()],
      latestArns: latestArnsIn(this.#sourceCode),
      elsewhere: this.#invocations.elsewhere,
    };
  }

  /** What is invoked of what the classes are given. Of files that import each other, one is asked before it has it all. */
  handedOn(): readonly HandedOn[] {
    this.#read();
    return this.#invocations.handedOn;
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    for (const construct of this.#constructs) {
      if (isFunction(construct)) this.#functions.set(construct.node, functionOf(construct, this.#sourceCode));
      if (isQueue(construct)) this.#queues.set(construct.node, queueOf(construct, this.#sourceCode));
    }
    for (const construct of this.#constructs) this.#prepare(construct);
    for (const call of this.#calls) this.#prepareCall(call);
    for (const construct of this.#constructs) this.#connect(construct);
    for (const call of this.#calls) this.#connectCall(call);
    this.#invocations.follow((other) => (isTooDeep(other) ? [] : stackOf(other).handedOn()));
    this.#lookForMore();
  }

  /** Reads what others refer to: aliases, event sources and rules. */
  #prepare(construct: Construct): void {
    const { library, name, node, arguments: given } = construct;
    if (library === "aws-lambda" && name === "Alias") {
      const props = this.#props(construct, 2);
      const version = props.field("version");
      const of = typeof version === "string" ? undefined : valueBehind(version, this.#sourceCode);
      const [owner, way] = of?.type === "MemberExpression" ? [of.object, memberName(of)] : [];
      const isOfLatest = way === "latestVersion";
      this.#addAlias(node, { at: node.callee, name: nameOf(construct), isOfLatest }, owner, props);
    }
    const source = sourceMappedBy(construct);
    if (source)
      this.#mappings.set(node, {
        ...mappingOf(source, node.callee, this.#props(construct, positionOfProps(construct))),
        function: undefined,
        queue: this.#queueBehind(given[0]),
        of: namesOf(given[0], this.#sourceCode),
      });
    if (this.#isScheduled(construct))
      for (const target of elementsOf(this.#props(construct, 2).field("targets"), this.#sourceCode))
        this.#scheduled.add(madeBehind(target, this.#sourceCode));
  }

  #prepareCall(call: Call): void {
    const { name, node, at, owner, arguments: given } = call;
    const [first] = given;
    if (!first) return;
    if (name === "addAlias") {
      const alias = { at, name: stringValue(first) ?? name, isOfLatest: false };
      this.#addAlias(node, alias, owner, this.#props(call, 1));
    }
    const rule = name === "addTarget" ? constructBehind(owner, this.#sourceCode) : undefined;
    if (rule && this.#isScheduled(rule)) this.#scheduled.add(madeBehind(first, this.#sourceCode));
  }

  /** What a construct says of others: who invokes a function, and where failures go. */
  #connect(construct: Construct): void {
    const { library, name, node, arguments: given } = construct;
    const invocation = invocationBy(construct, this.#sourceCode);
    if (invocation) {
      const { of, source, ...how } = invocation;
      const isScheduled = source === "eventbridge" && this.#scheduled.has(node);
      this.#addInvoker(of, {
        at: node.callee,
        source: isScheduled ? "schedule" : source,
        origin: originOf(construct, this.#sourceCode),
        ...how,
      });
    }
    for (const queue of deadLettersOf(construct, this.#sourceCode).map((one) => this.#queueBehind(one)))
      if (queue) queue.isDeadLetterQueue = true;
    if (isFunction(construct)) {
      const events = this.#props(construct, 2).field("events");
      for (const source of elementsOf(events, this.#sourceCode)) this.#addSourceTo(node, source);
    }
    if (library !== "aws-lambda") return;
    const target = (property: string) => fieldValue(given[2], property, this.#sourceCode);
    if (name === "EventSourceMapping") this.#addMapping(construct, 2, node.callee, target("target"));
    if (name === "EventInvokeConfig")
      this.#addAsynchronousSettings(target("function"), this.#props(construct, 2));
    if (name === "CfnEventInvokeConfig") this.#hasOtherDestinations = true;
  }

  #connectCall(call: Call): void {
    const { name, at, owner, arguments: given } = call;
    const [first, second] = given;
    switch (name) {
      case "addEventSource":
        if (first) this.#addSourceTo(owner, first);
        break;
      case "addEventSourceMapping":
        this.#addMapping(call, 1, at, owner);
        break;
      case "configureAsyncInvoke":
        this.#addAsynchronousSettings(owner, this.#props(call, 0));
        break;
      case "addFunctionUrl":
        // A function URL waits as long as the function may run.
        this.#addInvoker(owner, { at, source: "api", waits: "absent", isAsynchronous: false });
        break;
      case "addEnvironment": {
        const text = stringValue(first);
        if (text !== undefined && second)
          this.#functionBehind(owner)?.environment.push(variableOf(text, second, first!, this.#sourceCode));
        break;
      }
      case "addFunction":
        this.#addToInstances(call);
        break;
      default:
    }
  }

  /** `provider.addFunction(fn)`: what a function gets on the instances of a capacity provider is decided there. */
  #addToInstances(call: Call): void {
    const deployed = this.#functionBehind(call.arguments[0]);
    if (!deployed) return;
    if (deployed.memory === "absent") deployed.memory = "unknown";
    const provider = constructBehind(call.owner, this.#sourceCode);
    const most = this.#props(call, 1).number("perExecutionEnvironmentMaxConcurrency");
    if (isStated(most) && most.value === 1) return;
    const isKnown = provider?.name === "CapacityProvider" && most !== "unknown";
    deployed.capacityProvider = isKnown ? stated(true as const, call.at) : "unknown";
  }

  /** What the file says of functions without naming them. */
  #lookForMore(): void {
    for (const construct of this.#constructs) {
      const deployed = this.#functions.get(construct.node);
      if (!deployed) continue;
      deployed.mayHaveOtherInvokers =
        isHandedOn(construct.node, this.#sourceCode) ||
        (construct.classes ?? []).some((one) => handsItselfOn(one, this.#sourceCode));
      if (this.#hasOtherDestinations) leaveOpen(deployed);
    }
    for (const [node, { function: deployed }] of this.#aliases)
      if (deployed && isHandedOn(node, this.#sourceCode)) deployed.mayHaveOtherInvokers = true;
  }

  #props(made: Made, position: number): Props {
    return new Props(made, position, this.#sourceCode);
  }

  /** `new Rule(this, "Nightly", { schedule: Schedule.cron({ … }) })` */
  #isScheduled(construct: Construct): boolean {
    const isRule = construct.library === "aws-events" && construct.name === "Rule";
    return isRule && typeof this.#props(construct, 2).field("schedule") !== "string";
  }

  #functionBehind(node: Node | undefined): DeployedFunction | undefined {
    const made = node && madeBehind(node, this.#sourceCode);
    return made && (this.#functions.get(made) ?? this.#aliases.get(made)?.function);
  }

  #queueBehind(node: Node | undefined): Queue | undefined {
    const made = node && madeBehind(node, this.#sourceCode);
    return made && this.#queues.get(made);
  }

  /** `new lambda.Alias(this, "Live", { version: fn.currentVersion })`, `fn.addAlias("live")` */
  #addAlias(
    node: Node,
    alias: Pick<Alias, "at" | "name" | "isOfLatest">,
    owner: Node | undefined,
    props: Props,
  ): void {
    const provisionedConcurrency = props.number("provisionedConcurrentExecutions");
    const deployed = this.#functionBehind(owner);
    this.#aliases.set(node, { ...alias, function: deployed, provisionedConcurrency });
    if (deployed) this.#addAsynchronousSettings(owner, props);
  }

  #addInvoker(of: Node | undefined, invoker: Invocation["invoker"], mapping?: EventSourceMapping): void {
    if (of) this.#invocations.add(of, { invoker, mapping });
  }

  /** `fn.configureAsyncInvoke({ onFailure })`, and other ways to say so of a function, its version or its alias. */
  #addAsynchronousSettings(target: Node | undefined, props: Props): void {
    const deployed = this.#functionBehind(target);
    if (!deployed) this.#hasOtherDestinations = true;
    else
      addSettings(deployed, {
        onFailure: props.given("onFailure"),
        retryAttempts: props.number("retryAttempts"),
        maximumEventAge: props.seconds("maxEventAge"),
      });
  }

  /** `fn.addEventSource(source)`, `new Function(…, { events: [source] })` */
  #addSourceTo(target: Node, source: Node): void {
    const mapping = this.#mappings.get(madeBehind(source, this.#sourceCode));
    const construct = constructBehind(source, this.#sourceCode);
    if (mapping) mapping.function ??= this.#functionBehind(target);
    const sender = asynchronousSources.get(construct?.name ?? "");
    this.#addInvoker(
      target,
      {
        at: construct?.node.callee ?? source,
        source: mapping?.source ?? sender,
        waits: "absent",
        isAsynchronous: !mapping && sender !== undefined,
        origin: construct && originOf(construct, this.#sourceCode),
      },
      mapping,
    );
  }

  /** `new lambda.EventSourceMapping(this, "M", { target: fn, eventSourceArn: queue.queueArn })`, and the method alike. */
  #addMapping(made: Made, position: number, at: Node, target: Node | undefined): void {
    const props = this.#props(made, position);
    const mapped = mappedArn(props, this.#sourceCode);
    const mapping = mapped && {
      ...mappingOf(mapped.source, at, props),
      function: this.#functionBehind(target),
      queue: this.#queueBehind(mapped.owner),
      of: mapped.of,
    };
    const invoker = { at, source: mapped?.source, waits: "absent", isAsynchronous: false } as const;
    this.#addInvoker(target, invoker, mapping);
    if (mapping) this.#mappings.set(made.node, mapping);
  }
}
