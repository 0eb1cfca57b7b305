import type { AST } from "yaml-eslint-parser";
import { oncePerFile } from "../../kit/once.ts";
import { contentOf, documentsOf, entriesIn, textIn } from "../../kit/yaml.ts";
import type { Place } from "../deployment.ts";
import { elementsOf } from "./intrinsics.ts";
import { mappingAt } from "./values.ts";

/** A rule that has nothing to say in a part of a template. */
interface Suppression {
  rule: string;
  within: Place;
  /** Where it is said. */
  at: Place;
  /** Why, as the template has it; empty where it does not say, and `undefined` in a list, which has no place for it. */
  reason: string | undefined;
}

/**
 * What a template says of rules under `Metadata`, of one resource or of the whole, since JSON has no comments:
 * `"Metadata": { "effective-lambda": { "disable": { "require-queue-dlq": "Worthless a minute later." } } }`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 */
export const suppressionsIn = oncePerFile((sourceCode): readonly Suppression[] => {
  if (!/["']?effective-lambda["']?\s*:/.test(sourceCode.text)) return [];
  return documentsOf(sourceCode).flatMap(({ content }) => {
    const root = contentOf(content);
    if (root?.type !== "YAMLMapping") return [];
    const resources = mappingAt(root, "Resources")?.pairs ?? [];
    return [
      ...suppressionsOf(root, root),
      ...resources.flatMap((pair) => suppressionsOf(contentOf(pair.value), pair)),
    ];
  });
});

function suppressionsOf(owner: AST.YAMLContent | undefined, within: Place): Suppression[] {
  const metadata = owner?.type === "YAMLMapping" ? mappingAt(owner, "Metadata") : undefined;
  const own = mappingAt(metadata, "effective-lambda");
  const disabled = own && entriesIn(own).get("disable")?.value;
  const content = contentOf(disabled);
  if (content?.type === "YAMLMapping")
    return [...entriesIn(content)].map(([rule, { pair, value }]) => ({
      rule,
      within,
      at: pair,
      reason: (textIn(value) ?? "").trim(),
    }));
  return elementsOf(disabled).flatMap((at) => {
    const rule = textIn(at);
    return rule === undefined || !at ? [] : [{ rule, within, at, reason: undefined }];
  });
}

/** Whether a template has a rule be silent at a place. */
export const isSuppressed = (
  rule: string,
  at: Place["loc"],
  sourceCode: Parameters<typeof suppressionsIn>[0],
): boolean =>
  suppressionsIn(sourceCode).some(
    ({ rule: silent, within: { loc } }) =>
      silent === rule && !isBefore(at.start, loc.start) && !isBefore(loc.end, at.start),
  );

const isBefore = (one: Place["loc"]["start"], other: Place["loc"]["start"]): boolean =>
  one.line < other.line || (one.line === other.line && one.column < other.column);
