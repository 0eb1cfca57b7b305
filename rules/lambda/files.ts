import type { TSESTree } from "@typescript-eslint/utils";
import { calledName, stringValue, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf } from "../kit/values.ts";

/** Something that is put on the disk. */
export interface FileWrite {
  call: TSESTree.CallExpression;
  path: Node;
  /** What is written, where the call says so. */
  content?: Node | undefined;
  /** Whether what the file holds already stays in it. */
  adds: boolean;
}

const modules = /^((node:)?fs(\/promises)?|fs-extra|graceful-fs)$/;

/**
 * Functions that write, with the positions of the path they write to and of what they write. Each has a twin that ends
 * in `Sync`. https://nodejs.org/api/fs.html, https://github.com/jprichardson/node-fs-extra
 */
const writers: Record<string, { path: number; content?: number }> = {
  writeFile: { path: 0, content: 1 },
  appendFile: { path: 0, content: 1 },
  createWriteStream: { path: 0 },
  open: { path: 0 },
  truncate: { path: 0 },
  mkdir: { path: 0 },
  mkdtemp: { path: 0 },
  copyFile: { path: 1, content: 0 },
  cp: { path: 1, content: 0 },
  rename: { path: 1, content: 0 },
  link: { path: 1 },
  symlink: { path: 1 },
  outputFile: { path: 0, content: 1 },
  outputJson: { path: 0, content: 1 },
  outputJSON: { path: 0, content: 1 },
  writeJson: { path: 0, content: 1 },
  writeJSON: { path: 0, content: 1 },
  ensureFile: { path: 0 },
  copy: { path: 1, content: 0 },
  move: { path: 1, content: 0 },
};

/** Functions that look at a file or read it. */
const reader = /^(readFile|createReadStream|exists|access|stat|lstat|readJson|pathExists|statfs|realpath)$/;
const remover = /^(unlink|rm|rmdir|remove|emptyDir)$/;

/** Whether a file writes, reads or deletes files at all, judged by its text alone. */
export const mentionsFiles = ({ text }: SourceCode): boolean =>
  /["'](node:)?fs(\/promises|-extra)?["']|graceful-fs/.test(text);

/** The function of Node's file system that a call goes to, without its suffix: `writeFile` for `fs.writeFileSync(…)`. */
export function fileFunctionAt(call: TSESTree.CallExpression, sourceCode: SourceCode): string | undefined {
  const imported = importedAs(call.callee, sourceCode) ?? promisifiedAt(call.callee, sourceCode);
  if (!imported || !modules.test(imported.module)) return undefined;
  return imported.name.replace(/^promises\./, "").replace(/(Sync|Async)$/, "");
}

/** `const writeFile = promisify(fs.writeFile)` */
function promisifiedAt(callee: Node, sourceCode: SourceCode) {
  const made = callee.type === "Identifier" ? resolve(callee, sourceCode) : callee;
  const isPromisified = made.type === "CallExpression" && calledName(made) === "promisify";
  return isPromisified && made.arguments[0] ? importedAs(made.arguments[0], sourceCode) : undefined;
}

/** What a file of code puts on the disk, in source order. */
export const fileWritesIn = (sourceCode: SourceCode): FileWrite[] =>
  nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call) => writeAt(call, sourceCode) ?? []);

function writeAt(call: TSESTree.CallExpression, sourceCode: SourceCode): FileWrite | undefined {
  if (call.arguments.length === 0) return undefined;
  const name = fileFunctionAt(call, sourceCode) ?? "";
  const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
  const path = writer && call.arguments[writer.path];
  if (!path || path.type === "SpreadElement") return undefined;

  const options = call.arguments[writer.path + 1];
  const flags = stringValue(options) ?? "";
  if (name === "open" && !/^(w|a|r\+|wx|ax)/.test(flags)) return undefined;
  // A folder that comes with the code is there already.
  if (name === "mkdir" && options && fieldOf(options, "recursive", sourceCode) !== "absent") return undefined;
  const settings = call.arguments[(writer.content ?? writer.path) + 1];
  const flag = settings && fieldOf(settings, "flags", sourceCode);
  const adds = name === "appendFile" || (typeof flag === "object" && stringValue(flag)?.[0] === "a");
  const content = writer.content === undefined ? undefined : call.arguments[writer.content];
  return { call, path, content, adds };
}

/** The paths that a file of code reads or looks at. */
export const pathsReadIn = (outer: Node, sourceCode: SourceCode): Node[] =>
  pathsGivenTo(reader, outer, sourceCode);

/** The paths that a file of code deletes. */
export const pathsRemovedIn = (sourceCode: SourceCode): Node[] =>
  pathsGivenTo(remover, sourceCode.ast, sourceCode);

const pathsGivenTo = (functions: RegExp, outer: Node, sourceCode: SourceCode): Node[] =>
  nodesIn(outer, ["CallExpression"], sourceCode).flatMap((call) => {
    const [path] = call.arguments;
    return path && functions.test(fileFunctionAt(call, sourceCode) ?? "") ? [path] : [];
  });
