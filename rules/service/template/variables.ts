import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../../kit/rule.ts";
import { contentOf, documentsOf, entriesIn, type YamlNode } from "../../kit/yaml.ts";
import { fileFrom } from "../around.ts";
import type { Found, Scalar, Variables } from "./values.ts";

/** `${self:custom.timeout, 30}`, without another variable inside. What has no source, as `${Queue.Arn}`, is CloudFormation's. */
const variable = /\$\{([a-zA-Z]\w*(?:\([^(){}]*\)|:(?!:))[^${}]*)\}/;

/** How often one variable leads to the next in one text. */
const maximumSteps = 16;

/** A file whose name depends on something, as on the stage. */
const unknownFile = /\$\{file\([^()]*\$\{/;

/**
 * The variables of the Serverless Framework, as far as the file, and files that it names, decide them: what a stage or
 * the environment says is unknown.
 * https://www.serverless.com/framework/docs/guides/variables
 */
export const variablesOf =
  (root: AST.YAMLMapping, sourceCode: SourceCode): Variables =>
  (text, valueOf) => {
    if (unknownFile.test(text)) return "unknown";
    let pattern = text;
    let isWhole = true;
    for (let step = 0; step < maximumSteps; step += 1) {
      const match = variable.exec(pattern);
      if (!match) return scalar(pattern, isWhole);
      const [all, expression = ""] = match;
      const found = valueOfVariable(expression, root, sourceCode, valueOf);
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
  sourceCode: SourceCode,
  valueOf: (node: YamlNode) => Found,
): YamlNode | Scalar | "unknown" {
  for (const alternative of expression.split(",").map((one) => one.trim())) {
    const [, file, way] = /^(?:self:|file\(([^()]+)\)(?::|$))([\w.-]*)$/.exec(alternative) ?? [];
    if (way === undefined) return literal(alternative);
    // What is not there may be kept from the repository, as secrets are.
    const start = file === undefined ? root : documentAt(file, sourceCode);
    if (!start) return "unknown";
    const found = way === "" ? start : nodeAt(start, way.split("."), valueOf);
    if (found !== "absent") return found;
  }
  return "unknown";
}

/** What a file of YAML or JSON holds, by its path from the folder of the one that names it. */
function documentAt(path: string, sourceCode: SourceCode): YamlNode | undefined {
  if (!/\.(ya?ml|json)$/.test(path)) return undefined;
  const other = fileFrom(sourceCode, path.trim());
  const [document, another] = other ? documentsOf(other) : [];
  return another ? undefined : (document?.content ?? undefined);
}

/** `'orders'`, `30` or `true`, which stand for themselves. */
function literal(text: string): Scalar | "unknown" {
  const [, quoted] = /^(?:'([^']*)'|"([^"]*)")$/.exec(text) ?? [];
  if (/^(\d+(\.\d+)?|true|false)$/.test(text)) return scalar(text, true);
  return quoted === undefined ? "unknown" : scalar(quoted, true);
}

function nodeAt(
  root: YamlNode,
  path: readonly string[],
  valueOf: (node: YamlNode) => Found,
): YamlNode | "absent" | "unknown" {
  let at: YamlNode = root;
  for (const name of path) {
    const found: Found = at === root && at.type === "YAMLMapping" ? at : valueOf(at);
    if (typeof found === "string") return found;
    if (found.type === "Scalar") return "unknown";
    const next: YamlNode | null | undefined =
      found.type === "YAMLMapping" ? entriesIn(found).get(name)?.value : found.entries[Number(name)];
    if (!next) return "absent";
    at = next;
  }
  return contentOf(at) ? at : "absent";
}
