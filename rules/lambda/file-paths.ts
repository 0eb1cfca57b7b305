import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, memberName, stringValue, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { mentions } from "../kit/mentions.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";

/** Where Lambda unpacks a function's code and starts it: `__dirname` and relative paths lead there. */
const codeFolder = "/var/task";

/** What stands in a path for a part that only the running function knows. */
const unknown = "?";

/** How far names and expressions are followed. */
const maximumDepth = 5;

/** The path that an expression gives on Lambda, with `?` for each part that cannot be told: `/tmp/?.json`. */
export function filePathOf(node: Node, sourceCode: SourceCode, depth = maximumDepth): string {
  const value = depth > 0 ? valueBehind(node, sourceCode) : awaited(node);
  const pathAt = (part: Node) => (depth > 0 ? filePathOf(part, sourceCode, depth - 1) : unknown);

  const text = stringValue(value);
  if (text !== undefined) return text;
  switch (value.type) {
    case "TemplateLiteral":
      return value.quasis
        .map((quasi, index) => {
          const next = value.expressions[index];
          return (quasi.value.cooked ?? unknown) + (next ? pathAt(next) : "");
        })
        .join("");
    case "BinaryExpression":
      return value.operator === "+" ? pathAt(value.left) + pathAt(value.right) : unknown;
    case "Identifier":
      return isGlobal(value, "__dirname", sourceCode) ? codeFolder : unknown;
    case "MemberExpression":
      return isCodeFolder(value, sourceCode) ? codeFolder : unknown;
    case "CallExpression":
      return pathBuiltBy(value, sourceCode, pathAt);
    case "NewExpression": {
      // `new URL("./report.json", import.meta.url)`
      const [relative, base] = value.arguments;
      const isBesideCode = base?.type === "MemberExpression" && base.object.type === "MetaProperty";
      const name = isBesideCode ? stringValue(relative) : undefined;
      return name === undefined ? unknown : joined([codeFolder, name]);
    }
    default:
      return unknown;
  }
}

/** `import.meta.dirname`, `process.env.LAMBDA_TASK_ROOT` */
const isCodeFolder = (member: TSESTree.MemberExpression, sourceCode: SourceCode): boolean => {
  const name = memberName(member);
  const { object } = member;
  if (name === "dirname") return object.type === "MetaProperty";
  return (
    name === "LAMBDA_TASK_ROOT" &&
    object.type === "MemberExpression" &&
    memberName(object) === "env" &&
    isGlobal(object.object, "process", sourceCode)
  );
};

function pathBuiltBy(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  pathAt: (part: Node) => string,
): string {
  const { callee } = call;
  if (callee.type === "MemberExpression" && isGlobal(callee.object, "process", sourceCode))
    return memberName(callee) === "cwd" ? codeFolder : unknown;
  const imported = importedAs(callee, sourceCode);
  const builder =
    imported && `${imported.module.replace("node:", "")}.${imported.name.replace("posix.", "")}`;
  switch (builder) {
    case "os.tmpdir":
      return "/tmp";
    case "path.normalize":
    case "url.fileURLToPath":
      return call.arguments[0] ? pathAt(call.arguments[0]) : unknown;
    case "path.join":
      return joined(call.arguments.map(pathAt));
    case "path.resolve": {
      const parts = [codeFolder, ...call.arguments.map(pathAt)];
      const first = parts.findLastIndex((part) => part.startsWith("/") || part.startsWith(unknown));
      return joined(parts.slice(first));
    }
    default:
      return unknown;
  }
}

const joined = (parts: readonly string[]): string =>
  parts
    .map((part) => part.replace(/^\.\//, ""))
    .filter((part) => part !== "")
    .join("/")
    .replace(/\/{2,}/g, "/");

/** Where a function may write: /tmp, a mounted file system, devices. */
const writable = /^\/(tmp|mnt|dev|proc)([/?]|$)/;

/**
 * Whether Lambda refuses to write to a path, as far as the path shows. A function's code, the layers and all else are
 * read-only, in a container image too; file systems are mounted below /mnt.
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#images-reqs
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
 */
export function isReadOnly(path: string, sourceCode: SourceCode): boolean {
  if (path === "" || path.startsWith(unknown) || /^[A-Za-z]:|:\/\//.test(path)) return false;
  if (!path.startsWith("/")) return !path.startsWith("..") && !changesFolder(sourceCode);
  const [, folder = ""] = path.split("/");
  return !folder.includes(unknown) && !writable.test(path);
}

/** Whether relative paths of a file need not lead to its code. */
const changesFolder = mentions(/\bchdir\b/);

/** Whether a path is one file below /tmp, the same in each invocation. */
export const isFixedInTmp = (path: string): boolean => path.startsWith("/tmp/") && !path.includes(unknown);
