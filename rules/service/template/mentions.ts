import type { AST } from "yaml-eslint-parser";
import { contentOf, entriesIn, textIn, type YamlNode } from "../../kit/yaml.ts";
import { elementsOf, intrinsicAt, targetsOf, type Target } from "./intrinsics.ts";
import type { Resources } from "./resources.ts";

/** A place where a template names one of its resources. */
export interface Mention extends Target {
  /** The logical id of the resource that names it. */
  owner: string;
  at: YamlNode;
  /** Whether failed messages or events go there. */
  isOfFailures: boolean;
}

/** Keys under which it stands where failed messages or events go. */
const failureKey =
  /^(deadLetterTargetArn|RedrivePolicy|DeadLetter\w*|OnFailure|onFailure|deadLetter|onError)$/;

/** All that the resources of a template name, in one walk; aliases are not followed, since what they stand for is walked too. */
export function mentionsIn(sections: readonly AST.YAMLMapping[], resources: Resources): Mention[] {
  const mentions: Mention[] = [];
  for (const { key, value } of sections.flatMap(({ pairs }) => pairs)) {
    const owner = textIn(key);
    if (owner !== undefined && value) collect(value, { owner, isOfFailures: false }, resources, mentions);
  }
  return mentions;
}

function collect(
  node: YamlNode,
  of: Pick<Mention, "owner" | "isOfFailures">,
  resources: Resources,
  mentions: Mention[],
): void {
  const intrinsic = intrinsicAt(node);
  for (const target of intrinsic ? targetsOf(intrinsic) : []) mentions.push({ ...target, ...of, at: node });
  const content = node.type === "YAMLWithMeta" ? node.value : node;
  if (content?.type === "YAMLScalar") {
    const text = textIn(content);
    for (const target of text?.includes(":function:") ? resources.functionsInArnsOf(text) : [])
      mentions.push({ ...target, ...of, at: node });
  }
  if (content?.type === "YAMLSequence") {
    for (const entry of content.entries) if (entry) collect(entry, of, resources, mentions);
  } else if (content?.type === "YAMLMapping")
    for (const { key, value } of content.pairs) {
      const name = textIn(contentOf(key)) ?? "";
      const isOfFailures = of.isOfFailures || failureKey.test(name);
      for (const at of name === "Destination" ? idsOfConnected(value) : [])
        mentions.push({ id: textIn(at)!, attribute: undefined, ...of, at });
      if (value) collect(value, { ...of, isOfFailures }, resources, mentions);
    }
}

/**
 * Connectors of SAM name resources by their bare ids, one or several: `Destination: { Id: Worker }`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
const idsOfConnected = (destination: YamlNode | null): YamlNode[] =>
  [destination, ...elementsOf(destination ?? undefined)].flatMap((one) => {
    const content = contentOf(one);
    const id = content?.type === "YAMLMapping" ? entriesIn(content).get("Id")?.value : undefined;
    return id && textIn(id) !== undefined ? [id] : [];
  });
