import type { AST } from "yaml-eslint-parser";
import { once } from "../../kit/once.ts";
import { contentOf, entriesIn, tagOf, textIn, valueAt, type YamlNode } from "../../kit/yaml.ts";

/**
 * A function of CloudFormation's own language: `!Ref Name` and `{ Ref: Name }`, `!Sub …` and `{ "Fn::Sub": … }`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export interface Intrinsic {
  /** Without `!` and `Fn::`. */
  name: string;
  argument: YamlNode | undefined;
}

/** The function that stands for a value. An unknown tag counts as one: what it makes of the value does not show. */
export function intrinsicAt(node: YamlNode): Intrinsic | undefined {
  const value = valueAt(node);
  const tag = value && tagOf(value);
  if (tag && !tag.startsWith("!!"))
    return {
      name: tag.slice(1),
      argument: value.type === "YAMLWithMeta" ? (value.value ?? undefined) : undefined,
    };
  const content = contentOf(value);
  if (content?.type !== "YAMLMapping" || content.pairs.length !== 1) return undefined;
  const [[key, entry] = []] = entriesIn(content);
  if (key === undefined || !entry) return undefined;
  const name = key === "Ref" || key === "Condition" ? key : /^Fn::(.+)$/.exec(key)?.[1];
  return name === undefined ? undefined : { name, argument: entry.value };
}

/** Whether a macro, or a loop, adds entries to a mapping that do not show. */
export const hasHiddenEntries = once((mapping: AST.YAMLMapping): boolean =>
  [...entriesIn(mapping).keys()].some((key) => key.startsWith("Fn::")),
);

/** The values of a list; none where it is no list. */
export const elementsOf = (node: YamlNode | undefined): (YamlNode | undefined)[] => {
  const content = contentOf(node);
  return content?.type === "YAMLSequence" ? content.entries.map((one) => one ?? undefined) : [];
};

/** A part of the deployment that a value stands for, and which of its attributes: none for `Ref`. */
export interface Target {
  id: string;
  attribute: string | undefined;
}

/** What stands between `${` and `}` in a text of `Sub`. */
export const substitutions = /\$\{([^{}]*)\}/g;

/** What a function names itself, without what its arguments name: `!Ref Queue`, `!GetAtt Queue.Arn`, `!Sub "${Queue.Arn}"`. */
export function targetsOf({ name, argument }: Intrinsic): Target[] {
  const text = textIn(argument);
  if (name === "Ref" && text !== undefined) return [targetOf(text)];
  if (name === "GetAtt") {
    if (text !== undefined) return [targetOf(text)];
    const [id, ...attribute] = elementsOf(argument).map((one) => textIn(one) ?? "?");
    return id === undefined ? [] : [{ id, attribute: attribute.join(".") }];
  }
  if (name !== "Sub") return [];
  const template = text ?? textIn(elementsOf(argument)[0]) ?? "";
  return [...template.matchAll(substitutions)].map(([, inner]) => targetOf(inner!.trim()));
}

/** `Queue.Arn`; SAM has `Function.Alias` and `Function.Version` too, behind `Ref`. */
function targetOf(text: string): Target {
  const [id = "", ...attribute] = text.split(".");
  return { id, attribute: attribute.length > 0 ? attribute.join(".") : undefined };
}
