import type { AST } from "yaml-eslint-parser";
import { contentOf, entriesIn, textIn, valueAt, type YamlNode } from "../../kit/yaml.ts";
import {
  elementsOf,
  intrinsicAt,
  substitutions,
  targetsOf,
  type Intrinsic,
  type Target,
} from "./intrinsics.ts";

/** A text, number or boolean; `text` is `undefined` where only the deployment will tell which. */
export interface Scalar {
  type: "Scalar";
  text: string | undefined;
  /** The text with `?` in place of what cannot be told, where some of it can. */
  pattern?: string;
}

/** What a value comes to. `absent`: as if nothing stood there. `unknown`: nobody can tell before it is deployed. */
export type Found = AST.YAMLMapping | AST.YAMLSequence | Scalar | "absent" | "unknown";

/** The variables of a language on top of CloudFormation's: what `${self:custom.timeout}` stands for. */
export type Variables = (text: string, valueOf: (node: YamlNode) => Found) => YamlNode | Scalar | "unknown";

/** How far one value leads to the next. */
const maximumDepth = 8;

/** No text that a rule looks at is longer. */
const longestText = 4_096;

const scalar = (text: string | undefined): Scalar => ({ type: "Scalar", text });

/** The values of one template, with what its own parameters, mappings and variables say. */
export class Values {
  readonly #parameters: AST.YAMLMapping | undefined;
  readonly #mappings: AST.YAMLMapping | undefined;
  readonly #variables: Variables | undefined;
  readonly #known = new Map<YamlNode, Found>();
  readonly #patterns = new Map<YamlNode, string>();

  constructor(root: AST.YAMLMapping | undefined, variables?: Variables) {
    this.#parameters = mappingAt(root, "Parameters");
    this.#mappings = mappingAt(root, "Mappings");
    this.#variables = variables;
  }

  /** What a value comes to. Each is worked out once, since aliases can name one value without end. */
  of(node: YamlNode | undefined, depth = maximumDepth): Found {
    const value = node && depth > 0 ? valueAt(node) : undefined;
    if (!value) return "unknown";
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // What leads to itself is never known.
    this.#known.set(value, "unknown");
    const found = this.#found(value, depth);
    this.#known.set(value, found);
    return found;
  }

  #found(value: YamlNode, depth: number): Found {
    const intrinsic = intrinsicAt(value);
    if (intrinsic) return this.#resultOf(intrinsic, depth - 1);
    const content = contentOf(value);
    if (!content) return "unknown";
    if (content.type !== "YAMLScalar") return content;
    if (content.value === null) return "unknown";
    const text = textIn(content)!;
    // What another service stores is looked up when the template is deployed.
    if (text.includes("{{resolve:")) return scalar(undefined);
    const found = this.#behind(text, depth) ?? scalar(text);
    return typeof found === "string" || found.type === "Scalar" ? found : this.of(found, depth - 1);
  }

  /** The text of a value that can be told whole. */
  text(node: YamlNode | undefined): string | undefined {
    const found = node && this.of(node);
    return typeof found === "object" && found.type === "Scalar" ? found.text : undefined;
  }

  /** The text of a value, with `?` in place of what cannot be told. */
  pattern(node: YamlNode | undefined, depth = maximumDepth): string {
    const value = node && depth > 0 ? valueAt(node) : undefined;
    if (!value) return "?";
    const known = this.#patterns.get(value);
    if (known !== undefined) return known;
    this.#patterns.set(value, "?");
    const pattern = this.#patternOf(value, depth);
    const shown = pattern.length > longestText ? "?" : pattern;
    this.#patterns.set(value, shown);
    return shown;
  }

  #patternOf(value: YamlNode, depth: number): string {
    const intrinsic = intrinsicAt(value);
    if (intrinsic?.name === "Sub") return this.#substituted(intrinsic, depth - 1);
    if (intrinsic?.name === "Join") return this.#joined(intrinsic, depth - 1);
    const found = this.of(value, depth);
    return typeof found === "object" && found.type === "Scalar" ? patternOf(found) : "?";
  }

  /** What a value names anywhere in it, be it an intrinsic, a mapping or a list. Aliases inside are not followed. */
  targets(node: YamlNode | undefined): Target[] {
    const value = node && valueAt(node);
    const variable = this.#behindVariable(contentOf(value));
    return value ? targetsIn(variable ?? value) : [];
  }

  #behindVariable(content: AST.YAMLContent | undefined): YamlNode | undefined {
    const found = this.#behind(textIn(content) ?? "", maximumDepth);
    return typeof found === "object" && found.type !== "Scalar" ? found : undefined;
  }

  #behind(text: string, depth: number): ReturnType<Variables> | undefined {
    return text.includes("${") ? this.#variables?.(text, (node) => this.of(node, depth - 1)) : undefined;
  }

  #resultOf(intrinsic: Intrinsic, depth: number): Found {
    const { name, argument } = intrinsic;
    switch (name) {
      case "Ref":
        return this.#referred(textIn(argument) ?? "");
      case "GetAtt":
      case "ImportValue":
      case "Base64":
        return scalar(undefined);
      case "Sub":
        return whole(this.#substituted(intrinsic, depth));
      case "Join":
        return whole(this.#joined(intrinsic, depth));
      case "If":
        return this.#either(elementsOf(argument), depth);
      case "FindInMap":
        return this.#mapped(elementsOf(argument), depth);
      default:
        return "unknown";
    }
  }

  /** `!Ref Timeout`. What the Parameter Store holds is not what stands in the template. */
  #referred(name: string): Found {
    if (name === "AWS::NoValue") return "absent";
    if (name.startsWith("AWS::")) return scalar(undefined);
    const parameter = mappingAt(this.#parameters, name);
    if (!parameter)
      return this.#parameters && entriesIn(this.#parameters).has(name) ? "unknown" : scalar(undefined);
    const entries = entriesIn(parameter);
    const isStored = /^AWS::SSM::|List/.test(textIn(entries.get("Type")?.value) ?? "");
    const text = isStored ? undefined : textIn(entries.get("Default")?.value);
    return text === undefined ? "unknown" : scalar(text);
  }

  /** `!If [isProduction, 60, 60]`: only what both say is certain. */
  #either([, ...branches]: (YamlNode | undefined)[], depth: number): Found {
    const [one, other] = branches.map((branch) => this.of(branch, depth));
    if (one === undefined || other === undefined) return "unknown";
    if (one === other) return one;
    if (typeof one !== "object" || typeof other !== "object") return "unknown";
    if (one.type !== "Scalar" || other.type !== "Scalar") return "unknown";
    return scalar(one.text === other.text ? one.text : undefined);
  }

  #mapped(keys: (YamlNode | undefined)[], depth: number): Found {
    let at = this.#mappings;
    for (const [index, key] of keys.entries()) {
      const name = this.text(key);
      const value = at && name !== undefined ? entriesIn(at).get(name)?.value : undefined;
      if (index === 2) return value ? this.of(value, depth) : "unknown";
      const content = contentOf(value);
      at = content?.type === "YAMLMapping" ? content : undefined;
    }
    return "unknown";
  }

  #substituted({ argument }: Intrinsic, depth: number): string {
    const [template, own] = textIn(argument) === undefined ? elementsOf(argument) : [argument];
    const content = contentOf(own);
    const names = content?.type === "YAMLMapping" ? entriesIn(content) : undefined;
    const text = this.text(template) ?? textIn(template) ?? "?";
    return text.replace(substitutions, (_all, inner: string) => {
      const name = inner.trim();
      if (name.startsWith("!")) return `\${${name.slice(1)}}`;
      const given = names?.get(name)?.value;
      if (given) return this.pattern(given, depth);
      const found = this.#referred(name);
      return typeof found === "object" && found.type === "Scalar" ? (found.text ?? "?") : "?";
    });
  }

  #joined({ argument }: Intrinsic, depth: number): string {
    const [glue, list] = elementsOf(argument);
    if (contentOf(list)?.type !== "YAMLSequence" || (list && intrinsicAt(list))) return "?";
    return elementsOf(list)
      .map((one) => this.pattern(one, depth))
      .join(this.text(glue) ?? "?");
  }
}

const patternOf = ({ text, pattern }: Scalar): string => text ?? pattern ?? "?";

const whole = (pattern: string): Scalar => scalar(pattern.includes("?") ? undefined : pattern);

/** The mapping that a mapping has under a name. */
export function mappingAt(outer: AST.YAMLMapping | undefined, name: string): AST.YAMLMapping | undefined {
  const content = outer && contentOf(entriesIn(outer).get(name)?.value);
  return content?.type === "YAMLMapping" ? content : undefined;
}

function targetsIn(value: YamlNode): Target[] {
  const intrinsic = intrinsicAt(value);
  const content = intrinsic ? intrinsic.argument : value;
  const inside = content?.type === "YAMLWithMeta" ? content.value : content;
  const inner =
    inside?.type === "YAMLMapping"
      ? inside.pairs.map((pair) => pair.value)
      : inside?.type === "YAMLSequence"
        ? inside.entries
        : [];
  const own = intrinsic ? targetsOf(intrinsic) : [];
  return [...own, ...inner.flatMap((one) => (one && one.type !== "YAMLAlias" ? targetsIn(one) : []))];
}
