import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "./rule.ts";

/** What stands for a value: with a tag or an anchor before it, or without. */
export type YamlNode = AST.YAMLContent | AST.YAMLWithMeta;

/** A key of a mapping, and what it holds. */
export interface Entry {
  key: AST.YAMLScalar;
  /** `undefined` where nothing stands behind the colon. */
  value: YamlNode | undefined;
  pair: AST.YAMLPair;
}

/** How far aliases are followed from one to the next. */
const maximumDepth = 8;

/** The documents of a file in YAML or JSON, as `yaml-eslint-parser` reads them; none of a file that holds code. */
export function documentsOf({ ast }: Pick<SourceCode, "ast">): readonly AST.YAMLDocument[] {
  const body = ast.body as unknown as readonly AST.YAMLDocument[];
  return body[0]?.type === "YAMLDocument" ? body : [];
}

/** Whether a file is YAML or JSON. */
export const isYaml = (sourceCode: Pick<SourceCode, "ast">): boolean => documentsOf(sourceCode).length > 0;

/** The tag of a value: `!Ref`. */
export const tagOf = (node: YamlNode): string | undefined =>
  node.type === "YAMLWithMeta" ? node.tag?.raw : undefined;

/** A value without its tag and its anchor; of an alias, what it stands for. `undefined` where there is nothing. */
export function contentOf(
  node: YamlNode | null | undefined,
  depth = maximumDepth,
): Exclude<AST.YAMLContent, AST.YAMLAlias> | undefined {
  if (!node || depth === 0) return undefined;
  if (node.type === "YAMLAlias") return contentOf(anchoredAs(node), depth - 1);
  return node.type === "YAMLWithMeta" ? contentOf(node.value, depth) : node;
}

/** A value with its tag; of an alias, what it stands for. */
export function valueAt(node: YamlNode, depth = maximumDepth): YamlNode | undefined {
  if (node.type !== "YAMLAlias") return node;
  const anchored = depth > 0 ? anchoredAs(node) : undefined;
  return anchored && valueAt(anchored, depth - 1);
}

/** What has the anchor that an alias names: the last before it. */
function anchoredAs(alias: AST.YAMLAlias): AST.YAMLWithMeta | undefined {
  const { anchors } = documentOf(alias);
  const named = Object.hasOwn(anchors, alias.name) ? anchors[alias.name]! : [];
  let [low, high] = [0, named.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (named[middle]!.range[0] < alias.range[0]) low = middle + 1;
    else high = middle;
  }
  return named[low - 1]?.parent;
}

function documentOf(node: AST.YAMLAlias): AST.YAMLDocument {
  let outer: AST.YAMLAlias["parent"] | AST.YAMLMapping | AST.YAMLPair = node.parent;
  while (outer.type !== "YAMLDocument") outer = outer.parent;
  return outer;
}

/** The text of a scalar as it was meant: `undefined` for anything else. */
export const textIn = (node: YamlNode | null | undefined): string | undefined => {
  const content = contentOf(node);
  if (content?.type !== "YAMLScalar") return undefined;
  return content.style === "plain" ? content.strValue : content.value;
};

const known = new WeakMap<AST.YAMLMapping, ReadonlyMap<string, Entry>>();

/** The entries of a mapping by their keys, with those that `<<` merges into it. */
export function entriesIn(mapping: AST.YAMLMapping): ReadonlyMap<string, Entry> {
  const remembered = known.get(mapping);
  if (remembered) return remembered;
  const own = new Map<string, Entry>();
  // What merges itself has no more than its own entries.
  known.set(mapping, own);
  const inherited: [string, Entry][] = [];
  for (const pair of mapping.pairs) {
    const key = contentOf(pair.key);
    if (key?.type !== "YAMLScalar") continue;
    const name = textIn(key)!;
    if (name === "<<") inherited.push(...mergedBy(pair.value));
    else own.set(name, { key, value: pair.value ?? undefined, pair });
  }
  if (inherited.length === 0) return own;
  const all = new Map([...inherited, ...own]);
  known.set(mapping, all);
  return all;
}

/** The entries of what `<<: *common` and `<<: [*one, *other]` name; of two with one key the first counts. */
function mergedBy(value: YamlNode | null): [string, Entry][] {
  const content = contentOf(value);
  const sources = content?.type === "YAMLSequence" ? content.entries.map((one) => contentOf(one)) : [content];
  return sources
    .reverse()
    .flatMap((source) => (source?.type === "YAMLMapping" ? [...entriesIn(source)] : []));
}

/** Whether a mapping has an entry itself, so that a change of it changes nothing else. */
export const isOwn = (mapping: AST.YAMLMapping, { pair }: Entry): boolean => pair.parent === mapping;
