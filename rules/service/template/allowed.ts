import type { AST } from "yaml-eslint-parser";
import { contentOf, entriesIn, textIn, type YamlNode } from "../../kit/yaml.ts";
import { elementsOf, intrinsicAt, targetsOf } from "./intrinsics.ts";

/**
 * The services whose actions policies of a template allow on something that they name: `kinesis` for a parameter that
 * `kinesis:GetRecords` is allowed on. What reads a stream has to be allowed to.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export function servicesAllowed(
  sections: readonly AST.YAMLMapping[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  const waiting: (YamlNode | null)[] = [...sections];
  for (const node of waiting) {
    const content = node?.type === "YAMLWithMeta" ? node.value : node;
    if (content?.type === "YAMLSequence") waiting.push(...content.entries);
    if (content?.type !== "YAMLMapping") continue;
    waiting.push(...content.pairs.map(({ value }) => value));
    const statement = entriesIn(content);
    const [action, resource] = [statement.get("Action")?.value, statement.get("Resource")?.value];
    for (const id of action && resource ? idsIn(resource) : [])
      for (const text of textsIn(action!)) {
        const known = services.get(id) ?? new Set();
        services.set(id, known.add(text.split(":")[0]!.toLowerCase()));
      }
  }
  return services;
}

/** `!Ref Stream`, and lists of such. */
const idsIn = (node: YamlNode): string[] =>
  elementsOrItself(node).flatMap((one) => {
    const intrinsic = intrinsicAt(one);
    return intrinsic?.name === "Ref" ? targetsOf(intrinsic).map(({ id }) => id) : [];
  });

const textsIn = (node: YamlNode): string[] => elementsOrItself(node).flatMap((one) => textIn(one) ?? "*");

const elementsOrItself = (node: YamlNode): YamlNode[] =>
  contentOf(node)?.type === "YAMLSequence" && !intrinsicAt(node)
    ? elementsOf(node).flatMap((one) => one ?? [])
    : [node];
