import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, methodName, type Node } from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf, fieldValue } from "../../kit/values.ts";
import { isTest } from "../../lambda/gate.ts";
import {
  isStated,
  type Alias,
  type DeployedFunction,
  type Deployment,
  type EventSourceMapping,
  type Invoker,
  type Queue,
} from "../deployment.ts";
import { constructAt, constructBehind, type Construct } from "./constructs.ts";
import { addEnvironments, functionOf, isFunction, nameOf } from "./functions.ts";
import { asynchronousSources, invokerClassOf, waitingTimeOf } from "./invokers.ts";
import { mappedArn, mappingOf, sourceMappedBy } from "./mappings.ts";
import { elementsOf, Props } from "./props.ts";
import { deadLetterQueueIn, isQueue, queueOf } from "./queues.ts";

/** Whether a file may hold CDK code, judged by its text alone. */
export const mayBeCdk = ({ text }: SourceCode): boolean => /["'](aws-cdk-lib|@aws-cdk\/)/.test(text);

/** What CDK code in a file deploys, read without running it. */
export function deploymentOfCdk(sourceCode: SourceCode): Deployment | undefined {
  return isTest(sourceCode) ? undefined : new Stack(sourceCode).deployment();
}

/** The constructs of one file, and how they are connected. */
class Stack {
  readonly #sourceCode: SourceCode;
  readonly #constructs: Construct[];
  readonly #functions = new Map<Node, DeployedFunction>();
  readonly #queues = new Map<Node, Queue>();
  readonly #aliases = new Map<Node, Alias>();
  readonly #mappings = new Map<Node, EventSourceMapping>();

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
    this.#constructs = nodesIn(sourceCode.ast, ["NewExpression"], sourceCode).flatMap(
      (node) => constructAt(node, sourceCode) ?? [],
    );
  }

  deployment(): Deployment {
    for (const construct of this.#constructs) {
      if (isFunction(construct)) this.#functions.set(construct.node, functionOf(construct, this.#sourceCode));
      if (isQueue(construct)) this.#queues.set(construct.node, queueOf(construct, this.#sourceCode));
    }
    for (const construct of this.#constructs) {
      if (construct.library === "aws-lambda" && construct.name === "Alias") this.#addAlias(construct);
      if (sourceMappedBy(construct)) this.#addEventSource(construct);
    }
    for (const construct of this.#constructs) this.#connect(construct);
    for (const call of nodesIn(this.#sourceCode.ast, ["CallExpression"], this.#sourceCode))
      this.#connectCall(call);
    addEnvironments(this.#functions, this.#sourceCode);
    return {
      functions: [...this.#functions.values()],
      mappings: [...this.#mappings.values()],
      queues: [...this.#queues.values()],
      aliases: [...this.#aliases.values()],
    };
  }

  #functionBehind(node: Node | undefined): DeployedFunction | undefined {
    const construct = constructBehind(node, this.#sourceCode);
    return construct && (this.#functions.get(construct.node) ?? this.#aliases.get(construct.node)?.function);
  }

  #queueBehind(node: Node | undefined): Queue | undefined {
    const construct = constructBehind(node, this.#sourceCode);
    return construct && this.#queues.get(construct.node);
  }

  /** `new lambda.Alias(this, "Live", { aliasName: "live", version: fn.currentVersion })` */
  #addAlias(construct: Construct): void {
    const props = new Props(construct, 2, this.#sourceCode);
    const version = props.field("version");
    const member = typeof version === "string" ? undefined : bare(version);
    const owner = member?.type === "MemberExpression" ? member : undefined;
    this.#aliases.set(construct.node, {
      at: construct.node.callee,
      name: nameOf(construct),
      function: owner && this.#functionBehind(owner.object),
      isOfLatest: owner !== undefined && memberName(owner) === "latestVersion",
      provisionedConcurrency: props.given("provisionedConcurrentExecutions"),
      stating: () => undefined,
    });
  }

  /** What a construct says of others: who invokes a function, and where its failures go. */
  #connect(construct: Construct): void {
    const { library, name, node } = construct;
    const invoker = invokerClassOf(construct);
    if (invoker) {
      const { given, source } = invoker;
      const passed =
        typeof given === "number"
          ? construct.arguments[given]
          : fieldValue(construct.arguments.at(-1), given, this.#sourceCode);
      const isScheduled = source === "eventbridge" && this.#isScheduled(node);
      this.#addInvoker(passed, {
        at: node.callee,
        source: isScheduled ? "schedule" : source,
        waits: waitingTimeOf(construct, invoker, this.#sourceCode),
      });
    }
    const failed = deadLetterQueueIn(construct, this.#sourceCode);
    if (failed) this.#markDeadLetters(failed.node);
    for (const property of ["deadLetterQueue", "onFailure"]) {
      const field = fieldValue(construct.arguments.at(-1), property, this.#sourceCode);
      const queue = field && (fieldValue(field, "queue", this.#sourceCode) ?? field);
      const made = constructBehind(queue, this.#sourceCode);
      if (made) this.#markDeadLetters(made.node);
    }
    if (library === "aws-lambda" && name === "EventSourceMapping") this.#addMapping(construct, 2, undefined);
    if (library === "aws-lambda" && name === "EventInvokeConfig")
      this.#addFailureDestination(
        fieldValue(construct.arguments[2], "function", this.#sourceCode),
        construct.arguments[2],
      );
    if (isFunction(construct)) {
      const events = new Props(construct, 2, this.#sourceCode).field("events");
      for (const source of elementsOf(events, this.#sourceCode)) this.#addSourceTo(node, source);
    }
  }

  /** Whether the rule that a target is given to fires by the clock: `new Rule(…, { schedule, targets: [target] })`. */
  #isScheduled(target: Node): boolean {
    const { parent } = target;
    const call = parent?.type === "ArrayExpression" ? parent.parent?.parent?.parent : parent;
    const rule =
      call?.type === "CallExpression" && methodName(call) === "addTarget"
        ? constructBehind((bare(call.callee) as TSESTree.MemberExpression).object, this.#sourceCode)
        : call?.type === "NewExpression"
          ? constructAt(call, this.#sourceCode)
          : undefined;
    return fieldOf(rule?.arguments[2], "schedule", this.#sourceCode) !== "absent";
  }

  #connectCall(call: TSESTree.CallExpression): void {
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression") return;
    const [first, second] = call.arguments;
    switch (methodName(call)) {
      case "addEventSource":
        if (first) this.#addSourceTo(callee.object, first);
        break;
      case "addEventSourceMapping": {
        const target = this.#functionBehind(callee.object);
        if (target && second)
          this.#addMapping(
            { library: "", name: "", node: call as never, arguments: call.arguments },
            1,
            target,
          );
        break;
      }
      case "configureAsyncInvoke":
        this.#addFailureDestination(callee.object, first);
        break;
      case "addFunctionUrl":
        // A function URL waits as long as the function may run.
        this.#addInvoker(callee.object, { at: callee.property, source: "api", waits: "absent" });
        break;
      default:
    }
  }

  #addInvoker(passed: Node | undefined, invoker: Omit<Invoker, "alias">): void {
    const construct = constructBehind(passed, this.#sourceCode);
    const alias = construct && this.#aliases.get(construct.node);
    const target = alias ? alias.function : construct && this.#functions.get(construct.node);
    target?.invokers.push({ ...invoker, alias });
  }

  #addFailureDestination(target: Node | undefined, options: Node | undefined): void {
    const deployed = this.#functionBehind(target);
    const field = fieldOf(options, "onFailure", this.#sourceCode);
    if (!deployed || field === "absent" || isStated(deployed.onFailure)) return;
    deployed.onFailure = field === "unknown" ? "unknown" : { value: true, at: field };
  }

  #markDeadLetters(node: Node): void {
    const queue = this.#queues.get(node);
    if (queue) queue.isDeadLetterQueue = true;
  }

  /** `new SqsEventSource(queue, { … })`, whoever it is given to. */
  #addEventSource(construct: Construct): void {
    const props = new Props(construct, 1, this.#sourceCode);
    this.#mappings.set(construct.node, {
      ...mappingOf(sourceMappedBy(construct)!, construct.node.callee, props),
      function: undefined,
      queue: this.#queueBehind(construct.arguments[0]),
    });
  }

  /** `fn.addEventSource(source)`, `new Function(…, { events: [source] })` */
  #addSourceTo(target: Node, source: Node): void {
    const construct = constructBehind(source, this.#sourceCode);
    const mapping = construct && this.#mappings.get(construct.node);
    if (mapping) mapping.function ??= this.#functionBehind(target);
    else if (construct && Object.hasOwn(asynchronousSources, construct.name)) {
      const source = asynchronousSources[construct.name];
      this.#addInvoker(target, { at: construct.node.callee, source, waits: "absent" });
    }
  }

  /** `new lambda.EventSourceMapping(this, "M", { target: fn, eventSourceArn: queue.queueArn })` and the method alike. */
  #addMapping(construct: Construct, position: number, target: DeployedFunction | undefined): void {
    const props = new Props(construct, position, this.#sourceCode);
    const mapped = mappedArn(props, this.#sourceCode);
    if (!mapped) return;
    const given = props.field("target");
    this.#mappings.set(construct.node, {
      ...mappingOf(mapped.source, construct.node.callee, props),
      function: target ?? (typeof given === "string" ? undefined : this.#functionBehind(given)),
      queue: this.#queueBehind(mapped.owner),
    });
  }
}
