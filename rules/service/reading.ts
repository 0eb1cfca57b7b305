import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import type { SourceCode } from "../kit/rule.ts";
import * as parser from "../parser.ts";
import * as templateParser from "../parser/templates.ts";
import { surround, type Around } from "./around.ts";
import { isOfFramework } from "./deployment-in.ts";
import type { Parsed } from "./trees.ts";

const template = /\.(ya?ml|json)$/;

/** A text of a repository, parsed. What does not parse throws. */
export function sourceCodeOf(text: string, path: string, read: Around["read"] = () => undefined): SourceCode {
  const sourceCode = template.test(path) ? sourceOfTemplate(text, path) : sourceOfCode(text, path);
  surround(sourceCode, { path, read });
  return sourceCode;
}

function sourceOfTemplate(text: string, filePath: string): SourceCode {
  const { ast, visitorKeys } = templateParser.parseForESLint(text, { filePath });
  return sourceOf(text, ast as unknown as TSESTree.Program, visitorKeys as SourceCode["visitorKeys"], null);
}

/** Code as the questions of `rules/lambda` read it, without a linter. What does not parse throws. */
export function sourceOfCode(text: string, filePath: string): SourceCode {
  return sourceOfParsed(text, moduleParsed(text, filePath));
}

/**
 * Code parsed as a module. No question needs the thousand globals of JavaScript's own, which take longer to declare than
 * many a file takes to read. What does not parse throws.
 */
export const moduleParsed = (text: string, filePath: string): Parsed =>
  parser.parseForESLint(text, { filePath, sourceType: "module", lib: [] });

/** The same of code that is parsed already, as a module. */
export function sourceOfParsed(text: string, { ast, scopeManager, visitorKeys }: Parsed): SourceCode {
  return sourceOf(
    text,
    ast,
    visitorKeys as SourceCode["visitorKeys"],
    scopeManager as unknown as SourceCode["scopeManager"],
  );
}

/** As much of ESLint's own source code as questions ask for, of deployments and of handlers. The edits that rules offer need more. */
const sourceOf = (
  text: string,
  ast: TSESTree.Program,
  visitorKeys: SourceCode["visitorKeys"],
  scopeManager: TSESLint.Scope.ScopeManager | null,
): SourceCode =>
  ({
    text,
    ast,
    lines: text.split(/\r\n|[\r\n\u2028\u2029]/),
    visitorKeys,
    scopeManager,
    getAllComments: () => ast.comments ?? [],
    getCommentsBefore: (node: Node) => commentsBefore(node, ast.comments ?? [], text),
    getCommentsInside: ({ range: [start, end] }: Node) =>
      (ast.comments ?? []).filter(({ range }) => range[0] >= start && range[1] <= end),
    getText: (node?: Node) => (node ? text.slice(...node.range) : text),
  }) as unknown as SourceCode;

/** The comments between a node and the code before it. */
function commentsBefore(
  { range: [start] }: Node,
  comments: readonly TSESTree.Comment[],
  text: string,
): TSESTree.Comment[] {
  const last = comments.findLast(({ range: [, end] }) => end <= start);
  const isRightBefore = last && text.slice(last.range[1], start).trim() === "";
  return isRightBefore ? [...commentsBefore(last as unknown as Node, comments, text), last] : [];
}

const statedRuntime = /(?:^|[{,])\s*["']?[rR]untime["']?\s*:\s*["']?([^\s"',}]*)/gm;
/** Runtimes that run no JavaScript; what is `provided` may: https://github.com/awslabs/llrt */
const otherLanguage = /^(python|ruby|java|go|dotnet(core)?)\d/;
const statedByProvider = /^provider:[ \t]*\n(?:(?:[ \t].*)?\n)*?[ \t]+runtime[ \t]*:/m;

/**
 * Whether a template may deploy code for Node.js, judged by its text: not where each of its functions states another
 * language, or all of them take over the one that the Serverless Framework's `provider` states.
 */
export function mayRunNode(text: string, path: string): boolean {
  const stated = [...text.matchAll(statedRuntime)].map(([, runtime]) => runtime!);
  if (!template.test(path) || stated.length === 0 || !stated.every((one) => otherLanguage.test(one)))
    return true;
  if (/\$\{file|Fn::Transform|AWS::Include/.test(text)) return true;
  return isOfFramework(path)
    ? stated.length > 1 || !statedByProvider.test(text)
    : (text.match(/::Function\b/g) ?? []).length > stated.length;
}

/** Clouds that the Serverless Framework deploys to beside AWS. */
const otherCloud =
  /^["']?(google|azure|tencent|aliyun|openwhisk|cloudflare|kubeless|knative|fn|spotinst|twilio|huawei)\b/;

/** Whether a file of the Serverless Framework deploys to another cloud: `provider: google`, or by the provider's name. */
export function isOfOtherCloud(text: string, path: string): boolean {
  if (!isOfFramework(path) || !template.test(path)) return false;
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^provider\s*:/.test(line));
  if (start < 0) return false;
  if (otherCloud.test(lines[start]!.replace(/^provider\s*:/, "").trim())) return true;
  const end = lines.findIndex((line, index) => index > start && /^[^\s#]/.test(line));
  const section = lines.slice(start + 1, end < 0 ? undefined : end).map((line) => line.trim());
  const name = section.find((line) => line.startsWith("name:"));
  return name !== undefined && otherCloud.test(name.slice("name:".length).trim());
}
