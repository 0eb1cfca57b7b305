import type { AST } from "yaml-eslint-parser";
import { contentOf, entriesIn, textIn } from "../../kit/yaml.ts";
import { elementsOf, hasHiddenEntries } from "./intrinsics.ts";
import { mappingAt } from "./values.ts";

/** Transforms that add nothing to what a template says of functions and queues, but SAM, which is read here. */
const knownTransform =
  /^AWS::(Serverless-2016-10-31|LanguageExtensions|SecretsManager-[\d-]+|CodeDeployBlueGreen|ServiceCatalog|CodeStar)$/;

/** Whether a template is rewritten by a macro that is not AWS's own, or has resources that do not show: of a loop, or of another file. */
export function hasUnknownMacro(root: AST.YAMLMapping): boolean {
  const value = entriesIn(root).get("Transform")?.value;
  const content = contentOf(value);
  const names = content?.type === "YAMLSequence" ? elementsOf(content) : content ? [content] : [];
  const resources = mappingAt(root, "Resources");
  const isIncluded = resources !== undefined && hasHiddenEntries(resources);
  return isIncluded || names.some((name) => !knownTransform.test(textIn(name) ?? ""));
}
