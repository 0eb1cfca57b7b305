import { awaited, calledName, isFunction } from "../kit/ast.ts";
import type { Export } from "../kit/exports.ts";
import { importedModules } from "../kit/imports.ts";
import { oncePerFile } from "../kit/once.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import { isDeployed } from "./deployed.ts";

/**
 * Words without which a file holds no handler. Every file is searched for them, and a boundary before a word, or any
 * number of letters, would make that half as dear again.
 */
const evidence =
  /[Ll]ambda|[Hh]andler|[Ee]vent|evt\b|Records\b|statusCode|middy|durable|context ?, ?(?:callback|cb|callBack)\b/;

/** Whether a file may have to do with Lambda at all, judged by its text alone. */
export const mayConcernLambda = (sourceCode: SourceCode): boolean => evidence.test(sourceCode.text);

/** Whether a package of AWS's may be named: its SDKs, its CDK, its types. All that look for one of them share the one search. */
export const mayNameAwsPackages = oncePerFile(({ text }) => text.includes("aws-"));

/** Words without which nothing in a file shows an event that Lambda repeats: what it holds, and what its types are called. */
const repeated =
  /\b[Rr]ecords\b|\bdetail\b|\bresources\b|\baws[:.][a-z]|\b(S[QN]S|S[qn]s|S3|Kinesis|DynamoDB|EventBridge|Scheduled|MSK|SelfManagedKafka|RabbitMQ|ActiveMQ)\w*(Event|Handler|Record|Schema|Envelope|Response|Processor)|EventType|[mM]essages|partial-batch/;

/** Whether a handler of a file may be sent events that Lambda repeats, judged by its text, and by whether a template knows it. */
export const mayGetRepeatedEvents = (sourceCode: SourceCode): boolean =>
  repeated.test(sourceCode.text) || isDeployed(sourceCode);

const testModule =
  /^(vitest|jest|@jest\/.*|mocha|chai|sinon|node:test|aws-sdk-client-mock(-.*)?|@testing-library\/.*|supertest|nock|ava|tap)$/;
const testBlock = /^(describe|it|test|beforeEach|beforeAll|afterEach|afterAll)$/;

/** Whether the file is a test: by the modules it imports, or by calling `describe`, `it` or `test` at its top. */
export function isTest(sourceCode: SourceCode): boolean {
  if (importedModules(sourceCode).some((module) => testModule.test(module))) return true;
  return sourceCode.ast.body.some((statement) => {
    if (statement.type !== "ExpressionStatement") return false;
    const call = awaited(statement.expression);
    if (call.type !== "CallExpression") return false;
    return testBlock.test(calledName(call) ?? "") && call.arguments.some((argument) => isFunction(argument));
  });
}

/**
 * Whether a file lies among tests, where what is no handler helps to test one. Only folders of the project count: it may
 * be checked out below one that is called `test`.
 */
export const liesAmongTests = (file: Pick<RuleContext, "filename" | "cwd">): boolean =>
  /(^|\/)(tests?|__tests__|__mocks__|spec|e2e)\//.test(pathInProject(file));

/** A file's path below the folder that the linter runs in; as it stands where the file lies elsewhere, or is relative already. */
function pathInProject({ filename, cwd }: Pick<RuleContext, "filename" | "cwd">): string {
  const path = withSlashes(filename);
  const folder = `${withSlashes(cwd).replace(/\/$/, "")}/`;
  // Windows spells drives both ways.
  return path.toLowerCase().startsWith(folder.toLowerCase()) ? path.slice(folder.length) : path;
}

const withSlashes = (path: string): string => path.replaceAll("\\", "/");

/** Whether somebody runs the file from a shell; what it does there, it does once. */
export const isScript = ({ text }: SourceCode): boolean =>
  text.startsWith("#!") || (text.includes("require.main") && /\brequire\.main\s*===?\s*module\b/.test(text));

/** What describes infrastructure, draws pages or serves requests by itself. */
const otherPrograms =
  /^(aws-cdk-lib|constructs|@aws-cdk|@pulumi|cdktf|sst|react|react-dom|react-native|next|vue|svelte|@angular|preact|solid-js|express|koa|fastify|yargs|commander|@slack\/bolt)(\/|$)/;

/** Names that a template's `Handler` points at, and little else. */
export const handlerName = /^(handler|lambdaHandler|lambda_handler)$/;

/** Whether a module's exports are called by something other than Lambda: a command line, a framework, a CDK app. */
export function servesAnotherProgram(exported: readonly Export[], sourceCode: SourceCode): boolean {
  const names = new Set(exported.map(({ name }) => name));
  // A command of yargs exports `handler` too, beside `command` or `builder`.
  if (names.has("command") || names.has("builder")) return true;
  // Tencent Cloud's functions look the same, and its console names them so.
  if (names.has("main_handler")) return true;
  if ([...names].some((name) => handlerName.test(name))) return false;
  return importedModules(sourceCode).some((module) => otherPrograms.test(module));
}
