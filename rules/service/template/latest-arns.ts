import type { YamlNode } from "../../kit/yaml.ts";
import { isLatestArn, type Place } from "../deployment.ts";
import type { Values } from "./values.ts";

/** The places in a value whose text is an ARN with `$LATEST`. */
export function latestArnsIn(node: YamlNode, values: Values): Place[] {
  const content = node.type === "YAMLWithMeta" ? node.value : node;
  const inner =
    content?.type === "YAMLMapping"
      ? content.pairs.map(({ value }) => value)
      : content?.type === "YAMLSequence"
        ? content.entries
        : undefined;
  const isArn = node.type !== "YAMLAlias" && isLatestArn(values.pattern(node));
  if (isArn) return [node];
  return (inner ?? []).flatMap((one) => (one ? latestArnsIn(one, values) : []));
}
