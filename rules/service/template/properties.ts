import type { AST } from "yaml-eslint-parser";
import type { Edit } from "../../kit/edits.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { entriesIn, isOwn, textIn, type Entry, type YamlNode } from "../../kit/yaml.ts";
import { isList, listAs, mappingWith, scalarAs, type Writable } from "../../kit/yaml-edits.ts";
import type { Setting } from "../deployment.ts";
import { hasHiddenEntries } from "./intrinsics.ts";
import type { Scalar, Values } from "./values.ts";

/** A place where properties stand: a mapping, and the way through it. */
export interface Layer {
  mapping: AST.YAMLMapping;
  path: readonly string[];
}

/** Where a way through a layer ends. */
interface Step {
  /** The last mapping on the way. */
  mapping: AST.YAMLMapping;
  /** What is left of the way where it ends early. */
  rest: readonly string[];
  entry: Entry | undefined;
  /** Whether a change there changes nothing but this layer: no alias leads away from it. */
  isOwn: boolean;
}

/** What is read from properties. */
export type Read = YamlNode | "absent" | "unknown";

/** The properties of something a template deploys, read as settings; what the first layer does not say, the next may. */
export class Properties {
  readonly #layers: readonly Layer[];
  readonly #values: Values;
  readonly #sourceCode: SourceCode;
  readonly #isOpen: boolean;

  /** @param isOpen whether something that does not show may add to them, as a macro does */
  constructor(layers: readonly Layer[], values: Values, sourceCode: SourceCode, isOpen: boolean) {
    this.#layers = layers;
    this.#values = values;
    this.#sourceCode = sourceCode;
    this.#isOpen = isOpen;
  }

  /** The properties that a property holds. */
  within(...path: readonly string[]): Properties {
    const layers = this.#layers.map((layer) => ({ ...layer, path: [...layer.path, ...path] }));
    return new Properties(layers, this.#values, this.#sourceCode, this.#isOpen);
  }

  /** A property as it is written. `path` leads to it: `Environment.Variables`. */
  field(path: string): Read {
    for (const layer of this.#layers) {
      const step = this.#follow(layer, path.split("."));
      if (step === "unknown") return "unknown";
      if (step.entry) {
        const value = step.entry.value;
        return value && this.#values.of(value) === "absent" ? "absent" : (value ?? "unknown");
      }
    }
    return this.#isOpen ? "unknown" : "absent";
  }

  node(path: string): YamlNode | undefined {
    const field = this.field(path);
    return typeof field === "string" ? undefined : field;
  }

  number(path: string): Setting<number> {
    return this.#read(path, ({ text }) => (text && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined));
  }

  boolean(path: string): Setting<boolean> {
    return this.#read(path, ({ text = "" }) =>
      /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined,
    );
  }

  text(path: string): Setting<string> {
    return this.#read(path, ({ text }) => text);
  }

  /** Whether something is given at all, when only that counts. */
  given(path: string): Setting<true> {
    const field = this.field(path);
    if (typeof field === "string") return field;
    return this.#values.of(field) === "unknown" ? "unknown" : { value: true, at: field };
  }

  /** Whether a list holds a text. */
  includes(path: string, wanted: string): Setting<boolean> {
    const field = this.field(path);
    if (typeof field === "string") return field;
    const found = this.#values.of(field);
    if (typeof found === "string" || found.type !== "YAMLSequence") return "unknown";
    const texts = found.entries.map((one) => this.#values.text(one ?? undefined));
    if (texts.includes(wanted)) return { value: true, at: field };
    return texts.includes(undefined) ? "unknown" : { value: false, at: field };
  }

  /** The texts of a list, or the one in place of a list; `undefined` where they cannot be told. */
  texts(path: string): string[] | undefined {
    const field = this.field(path);
    const found = typeof field === "string" ? field : this.#values.of(field);
    if (typeof found === "string" || found.type === "YAMLMapping") return undefined;
    const texts =
      found.type === "Scalar"
        ? [found.text]
        : found.entries.map((one) => this.#values.text(one ?? undefined));
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }

  /** The properties of each element of a list, as far as these can be told; `undefined` where there is another value. */
  elements(path: string): (Properties | undefined)[] | undefined {
    const field = this.field(path);
    if (field === "absent") return [];
    const found = field === "unknown" ? field : this.#values.of(field);
    if (typeof found === "string" || found.type !== "YAMLSequence") return undefined;
    return found.entries.map((one) => {
      const mapping = this.#values.of(one ?? undefined);
      return typeof mapping === "object" && mapping.type === "YAMLMapping"
        ? new Properties([{ mapping, path: [] }], this.#values, this.#sourceCode, false)
        : undefined;
    });
  }

  /** The entries of a mapping, those of the first layer before those of the next. */
  entries(path: string): (readonly [name: string, entry: Entry])[] {
    const all = new Map<string, Entry>();
    for (const layer of this.#layers) {
      const step = this.#follow(layer, path.split("."));
      const found = step === "unknown" ? undefined : step.entry && this.#values.of(step.entry.value);
      if (typeof found !== "object" || found.type !== "YAMLMapping") continue;
      for (const [name, entry] of entriesIn(found)) if (!all.has(name)) all.set(name, entry);
    }
    return [...all];
  }

  #read<T>(path: string, read: (scalar: Scalar) => T | undefined): Setting<T> {
    const field = this.field(path);
    if (typeof field === "string") return field;
    const found = this.#values.of(field);
    const value = typeof found === "object" && found.type === "Scalar" ? read(found) : undefined;
    return value === undefined ? "unknown" : { value, at: field };
  }

  #follow(layer: Layer, path: readonly string[]): Step | "unknown" {
    let step: Step = { mapping: layer.mapping, rest: [], entry: undefined, isOwn: true };
    const whole = [...layer.path, ...path];
    for (const [index, name] of whole.entries()) {
      const entry = entriesIn(step.mapping).get(name);
      if (!entry) return hasHiddenEntries(step.mapping) ? "unknown" : { ...step, rest: whole.slice(index) };
      const own = step.isOwn && isOwn(step.mapping, entry);
      if (index === whole.length - 1) return { ...step, entry, isOwn: own };
      const found = this.#values.of(entry.value);
      if (typeof found === "object" && found.type === "YAMLMapping")
        step = { ...step, mapping: found, isOwn: own && found === entry.value };
      // A text has no properties: `sqs: ARN` instead of a mapping.
      else if (found === "absent" || (found !== "unknown" && found.type === "Scalar"))
        return { ...step, rest: whole.slice(index), isOwn: false };
      else return "unknown";
    }
    return step;
  }

  /**
   * The edits that give properties values, in the style of the file; `undefined` where one is put together elsewhere, so
   * that changing it would change something else too.
   */
  stating(wanted: readonly (readonly [path: string, value: Writable])[]): Edit[] | undefined {
    const edits: Edit[] = [];
    const added = new Map<AST.YAMLMapping, WritableEntries>();
    for (const [path, value] of wanted) {
      const steps = this.#layers.map((layer) => this.#follow(layer, path.split(".")));
      const decisive = steps.find((step) => step === "unknown" || step.entry);
      if (decisive === "unknown") return undefined;
      if (decisive) {
        const { isOwn, entry } = decisive;
        const edit = isOwn ? replaced(entry?.value, value, this.#sourceCode) : undefined;
        if (!edit) return undefined;
        edits.push(edit);
        continue;
      }
      const [first] = steps;
      if (this.#isOpen || !first || first === "unknown" || !first.isOwn) return undefined;
      added.set(first.mapping, withValue(added.get(first.mapping) ?? {}, first.rest, value));
    }
    for (const [mapping, entries] of added)
      edits.push(...mappingWith(mapping, Object.entries(entries), this.#sourceCode));
    return edits;
  }
}

type WritableEntries = Readonly<Record<string, Writable>>;

/** Entries with one more, on the way to which the others may stand too. */
function withValue(entries: WritableEntries, path: readonly string[], value: Writable): WritableEntries {
  const [key, ...inner] = path as [string, ...string[]];
  if (inner.length === 0) return { ...entries, [key]: value };
  const held = entries[key];
  const outer = typeof held === "object" && !isList(held) ? held : {};
  return { ...entries, [key]: withValue(outer, inner, value) };
}

/** The edit that writes a value over what stands there, where that is a plain value itself. */
function replaced(node: YamlNode | undefined, value: Writable, sourceCode: SourceCode): Edit | undefined {
  if (node?.type === "YAMLSequence" && node.style === "flow" && node.entries.length === 0 && isList(value))
    return listAs(node, value, sourceCode);
  // What a variable says may be said of other things too.
  const isPlain =
    node?.type === "YAMLScalar" && /^(plain|.*-quoted)$/.test(node.style) && !textIn(node)?.includes("${");
  return isPlain && typeof value !== "object" ? scalarAs(node, value) : undefined;
}
