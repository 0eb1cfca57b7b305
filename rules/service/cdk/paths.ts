import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import { isGlobal } from "../../kit/bindings.ts";
import { importedAs } from "../../kit/imports.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";

/** What a path starts with that leads from the folder of the file it stands in, rather than from that of the app. */
export const besideFile = "__dirname/";

/** What a path starts with that leads from the root of the repository. */
export const fromRoot = "<root>/";

/** A path that is spelt out: `"src/orders.ts"`, `path.join(__dirname, "../src/orders.ts")`. */
export function pathOf(node: Node, sourceCode: SourceCode): string | undefined {
  const value = valueBehind(node, sourceCode);
  const text = stringValue(value);
  if (text !== undefined) return text;
  if (value.type === "TemplateLiteral") {
    const [first, another] = value.expressions;
    const [before, after] = value.quasis.map(({ value: { cooked } }) => cooked);
    return first && !another && before === "" && after?.startsWith("/") && isFolderOfFile(first, sourceCode)
      ? besideFile + after.slice(1)
      : undefined;
  }
  if (value.type !== "CallExpression") return undefined;
  const builder = importedAs(value.callee, sourceCode);
  if (
    !builder ||
    !/^(node:)?path(\/posix)?$/.test(builder.module) ||
    !/(^|\.)(join|resolve)$/.test(builder.name)
  )
    return undefined;
  const [base, ...parts] = value.arguments;
  const steps = parts.map((part) => stringValue(valueBehind(part, sourceCode)));
  const isSpeltOut = steps.every((step) => step !== undefined && !step.startsWith("/"));
  return base && isSpeltOut && isFolderOfFile(base, sourceCode) ? besideFile + steps.join("/") : undefined;
}

/** `__dirname`, `import.meta.dirname` */
const isFolderOfFile = (node: Node, sourceCode: SourceCode): boolean =>
  isGlobal(node, "__dirname", sourceCode) ||
  (node.type === "MemberExpression" && memberName(node) === "dirname" && node.object.type === "MetaProperty");
