import type { AST } from "yaml-eslint-parser";
import { contentOf, entriesIn, type YamlNode } from "../../kit/yaml.ts";
import type { Found, Scalar, Variables } from "./values.ts";

/** `${self:custom.timeout, 30}`, without another variable inside. What has no source, as `${Queue.Arn}`, is CloudFormation's. */
const variable = /\$\{([a-zA-Z]\w*(?:\([^(){}]*\)|:(?!:))[^${}]*)\}/;

/** How often one variable leads to the next in one text. */
const maximumSteps = 16;

/**
 * The variables of the Serverless Framework, as far as the file decides them: what a stage, the environment or another
 * file says is unknown.
 * https://www.serverless.com/framework/docs/guides/variables
 */
export const variablesOf =
  (root: AST.YAMLMapping): Variables =>
  (text, valueOf) => {
    let pattern = text;
    let isWhole = true;
    for (let step = 0; step < maximumSteps; step += 1) {
      const match = variable.exec(pattern);
      if (!match) return scalar(pattern, isWhole);
      const [all, expression = ""] = match;
      const found = valueOfVariable(expression, root, valueOf);
      if (all === pattern.trim()) return found;
      const known = typeof found === "string" ? undefined : textOf(found, valueOf);
      isWhole &&= known !== undefined;
      pattern = pattern.replace(all, () => known ?? "?");
    }
    return "unknown";
  };

const scalar = (pattern: string, isWhole: boolean): Scalar => ({
  type: "Scalar",
  text: isWhole ? pattern : undefined,
  pattern,
});

const textOf = (found: YamlNode | Scalar, valueOf: (node: YamlNode) => Found): string | undefined => {
  const value = found.type === "Scalar" ? found : valueOf(found);
  return typeof value === "object" && value.type === "Scalar" ? value.text : undefined;
};

/** The first of the alternatives that there is. */
function valueOfVariable(
  expression: string,
  root: AST.YAMLMapping,
  valueOf: (node: YamlNode) => Found,
): YamlNode | Scalar | "unknown" {
  for (const alternative of expression.split(",").map((one) => one.trim())) {
    const [, path] = /^self:([\w.-]+)$/.exec(alternative) ?? [];
    if (path === undefined) return literal(alternative);
    const found = nodeAt(root, path.split("."), valueOf);
    if (found !== "absent") return found;
  }
  return "unknown";
}

/** `'orders'`, `30` or `true`, which stand for themselves. */
function literal(text: string): Scalar | "unknown" {
  const [, quoted] = /^(?:'([^']*)'|"([^"]*)")$/.exec(text) ?? [];
  if (/^(\d+(\.\d+)?|true|false)$/.test(text)) return scalar(text, true);
  return quoted === undefined ? "unknown" : scalar(quoted, true);
}

function nodeAt(
  root: AST.YAMLMapping,
  path: readonly string[],
  valueOf: (node: YamlNode) => Found,
): YamlNode | "absent" | "unknown" {
  let at: YamlNode = root;
  for (const name of path) {
    const found: Found = at === root ? root : valueOf(at);
    if (typeof found === "string") return found;
    if (found.type === "Scalar") return "unknown";
    const next: YamlNode | null | undefined =
      found.type === "YAMLMapping" ? entriesIn(found).get(name)?.value : found.entries[Number(name)];
    if (!next) return "absent";
    at = next;
  }
  return contentOf(at) ? at : "absent";
}
