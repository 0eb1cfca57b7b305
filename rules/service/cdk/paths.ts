import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import { isGlobal } from "../../kit/bindings.ts";
import { importedAs } from "../../kit/imports.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import { madeBehind } from "./constructs.ts";

/** What a path starts with that leads from the folder of the file it stands in, rather than from that of the app. */
export const besideFile = "__dirname/";

/** What a path starts with that leads from the root of the repository. */
export const fromRoot = "<root>/";

/** A path that is spelt out: `"src/orders.ts"`, `path.join(__dirname, "../src/orders.ts")`, or a field that is one. */
export function pathOf(node: Node, sourceCode: SourceCode): string | undefined {
  const value = madeBehind(valueBehind(node, sourceCode), sourceCode);
  const text = stringValue(value);
  if (text !== undefined) return text;
  if (value.type !== "CallExpression") return besideFileBy(value, sourceCode);
  const builder = importedAs(value.callee, sourceCode);
  const [, method] = /(?:^|\.)(join|resolve)$/.exec(builder?.name ?? "") ?? [];
  if (!method || !/^(node:)?path(\/posix)?$/.test(builder!.module)) return undefined;
  const [base, ...parts] = value.arguments;
  const steps = parts.map((part) => stringValue(valueBehind(part, sourceCode)));
  // `join` takes a slash for one between two steps, `resolve` for the root of the disk.
  const isSpeltOut = steps.every(
    (step) => step !== undefined && (method === "join" || !step.startsWith("/")),
  );
  const start = base && isSpeltOut ? besideFileBy(base, sourceCode) : undefined;
  return start && [start, ...steps].join("/").replaceAll(/\/{2,}/g, "/");
}

/** A path from the folder of the file: `__dirname`, `${__dirname}/orders`, `__dirname + "/orders"`. */
function besideFileBy(value: Node, sourceCode: SourceCode): string | undefined {
  if (isFolderOfFile(value, sourceCode)) return besideFile;
  const [first, after, another] =
    value.type === "TemplateLiteral" && value.quasis[0]?.value.cooked === ""
      ? [value.expressions[0], value.quasis[1]?.value.cooked, value.expressions[1]]
      : value.type === "BinaryExpression" && value.operator === "+"
        ? [value.left, stringValue(valueBehind(value.right, sourceCode))]
        : [];
  return first && !another && after?.startsWith("/") && isFolderOfFile(first, sourceCode)
    ? besideFile + after.slice(1)
    : undefined;
}

/** `__dirname`, `import.meta.dirname`, `dirname(fileURLToPath(import.meta.url))`, by whatever name. */
function isFolderOfFile(node: Node, sourceCode: SourceCode): boolean {
  if (isGlobal(node, "__dirname", sourceCode)) return true;
  const value = valueBehind(node, sourceCode);
  if (value.type === "MemberExpression")
    return memberName(value) === "dirname" && value.object.type === "MetaProperty";
  if (value.type !== "CallExpression" || !value.arguments[0]) return false;
  if (!/(^|\.)dirname$/.test(importedAs(value.callee, sourceCode)?.name ?? "")) return false;
  const file = sourceCode.getText(valueBehind(value.arguments[0], sourceCode) as TSESTree.Node);
  return /^(\w+\.)?fileURLToPath\(import\.meta\.url\)$|^(__filename|import\.meta\.filename)$/.test(file);
}
