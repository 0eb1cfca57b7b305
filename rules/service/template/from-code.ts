import type { AST } from "yaml-eslint-parser";
import { awaited, isNullish, memberName, stringValue, type Node } from "../../kit/ast.ts";
import { exportsOf } from "../../kit/exports.ts";
import { importedAs } from "../../kit/imports.ts";
import { oncePerFile } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import type { YamlNode } from "../../kit/yaml.ts";
import { exportBehind } from "../around.ts";
import type { Deployment } from "../deployment.ts";
import { deploymentOfServerless, isOfServerless } from "./serverless.ts";

/** What a `serverless.ts` or a `serverless.js` deploys, as far as it exports an object that is spelt out. Nothing is run. */
export const deploymentOfServerlessCode = oncePerFile((sourceCode): Deployment | undefined => {
  const exported = exportsOf(sourceCode).find(({ name }) => name === "default");
  const root = exported && new Translation().of(exported.value, sourceCode);
  return root?.type === "YAMLMapping" && isOfServerless(root, sourceCode)
    ? deploymentOfServerless(root, sourceCode)
    : undefined;
});

/** How far objects, names and imports lead to one another. */
const maximumDepth = 40;

/** No configuration has nearly as many values. One object can stand in many places. */
const maximumSize = 50_000;

interface Entry {
  key: AST.YAMLScalar;
  value: YamlNode;
}

/** The values of code, as the reader of templates has them: with the places where they stand. */
class Translation {
  #left = maximumSize;

  of(node: Node, from: SourceCode, depth = maximumDepth): YamlNode | undefined {
    const { value, sourceCode } = staticValue(node, from);
    if (isNullish(value)) return undefined;
    if (depth <= 0 || this.#left-- <= 0) return this.#unknown(value);
    if (value.type === "ObjectExpression") return this.#mapping(value.properties, value, sourceCode, depth);
    if (value.type === "ArrayExpression") {
      const entries = value.elements.map((one) =>
        one && one.type !== "SpreadElement" ? this.of(one, sourceCode, depth - 1) : this.#unknown(value),
      );
      return this.#made("YAMLSequence", value, { style: "flow", entries });
    }
    const text = textOf(value);
    return text === undefined ? this.#unknown(value) : this.#scalar(text, value);
  }

  #mapping(properties: readonly Node[], at: Node, sourceCode: SourceCode, depth: number): AST.YAMLMapping {
    const mapping = this.#made<AST.YAMLMapping>("YAMLMapping", at, { style: "flow", pairs: [] });
    for (const entry of this.#entries(properties, sourceCode, depth).values())
      mapping.pairs.push(this.#made<AST.YAMLPair>("YAMLPair", at, { ...entry, parent: mapping }));
    return mapping;
  }

  #entries(properties: readonly Node[], from: SourceCode, depth: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const property of properties) {
      const name = property.type === "Property" ? memberName(property) : undefined;
      const spread = property.type === "SpreadElement" ? staticValue(property.argument, from) : undefined;
      if (property.type === "Property" && name !== undefined) {
        const value = this.of(property.value, from, depth - 1);
        if (value) entries.set(name, { key: this.#scalar(name, property.key), value });
        else entries.delete(name);
      } else if (spread?.value.type === "ObjectExpression" && depth > 0 && this.#left-- > 0) {
        const more = this.#entries(spread.value.properties, spread.sourceCode, depth - 1);
        for (const [key, entry] of more) entries.set(key, entry);
      } else {
        // What cannot be told may say something else of all that stands before it, and may add to it.
        for (const entry of entries.values()) entry.value = this.#unknown(property);
        const key = this.#scalar("Fn::Transform", property);
        entries.set("Fn::Transform", { key, value: this.#unknown(property) });
      }
    }
    return entries;
  }

  #scalar(text: string, at: Node): AST.YAMLScalar {
    return this.#made("YAMLScalar", at, { style: "plain", strValue: text, value: text, raw: text });
  }

  /** What the reader takes for unknown: a value with a tag that it does not know. */
  #unknown(at: Node): YamlNode {
    return this.#made("YAMLWithMeta", at, { tag: { raw: "!unknown" }, anchor: null, value: null });
  }

  /** What is made of code is a part of it, and so of the file in which that stands, whichever file has the export. */
  #made<Made extends { type: string }>(type: Made["type"], code: Node, own: object): Made {
    return { type, range: code.range, loc: code.loc, parent: code, ...own } as unknown as Made;
  }
}

/** What an expression comes to, be it in another file that is imported from. */
function staticValue(node: Node, from: SourceCode, depth = 4): { value: Node; sourceCode: SourceCode } {
  const value = awaited(valueBehind(node, from));
  const imported = depth > 0 && value.type === "Identifier" ? importedAs(value, from) : undefined;
  const exported = imported && exportBehind(imported, from);
  return exported ? staticValue(exported.value, exported.sourceCode, depth - 1) : { value, sourceCode: from };
}

/** The text of a value that is spelt out, as a template would have it. */
function textOf(value: Node): string | undefined {
  const text = stringValue(value);
  if (text !== undefined) return text;
  if (value.type === "UnaryExpression" && value.operator === "-" && value.argument.type === "Literal")
    return typeof value.argument.value === "number" ? String(-value.argument.value) : undefined;
  return value.type === "Literal" && /^(number|boolean)$/.test(typeof value.value)
    ? String(value.value)
    : undefined;
}
