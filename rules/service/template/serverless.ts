import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../../kit/rule.ts";
import { contentOf, entriesIn, type Entry, type YamlNode } from "../../kit/yaml.ts";
import type { Alias, DeployedFunction, Deployment, EventSourceMapping } from "../deployment.ts";
import { Template } from "./cloudformation.ts";
import { anyOf, sharing, variableOf } from "./functions.ts";
import { latestArnsIn } from "./latest-arns.ts";
import { Properties } from "./properties.ts";
import { invokerOf } from "./invokers.ts";
import { eventOf } from "./serverless-events.ts";
import { Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** What the framework takes where nothing is said: https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
const byDefault = { timeout: 6, memory: 1024 };

/**
 * Whether a file is one of the Serverless Framework for AWS: it deploys to other clouds too.
 * https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
export function isOfServerless(root: AST.YAMLMapping, sourceCode: SourceCode): boolean {
  const entries = entriesIn(root);
  const provider = entries.get("provider")?.value;
  if (!provider || !entries.has("service")) return false;
  const values = new Values(undefined, variablesOf(root, sourceCode));
  const found = values.of(provider);
  const isMapping = typeof found === "object" && found.type === "YAMLMapping";
  return values.text(isMapping ? entriesIn(found).get("name")?.value : provider) === "aws";
}

/** What a `serverless.yml` deploys: its functions, and the resources it adds to them. */
export const deploymentOfServerless = (root: AST.YAMLMapping, sourceCode: SourceCode): Deployment =>
  new Service(root, sourceCode).deployment();

class Service {
  readonly #root: AST.YAMLMapping;
  readonly #sourceCode: SourceCode;
  readonly #values: Values;
  readonly #template: Template;
  /** Whether parts of it stand elsewhere, so that they may say more of its functions. */
  readonly #isOpen: boolean;
  readonly #events = new Map<DeployedFunction, YamlNode | undefined>();
  readonly #aliases = new Map<DeployedFunction, Alias>();
  readonly #mappings: EventSourceMapping[] = [];
  /** Whether some of its functions stand elsewhere. */
  #hasFunctionsElsewhere = false;

  constructor(root: AST.YAMLMapping, sourceCode: SourceCode) {
    const own = entriesIn(root);
    const variables = variablesOf(root, sourceCode);
    this.#root = root;
    this.#sourceCode = sourceCode;
    const parts = partsOf(own.get("resources")?.value, new Values(undefined, variables));
    const [first] = parts.mappings;
    this.#values = new Values(first, variables);
    this.#template = new Template(parts.mappings, this.#values, sourceCode);
    // State machines of a plugin name the functions they invoke by the framework's own names.
    this.#isOpen = parts.isOpen || own.has("stepFunctions");
  }

  deployment(): Deployment {
    const functions = partsOf(entriesIn(this.#root).get("functions")?.value, this.#values);
    this.#hasFunctionsElsewhere = functions.isOpen;
    for (const mapping of functions.mappings)
      for (const [name, entry] of entriesIn(mapping)) this.#add(name, entry);
    const deployment = this.#template.deployment();
    for (const [deployed, events] of this.#events) this.#connect(deployed, events);
    const byName = new Map([...this.#events.keys()].map((one) => [one.name, one]));
    for (const { name, as, at } of this.#namedElsewhere()) {
      const deployed = byName.get(name);
      if (as !== "authorizer" && deployed) deployed.mayHaveOtherInvokers = true;
      else if (deployed && !deployed.invokers.some(({ source }) => source === "authorizer"))
        this.#addAuthorizer(deployed, at);
    }
    const latestArns = this.#sourceCode.text.includes("$LATEST")
      ? latestArnsIn(this.#root, this.#values)
      : [];
    return {
      ...deployment,
      mappings: [...deployment.mappings, ...this.#mappings],
      aliases: [...deployment.aliases, ...this.#aliases.values()],
      latestArns,
      ...(this.#hasFunctionsElsewhere && { shared: this.#shared() }),
    };
  }

  /** What the provider says for all functions. */
  #shared(): NonNullable<Deployment["shared"]> {
    const root = [{ mapping: this.#root, path: ["provider"] }];
    return runtimeIn(new Properties(root, this.#values, this.#sourceCode, false));
  }

  #addAuthorizer(deployed: DeployedFunction, at: YamlNode): void {
    const alias = this.#aliases.get(deployed);
    deployed.invokers.push(invokerOf({ at, source: "authorizer", waits: "absent", alias }));
  }

  /** The names under which functions are authorizers of an API, or take what another function returned. */
  #namedElsewhere(): { name: string; as: string; at: YamlNode }[] {
    const names: { name: string; as: string; at: YamlNode }[] = [];
    const waiting: (YamlNode | null)[] = [this.#root];
    for (const node of waiting) {
      const content = node?.type === "YAMLWithMeta" ? node.value : node;
      if (content?.type === "YAMLSequence") waiting.push(...content.entries);
      if (content?.type !== "YAMLMapping") continue;
      for (const [key, { value, pair }] of entriesIn(content)) {
        if (pair.parent === content && value?.type !== "YAMLAlias") waiting.push(value ?? null);
        if (!namingKey.test(key)) continue;
        const named = contentOf(value);
        const own = named?.type === "YAMLMapping" ? entriesIn(named).get("name")?.value : value;
        const text = own && this.#values.text(own);
        if (text !== undefined) names.push({ name: text, as: key, at: own! });
      }
    }
    return names;
  }

  #add(name: string, { key, value }: Entry): void {
    const mapping = value && this.#values.of(value);
    if (typeof mapping !== "object" || mapping.type !== "YAMLMapping") {
      this.#hasFunctionsElsewhere = true;
      return;
    }
    const id = `${logicalName(name)}LambdaFunction`;
    const found = this.#values.of(entriesIn(this.#root).get("provider")?.value);
    const provider = typeof found === "object" && found.type === "YAMLMapping" ? found : undefined;
    const isOverridden = this.#template.changes(id);
    const layer = { mapping, path: [] };
    const own = new Properties([layer], this.#values, this.#sourceCode, isOverridden);
    const all = provider ? [layer, { mapping: provider, path: [] }] : [layer];
    const shared = new Properties(all, this.#values, this.#sourceCode, isOverridden);
    const deployed: DeployedFunction = {
      at: key,
      name,
      functionName: own.text("name"),
      ...runtimeIn(shared),
      timeout: shared.number("timeout"),
      memory: shared.number("memorySize"),
      byDefault,
      handler: own.text("handler"),
      code: "absent",
      entryPoints: [],
      vpc: shared.given("vpc"),
      capacityProvider: sharing(own.given("capacityProvider"), [
        own.number("capacityProvider.maxConcurrency"),
      ]),
      reservedConcurrency: own.number("reservedConcurrency"),
      versionConcurrency: own.number("provisionedConcurrency"),
      onFailure: anyOf(["onError", "deadLetter", "destinations.onFailure"].map((path) => own.given(path))),
      retryAttempts: own.number("maximumRetryAttempts"),
      maximumEventAge: own.number("maximumEventAge"),
      environment: shared
        .entries("environment")
        .map(([variable, entry]) => variableOf(variable, entry, this.#values, this.#template.resources)),
      invokers: [],
      mayHaveOtherInvokers: this.#isOpen,
      mayRecur: isOverridden,
    };
    this.#template.addFunction(id, deployed);
    this.#events.set(deployed, own.node("events"));
    const url = own.node("url");
    if (url) deployed.invokers.push(invokerOf({ at: url, source: "api", waits: "absent", alias: undefined }));
    const provisioned = own.node("provisionedConcurrency");
    if (provisioned)
      // Its events go to an alias that the framework makes.
      this.#aliases.set(deployed, {
        at: provisioned,
        name: "provisioned",
        function: deployed,
        isOfLatest: false,
        provisionedConcurrency: deployed.versionConcurrency,
      });
  }

  #connect(deployed: DeployedFunction, events: YamlNode | undefined): void {
    const alias = this.#aliases.get(deployed);
    for (const invoker of deployed.invokers) invoker.alias ??= alias;
    const found = this.#values.of(events);
    if (events && typeof found === "string") deployed.mayHaveOtherInvokers = true;
    if (typeof found !== "object" || found.type !== "YAMLSequence") return;
    for (const entry of found.entries) {
      const event = this.#values.of(entry ?? undefined);
      const read =
        typeof event === "object" && event.type === "YAMLMapping"
          ? eventOf(event, this.#template, this.#values, this.#sourceCode)
          : undefined;
      if (!read) {
        deployed.mayHaveOtherInvokers = true;
        continue;
      }
      deployed.invokers.push({ ...read.invoker, alias });
      if (read.mapping) this.#mappings.push({ ...read.mapping, function: deployed });
    }
  }
}

/** The runtime, and how it is changed. */
const runtimeIn = (props: Properties): Pick<DeployedFunction, "runtime" | "stating"> => ({
  runtime: props.text("runtime"),
  stating: ({ runtime }) => (runtime === undefined ? undefined : props.stating([["runtime", runtime]])),
});

/**
 * What holds the name that a function has in the file, by itself or as its `name`.
 * https://www.serverless.com/framework/docs/providers/aws/events/apigateway
 */
const namingKey = /^(authorizer|functionName|onSuccess|onFailure)$/;

/** What a section says that may be a mapping, a list of such, or stand in another file. */
function partsOf(
  section: YamlNode | undefined,
  values: Values,
): { mappings: AST.YAMLMapping[]; isOpen: boolean } {
  if (!section) return { mappings: [], isOpen: false };
  const found = values.of(section);
  const parts =
    typeof found === "object" && found.type === "YAMLSequence"
      ? found.entries.map((one) => values.of(one ?? undefined))
      : [found];
  const mappings = parts.flatMap((part) =>
    typeof part === "object" && part.type === "YAMLMapping" ? part : [],
  );
  return { mappings, isOpen: mappings.length < parts.length };
}

/** The framework's name for a function in its template: https://www.serverless.com/framework/docs/providers/aws/guide/resources */
const logicalName = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll("-", "Dash").replaceAll("_", "Underscore");
