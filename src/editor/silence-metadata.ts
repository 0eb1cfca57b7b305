import {
  findNodeAtOffset,
  getNodePath,
  findNodeAtLocation,
  parseTree,
  type JSONPath,
  type Node,
  type ParseError,
} from "jsonc-parser";
import { jsonWith } from "./json-edits.ts";
import type { Silencing } from "./silence.ts";

/** Whether a template is JSON, which has no comments: by its ending, or by how it is written. */
export function isJson(text: string, path: string): boolean {
  if (path.endsWith(".json")) return true;
  return /^\s*\{/.test(text) && treeOf(text) !== undefined;
}

/**
 * Has the metadata of a resource silence a rule in it: `"effective-lambda": { "disable": { "a-rule": "The reason." } }`.
 *
 * @param at where the finding starts
 */
export function metadataFor(text: string, at: number, rule: string, reason: string): Silencing {
  const tree = treeOf(text);
  const found = tree && findNodeAtOffset(tree, at);
  const [section, resource] = found ? getNodePath(found) : [];
  if (section !== "Resources" || resource === undefined) return ofNoResource;
  return disabling(text, tree!, [section, resource], rule, reason);
}

/** Has the metadata of a template silence a rule in all of it. */
export function metadataForAll(text: string, rule: string, reason: string): Silencing {
  const tree = treeOf(text);
  if (!tree || !findNodeAtLocation(tree, ["Resources"])) return ofServerless;
  return disabling(text, tree, [], rule, reason);
}

const ofNoResource = {
  obstacle:
    "JSON has no comments, and this belongs to no resource whose metadata could name the rule. Disable the rule for this file.",
};

const ofServerless = {
  obstacle:
    "JSON has no comments, and only a template with Resources has metadata. Write the template in YAML.",
};

function disabling(text: string, tree: Node, owner: JSONPath, rule: string, reason: string): Silencing {
  const path = [...owner, "Metadata", "effective-lambda", "disable"];
  const other = path
    .slice(owner.length)
    .map((_, index) => findNodeAtLocation(tree, path.slice(0, owner.length + index + 1)))
    .find((node) => node && node.type !== "object");
  if (!other) return { edits: jsonWith(text, [...path, rule], reason) };
  return {
    obstacle:
      "The metadata here is a list, which has no place for a reason. Make `disable` an object of rules and reasons.",
  };
}

/** The tree of strict JSON; `undefined` where it is none. */
function treeOf(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  return errors.length === 0 ? tree : undefined;
}
