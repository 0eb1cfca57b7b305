import type { YamlNode } from "../../kit/yaml.ts";
import { namesInText, type Names } from "../../lambda/resource-identity.ts";
import { isStated } from "../deployment.ts";
import { nameProperties, type Resource, type Resources } from "./resources.ts";
import type { Values } from "./values.ts";

/** Attributes by which a resource is named as a whole: by its address, its ARN or its name. */
const own = /^(Arn|QueueName|QueueUrl|TopicName|TopicArn|StreamArn)$/;

/** What a value comes to that is nothing but a reference; the ARN of a bucket is often put together. */
const reference = /^(arn:[\w-]+:s3:::)?\?$/;

/** The names that a value has for a queue, a topic, a table or a bucket. */
export function namesIn(node: YamlNode | undefined, resources: Resources, values: Values): Names {
  if (!node) return [];
  const referred = values.targets(node).filter(({ id }) => !id.startsWith("AWS::"));
  const [target, another] = referred;
  if (!target) {
    // An ARN can name a resource of the template by its name.
    const [byName] = resources.namedIn(node);
    return byName ? namesOf(byName.resource) : namesInText(values.text(node) ?? "");
  }
  const text = values.text(node);
  if (text !== undefined) return namesInText(text);
  const isWhole = !another && reference.test(values.pattern(node));
  if (!isWhole || (target.attribute !== undefined && !own.test(target.attribute))) return [];
  const resource = resources.get(target.id);
  return resource ? namesOf(resource) : [`#${target.id}`];
}

/** The names of a resource itself. */
export function namesOf({ id, type, props }: Resource): Names {
  const name = props.text(nameProperties.get(type) ?? "Name");
  return [`#${id}`, ...(isStated(name) ? namesInText(name.value) : [])];
}
