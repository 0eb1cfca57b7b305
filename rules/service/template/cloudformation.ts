import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../../kit/rule.ts";
import { entriesIn, type YamlNode } from "../../kit/yaml.ts";
import type { Names } from "../../lambda/resource-identity.ts";
import {
  addSettings,
  isStated,
  leaveOpen,
  type Alias,
  type DeployedFunction,
  type Deployment,
  type EventSourceMapping,
  type Place,
  type Queue,
} from "../deployment.ts";
import { eventType, isOfFormat1, isReshaped, waitingTime } from "./events.ts";
import { functionOf, isFunction } from "./functions.ts";
import { invocationsBy, invokerOf, isAllowedToSes, isHarmless, sourceAllowedBy } from "./invokers.ts";
import { latestArnsIn } from "./latest-arns.ts";
import { hasUnknownMacro } from "./macros.ts";
import { mappingOf, ofCloudFormation, sourceOfMapping } from "./mappings.ts";
import { mentionsIn, type Mention } from "./mentions.ts";
import { namesIn } from "./names.ts";
import { originOfEvent, originsOf } from "./origins.ts";
import { Properties } from "./properties.ts";
import { isQueue, queueOf } from "./queues.ts";
import { Resources, type Resource } from "./resources.ts";
import { senderThrough } from "./senders.ts";
import { mappingAt, Values } from "./values.ts";
import { isWarmUp } from "./warm-ups.ts";

/** What a template deploys that CloudFormation takes, with or without SAM. */
export const deploymentOfTemplate = (root: AST.YAMLMapping, sourceCode: SourceCode): Deployment =>
  new Template([root], new Values(root), sourceCode).deployment();

/** The resources of one template, and how they are connected. */
export class Template {
  readonly #values: Values;
  readonly #sourceCode: SourceCode;
  readonly #roots: readonly AST.YAMLMapping[];
  readonly #sections: readonly AST.YAMLMapping[];
  readonly #resources: Resources;
  /** Whether macros may change what they like. */
  readonly #isOpen: boolean;
  readonly #functions = new Map<string, DeployedFunction>();
  readonly #queues = new Map<string, Queue>();
  readonly #aliases = new Map<string, Alias>();
  /** The aliases that SAM makes, by the function. */
  readonly #published = new Map<string, Alias>();
  /** The functions of versions. */
  readonly #versions = new Map<string, DeployedFunction>();
  readonly #mappings: EventSourceMapping[] = [];
  /** Whether failures of some function go somewhere, and it does not show of which. */
  #hasOtherDestinations = false;

  /** @param roots the mappings that hold `Resources`; one, unless a framework puts several together */
  constructor(roots: readonly AST.YAMLMapping[], values: Values, sourceCode: SourceCode) {
    this.#values = values;
    this.#sourceCode = sourceCode;
    this.#roots = roots;
    this.#sections = roots.flatMap((root) => mappingAt(root, "Resources") ?? []);
    this.#isOpen = roots.some(hasUnknownMacro);
    this.#resources = new Resources(
      this.#sections,
      mappingAt(roots[0], "Globals"),
      values,
      sourceCode,
      this.#isOpen,
    );
  }

  /** Adds a function that another part of the file deploys, under the id by which resources name it. */
  addFunction(id: string, deployed: DeployedFunction): void {
    this.#functions.set(id, deployed);
  }

  /** Whether it says something of a resource that another part of the file deploys. */
  changes(id: string): boolean {
    const sections = this.#roots.flatMap((root) => [
      mappingAt(root, "Resources"),
      mappingAt(root, "extensions"),
    ]);
    return sections.some((section) => section && entriesIn(section).has(id));
  }

  get resources(): Resources {
    return this.#resources;
  }

  queueNamedIn(node: YamlNode | undefined): Queue | undefined {
    const queue = this.#resources.only(node, /^AWS::SQS::Queue$/);
    return queue && this.#queues.get(queue.id);
  }

  namesIn(node: YamlNode | undefined): Names {
    return namesIn(node, this.#resources, this.#values);
  }

  deployment(): Deployment {
    for (const resource of this.#resources) {
      if (isFunction(resource))
        this.#functions.set(resource.id, functionOf(resource, this.#values, this.#resources));
      if (isQueue(resource)) this.#queues.set(resource.id, queueOf(resource, this.#values));
    }
    for (const resource of this.#resources) this.#prepare(resource);
    for (const resource of this.#resources) this.#connect(resource);
    // A permission says who invokes a function where nothing else does.
    for (const resource of this.#resources)
      if (resource.type === "AWS::Lambda::Permission") this.#allow(resource);
    this.#lookForMore();
    return {
      functions: [...this.#functions.values()],
      mappings: this.#mappings,
      queues: [...this.#queues.values()],
      aliases: [...this.#aliases.values(), ...this.#published.values()],
      latestArns: this.#latestArns(),
    };
  }

  /** Reads what others refer to: aliases. */
  #prepare({ id, type, at, props }: Resource): void {
    if (type === "AWS::Lambda::Alias") {
      const version = props.text("FunctionVersion");
      this.#aliases.set(id, {
        at,
        name: this.#textOr(props, "Name", id),
        function: this.#invokedBy(props.node("FunctionName"))?.function,
        isOfLatest: isStated(version) && version.value === "$LATEST",
        provisionedConcurrency: props.number("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"),
      });
    }
    const published = type === "AWS::Serverless::Function" ? props.node("AutoPublishAlias") : undefined;
    const deployed = this.#functions.get(id);
    if (published && deployed)
      this.#published.set(id, {
        at: published,
        name: this.#textOr(props, "AutoPublishAlias", id),
        function: deployed,
        isOfLatest: false,
        provisionedConcurrency: deployed.versionConcurrency,
      });
  }

  /** What a resource says of others: who invokes a function, and where failures go. */
  #connect(resource: Resource): void {
    const { type, props, at } = resource;
    if (isFunction(resource)) this.#connectEvents(resource);
    const originOf = originsOf(resource, (node) => this.namesIn(node));
    for (const { of, ...how } of invocationsBy(resource, this.#resources)) {
      const invoked = this.#invokedBy(of);
      const origin = originOf(of);
      invoked?.function.invokers.push(invokerOf({ at: of, ...how, alias: invoked.alias, origin }));
    }
    if (type === "AWS::Lambda::EventSourceMapping") {
      const source = sourceOfMapping(props, this.#resources, this.#values);
      const invoked = this.#invokedBy(props.node("FunctionName"));
      invoked?.function.invokers.push(invokerOf({ at, source, waits: "absent", alias: invoked.alias }));
      if (source)
        this.#mappings.push({
          ...mappingOf(source, at, props, ofCloudFormation),
          function: invoked?.function,
          queue: this.queueNamedIn(props.node("EventSourceArn")),
          of: this.namesIn(props.node("EventSourceArn")),
        });
    }
    if (type === "AWS::Lambda::EventInvokeConfig") {
      const invoked = this.#invokedBy(props.node("FunctionName"));
      if (!invoked) this.#hasOtherDestinations = true;
      else
        addSettings(invoked.function, {
          onFailure: props.given("DestinationConfig.OnFailure"),
          retryAttempts: props.number("MaximumRetryAttempts"),
          maximumEventAge: props.number("MaximumEventAgeInSeconds"),
        });
    }
    if (type === "AWS::Lambda::Version") {
      const deployed = this.#invokedBy(props.node("FunctionName"))?.function;
      const concurrency = props.number("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions");
      if (deployed) this.#versions.set(resource.id, deployed);
      if (deployed && concurrency !== "absent") deployed.versionConcurrency = concurrency;
    }
  }

  /** `Events` of a function of SAM, which go to its alias where it publishes one. */
  #connectEvents({ id, props }: Resource): void {
    const deployed = this.#functions.get(id)!;
    const alias = this.#published.get(id);
    const url = props.node("FunctionUrlConfig");
    if (url) deployed.invokers.push(invokerOf({ at: url, source: "api", waits: "absent", alias }));
    for (const [name, { key: at }] of props.entries("Events")) {
      const event = props.within("Events", name, "Properties");
      const called = this.#textOr(props.within("Events", name), "Type", "");
      const type = eventType(called);
      const api = this.#resources.only(
        event.node("RestApiId") ?? event.node("ApiId"),
        /^AWS::Serverless::(Http)?Api$/,
      );
      const isThroughQueue = type.source === "sns" && event.field("SqsSubscription") !== "absent";
      const source = isThroughQueue ? "sqs" : type.source;
      const waits = waitingTime(type, event, api?.props, at);
      const origin = originOfEvent(type.source, event, (node) => this.namesIn(node));
      const sends = {
        isReshaped: isReshaped(event),
        isWarmUp: isWarmUp(event.node("Input")),
        isOfFormat1: isOfFormat1(called, event, api?.props),
      };
      deployed.invokers.push(invokerOf({ at, source, waits, ...sends, alias, origin }));
      if (!type.maps || !type.source) continue;
      this.#mappings.push({
        ...mappingOf(type.source, at, event, ofCloudFormation),
        function: deployed,
        queue: this.queueNamedIn(event.node(type.maps)),
        of: this.namesIn(event.node(type.maps)),
      });
    }
    if (props.field("Events") === "unknown") deployed.mayHaveOtherInvokers = true;
  }

  #allow({ props, at }: Resource): void {
    const source = sourceAllowedBy({ props });
    const invoked = this.#invokedBy(props.node("FunctionName"));
    if (!invoked) return;
    const { invokers } = invoked.function;
    const isKnown = invokers.some(
      (one) => one.source === source || (source === "eventbridge" && one.source === "schedule"),
    );
    if (source && !isKnown) invokers.push(invokerOf({ at, source, waits: "unknown", alias: invoked.alias }));
    else if (!source) invoked.function.mayHaveOtherInvokers = true;
    // SES sends its event to what it waits for, too, which the permission does not tell.
    if (isAllowedToSes({ props }))
      invokers.push({
        ...invokerOf({ at, source: "ses", waits: "unknown", alias: invoked.alias }),
        isAsynchronous: false,
      });
  }

  /** What the template says of functions and queues without their own properties. */
  #lookForMore(): void {
    for (const mention of mentionsIn(this.#sections, this.#resources)) {
      const { id, owner, attribute, isOfFailures } = mention;
      const queue = this.#queues.get(id);
      if (queue && isOfFailures) queue.isDeadLetterQueue = true;
      const isRight = attribute === undefined || /^(Arn|Alias|Version)$/.test(attribute);
      if (isRight && owner !== id) this.#addMention(mention);
    }
    for (const deployed of this.#functions.values()) {
      if (this.#isOpen) deployed.mayHaveOtherInvokers = true;
      if (this.#hasOtherDestinations) leaveOpen(deployed);
    }
  }

  /** Something that names a function, and so may invoke it. */
  #addMention({ id, owner, attribute, at }: Mention): void {
    const alias = this.#aliasNamed(id, attribute);
    const deployed = this.#functions.get(id) ?? alias?.function ?? this.#versions.get(id);
    const resource = this.#resources.get(owner);
    if (!deployed || !resource || isHarmless(resource)) return;
    const sender = senderThrough(resource, this.#resources);
    if (!sender) deployed.mayHaveOtherInvokers = true;
    else if (!deployed.invokers.some((one) => one.sender === sender))
      deployed.invokers.push(invokerOf({ at, source: undefined, sender, waits: "absent", alias }));
  }

  #aliasNamed(id: string, attribute: string | undefined): Alias | undefined {
    return this.#aliases.get(id) ?? (attribute === "Alias" ? this.#published.get(id) : undefined);
  }

  /** The function, and the alias, that a value names. */
  #invokedBy(
    node: YamlNode | undefined,
  ): { function: DeployedFunction; alias: Alias | undefined } | undefined {
    const spelt = this.#resources.functionsSpeltAs(node);
    const targets = spelt.length > 0 ? spelt : this.#resources.targetsOf(node);
    const named = targets.flatMap(({ id, attribute }) => {
      const alias = this.#aliasNamed(id, attribute);
      const deployed = this.#functions.get(id) ?? alias?.function;
      return deployed ? [{ function: deployed, alias }] : [];
    });
    const [one, another] = named;
    return another && another.function !== one?.function
      ? undefined
      : (named.find(({ alias }) => alias) ?? one);
  }

  #textOr(props: Properties, path: string, otherwise: string): string {
    const text = props.text(path);
    return isStated(text) ? text.value : otherwise;
  }

  /** Texts that end in `$LATEST`, where they are an ARN. */
  #latestArns(): Place[] {
    return this.#sourceCode.text.includes("$LATEST")
      ? this.#roots.flatMap((root) => latestArnsIn(root, this.#values))
      : [];
  }
}
