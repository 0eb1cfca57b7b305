import { contentOf, textIn, type YamlNode } from "../../kit/yaml.ts";
import { speaksOfWarmth } from "../deployment.ts";

/** Whether what a schedule sends only keeps a function warm, be it a text or a mapping: `Input: '{ "warmer": true }'`. */
export function isWarmUp(input: YamlNode | null | undefined): boolean {
  if (input?.type === "YAMLAlias") return false;
  const content = contentOf(input);
  if (content?.type === "YAMLMapping")
    return content.pairs.some(({ key, value }) => isWarmUp(key) || isWarmUp(value));
  return speaksOfWarmth(textIn(content) ?? "");
}
