import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../../kit/rule.ts";
import { contentOf, entriesIn, textIn, type YamlNode } from "../../kit/yaml.ts";
import { isStated } from "../deployment.ts";
import { servicesAllowed } from "./allowed.ts";
import { intrinsicAt, type Target } from "./intrinsics.ts";
import { Properties } from "./properties.ts";
import type { Values } from "./values.ts";

/** A resource of a template, under its logical id. */
export interface Resource {
  id: string;
  type: string;
  /** Where its logical id stands. */
  at: AST.YAMLScalar;
  mapping: AST.YAMLMapping;
  props: Properties;
  metadata: Properties;
}

/** The properties by which a resource of a type is called what it is called in AWS. */
export const nameProperties = new Map([
  ["AWS::SQS::Queue", "QueueName"],
  ["AWS::SNS::Topic", "TopicName"],
  ["AWS::S3::Bucket", "BucketName"],
  ["AWS::DynamoDB::GlobalTable", "TableName"],
  ["AWS::Serverless::SimpleTable", "TableName"],
  ["AWS::Lambda::Function", "FunctionName"],
  ["AWS::Serverless::Function", "FunctionName"],
  ["AWS::Kinesis::Stream", "Name"],
  ["AWS::DynamoDB::Table", "TableName"],
]);

/** The services of those types, as an ARN names them. */
const servicesOfArns = new Map([
  ["AWS::SQS::Queue", "sqs"],
  ["AWS::Lambda::Function", "lambda"],
  ["AWS::Serverless::Function", "lambda"],
  ["AWS::Kinesis::Stream", "kinesis"],
  ["AWS::DynamoDB::Table", "dynamodb"],
]);

/** `arn:aws:sqs:eu-west-1:123456789012:orders`, with `?` in place of what cannot be told. */
const arn = /^(?:arn|\?):[^:]*:([a-z]+):[^:]*:[^:]*:(?:(?:function|table|stream)[:/])?([^:/]+)/;

/** `arn:aws:lambda:eu-west-1:123456789012:function:${OrdersName}`, with what may follow: an alias, or the end of a path. */
const functionInArn = /:function:((?:\$\{[^{}]*\}|[\w-])+)/;
const functionsInArns = new RegExp(functionInArn, "g");

/** How a text is spelt, with `${Name}` for a reference: one parameter can name a function here and there. */
function spellingOf(node: YamlNode | undefined): string | undefined {
  const intrinsic = node && intrinsicAt(node);
  if (!intrinsic) return textIn(contentOf(node));
  const text = textIn(contentOf(intrinsic.argument));
  return intrinsic.name === "Ref" ? `\${${text}}` : intrinsic.name === "Sub" ? text : undefined;
}

/** The resources of a template, and how values refer to them. */
export class Resources {
  readonly #values: Values;
  readonly #byId = new Map<string, Resource>();
  readonly #sections: readonly AST.YAMLMapping[];
  #allowed: ReturnType<typeof servicesAllowed> | undefined;
  /** By service and name, as far as names are spelt out. */
  readonly #byName = new Map<string, Resource>();
  /** Functions, by their names as these are spelt. */
  readonly #bySpelling = new Map<string, Target[]>();

  constructor(
    sections: readonly AST.YAMLMapping[],
    globals: AST.YAMLMapping | undefined,
    values: Values,
    sourceCode: SourceCode,
    isOpen: boolean,
  ) {
    this.#values = values;
    this.#sections = sections;
    for (const [id, { key, value }] of sections.flatMap((section) => [...entriesIn(section)])) {
      const mapping = contentOf(value);
      const type =
        mapping?.type === "YAMLMapping" ? textIn(entriesIn(mapping).get("Type")?.value) : undefined;
      if (mapping?.type !== "YAMLMapping" || type === undefined) continue;
      // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
      const [, kind] = /^AWS::Serverless::(\w+)$/.exec(type) ?? [];
      const layers = [
        { mapping, path: ["Properties"] },
        ...(kind && globals ? [{ mapping: globals, path: [kind] }] : []),
      ];
      const props = new Properties(layers, values, sourceCode, isOpen);
      const metadata = new Properties([{ mapping, path: ["Metadata"] }], values, sourceCode, false);
      const resource: Resource = { id, type, at: key, mapping, props, metadata };
      this.#byId.set(id, resource);
      const name = props.text(nameProperties.get(type) ?? "Name");
      const service = servicesOfArns.get(type);
      if (service && isStated(name)) this.#byName.set(`${service}:${name.value}`, resource);
      const spelling = service === "lambda" ? spellingOf(props.node("FunctionName")) : undefined;
      if (spelling !== undefined)
        this.#bySpelling.set(spelling, [...this.#speltAs(spelling), { id, attribute: undefined }]);
    }
  }

  [Symbol.iterator](): IterableIterator<Resource> {
    return this.#byId.values();
  }

  get(id: string): Resource | undefined {
    return this.#byId.get(id);
  }

  /** What a value names: by reference, or by the ARN of a resource whose name is spelt out. */
  targetsOf(node: YamlNode | undefined): Target[] {
    const targets = this.#values.targets(node).filter(({ id }) => !id.startsWith("AWS::"));
    if (targets.length > 0 || !node) return targets;
    const [, service, name] = arn.exec(this.#values.pattern(node)) ?? [];
    const resource = this.#byName.get(`${service}:${name}`);
    return resource ? [{ id: resource.id, attribute: undefined }] : [];
  }

  /** The function that a value names by a name which is spelt as the function's own is, alone or in an ARN. */
  functionsSpeltAs(node: YamlNode | undefined): Target[] {
    const spelling = spellingOf(node) ?? "";
    const [, name = spelling] = functionInArn.exec(spelling) ?? [];
    return this.#speltAs(name);
  }

  /** The functions whose ARNs stand in a text, by names that are spelt as the functions' own are. */
  functionsInArnsOf(text: string): Target[] {
    return [...text.matchAll(functionsInArns)].flatMap(([, name]) => this.#speltAs(name!));
  }

  #speltAs(name: string): Target[] {
    return this.#bySpelling.get(name) ?? [];
  }

  /** The one service whose actions the template allows on what a value names; `undefined` where there are several, or none. */
  serviceOf(node: YamlNode): string | undefined {
    const [target, another] = this.#values.targets(node);
    if (!target || another) return undefined;
    this.#allowed ??= servicesAllowed(this.#sections);
    const [service, other] = this.#allowed.get(target.id) ?? [];
    return other === undefined ? service : undefined;
  }

  /** The resources that a value names. */
  namedIn(node: YamlNode | undefined): { resource: Resource; target: Target }[] {
    return this.targetsOf(node).flatMap((target) => {
      const resource = this.#byId.get(target.id);
      return resource ? [{ resource, target }] : [];
    });
  }

  /** The one resource of a type that a value names. */
  only(node: YamlNode | undefined, type: RegExp): Resource | undefined {
    const all = new Set(this.namedIn(node).map(({ resource }) => resource));
    const [one, another] = [...all].filter((resource) => type.test(resource.type));
    return another ? undefined : one;
  }
}
