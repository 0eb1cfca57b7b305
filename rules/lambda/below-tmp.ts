import type { TSESTree } from "@typescript-eslint/utils";
import { stringValue, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { valueOf, variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { grouped } from "../kit/grouped.ts";
import { importing } from "../kit/importing.ts";
import { nodesIn } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { filePathOf } from "./file-paths.ts";
import { fileFunctionAt } from "./files.ts";

/** A path of the same name below /tmp, as code, with the edits that put it there. */
export interface BelowTmp {
  code: string;
  edits: Edit[];
}

const os = { module: "node:os", name: "tmpdir" };
const path = { module: "node:path", name: "join" };

/**
 * Moves a path below /tmp, keeping the name of the file: `join(tmpdir(), "report.json")`. `undefined` where something
 * else in the file may count on the path as it is.
 */
export function belowTmp(node: Node, sourceCode: SourceCode): BelowTmp | undefined {
  const place = spelling(node, sourceCode);
  const name = place && fileNameOf(place, sourceCode);
  if (!name) return undefined;
  const tmpdir = importing(os, place, sourceCode);
  const join = importing(path, place, sourceCode);
  if (!tmpdir || !join) return undefined;
  const code = `${join.code}(${tmpdir.code}(), ${name})`;
  return { code, edits: [{ range: place.range, text: code }, ...join.edits, ...tmpdir.edits] };
}

/** Where a path is spelt out: in place, or in a constant that only functions for files are given. */
function spelling(node: Node, sourceCode: SourceCode): Node | undefined {
  if (node.type !== "Identifier") return isSpeltOnce(node, sourceCode) ? node : undefined;
  const variable = variableOf(node, sourceCode);
  const value = variable && valueOf(variable);
  if (!variable || !value) return undefined;
  const isPathOnly = placesOf(variable).every(
    ({ parent }) => parent?.type === "CallExpression" && fileFunctionAt(parent, sourceCode) !== undefined,
  );
  return isPathOnly && isSpeltOnce(value, sourceCode) ? value : undefined;
}

/** Where each path of a file, or any other text in it, is spelt out. */
const spellings = oncePerFile((sourceCode) =>
  grouped(
    [
      ...nodesIn(sourceCode.ast, ["Literal"], sourceCode),
      ...nodesIn(sourceCode.ast, ["TemplateLiteral"], sourceCode),
    ],
    (node) => (node.type === "Literal" ? node.value : filePathOf(node, sourceCode)),
  ),
);

/** Where a path stands in two places, moving one of them would part them. */
const isSpeltOnce = (node: Node, sourceCode: SourceCode): boolean => {
  const [first, another] = spellings(sourceCode).get(filePathOf(node, sourceCode)) ?? [];
  return first === node && !another;
};

/** The last part of a literal path, as code; `undefined` where a part that only the running function knows may hold a folder. */
function fileNameOf(node: Node, sourceCode: SourceCode): string | undefined {
  const text = sourceCode.getText(node as TSESTree.Node);
  const isTemplate = node.type === "TemplateLiteral";
  if (!isTemplate && stringValue(node) === undefined) return undefined;
  const [first, ...rest] = isTemplate ? node.quasis.map(({ value }) => value.raw) : [text.slice(1, -1)];
  if (rest.some((part) => part.includes("/"))) return undefined;
  const start = 1 + first!.lastIndexOf("/") + 1;
  return text.length - start > 1 ? text[0]! + text.slice(start) : undefined;
}
