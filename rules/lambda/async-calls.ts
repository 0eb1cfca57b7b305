import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  returnedBy,
  someOwn,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, isGlobal, resolve, variableOf } from "../kit/bindings.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { oncePerFile } from "../kit/once.ts";
import { chainStart, isLink } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { givenBy } from "./given.ts";
import { isHarmless } from "./record-work.ts";
import { responseOf, sdkCallsIn, sendingOf } from "./sdk-calls.ts";
import { after, originOf, targetOf } from "./targets.ts";

/** Functions that give a promise, by the module that exports them; `*` is the module itself. */
const functions: { module: RegExp; name: RegExp }[] = [
  // https://axios-http.com/docs/api_intro
  {
    module: /^axios$/,
    name: /^(\*|axios|(axios\.)?(request|get|delete|head|options|(post|put|patch)(Form)?))$/,
  },
  // https://github.com/sindresorhus/got#documentation
  { module: /^got$/, name: /^(\*|got|(got\.)?(get|post|put|patch|head|delete))$/ },
  // https://undici.nodejs.org/#/docs/api/api/Undici, https://github.com/node-fetch/node-fetch
  { module: /^undici$/, name: /^(fetch|request)$/ },
  { module: /^(node-fetch|cross-fetch)$/, name: /^(\*|fetch)$/ },
  // https://nodejs.org/api/fs.html#promises-api, https://nodejs.org/api/timers.html#timers-promises-api
  { module: /^(node:)?fs\/promises$/, name: /^(?!watch$)\w+$/ },
  { module: /^(node:)?fs$/, name: /^promises\.(?!watch$)\w+$/ },
  { module: /^(node:)?timers\/promises$/, name: /^(setTimeout|setImmediate|scheduler\.wait)$/ },
  // https://docs.aws.amazon.com/powertools/typescript/latest/ (what it publishes to the log is written at once)
  {
    module: /^@aws-lambda-powertools\/parameters\/\w+$/,
    name: /^(get|set)(Parameter|Secret|AppConfig)\w*$/,
  },
  { module: /^@aws-lambda-powertools\/batch$/, name: /^processPartialResponse$/ },
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-util-waiter/
  { module: /^@aws-sdk\/client-[\w-]+$/, name: /^waitUntil[A-Z]\w*$/ },
];

/** What a function or a class of a module makes, and which of its methods give a promise; `""` is a call of the thing. */
const makers: { module: RegExp; name: RegExp; methods: RegExp }[] = [
  {
    module: /^axios$/,
    name: /^(axios\.)?create$/,
    methods: /^(|request|get|delete|head|options|(post|put|patch)(Form)?)$/,
  },
  { module: /^got$/, name: /^(got\.)?extend$/, methods: /^(|get|post|put|patch|head|delete)$/ },
  // https://nodejs.org/api/util.html#utilpromisifyoriginal
  { module: /^(node:)?util$/, name: /^promisify$/, methods: /^$/ },
  { module: /^@aws-lambda-powertools\/idempotency$/, name: /^makeIdempotent$/, methods: /^$/ },
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-storage/
  { module: /^@aws-sdk\/lib-storage$/, name: /^Upload$/, methods: /^done$/ },
  // https://node-postgres.com/apis/pool, https://sidorares.github.io/node-mysql2/docs#using-promise-wrapper
  { module: /^pg$/, name: /^(native\.)?(Pool|Client)$/, methods: /^query$/ },
  { module: /^mysql2\/promise$/, name: /^create(Pool|Connection)$/, methods: /^(query|execute)$/ },
  // https://nodemailer.com/usage/#sending-mail
  { module: /^nodemailer$/, name: /^createTransport$/, methods: /^sendMail$/ },
];

/** The methods of all that is made; every call of a handler is asked for one, and few have any. */
const methods = new RegExp(makers.map((maker) => maker.methods.source).join("|"));

/** How far a value is followed through the functions of the file. */
const maximumDepth = 8;

/**
 * Whether an expression certainly gives a promise of work that goes on when the expression is evaluated: by how the
 * function called is declared in this file, or by the module it comes from, never by its name. Calls go on through
 * `then`, `catch` and `finally`.
 */
export function isAsynchronous(node: Node, sourceCode: SourceCode, depth = maximumDepth): boolean {
  if (hasThen(node, sourceCode)) return true;
  const start = chainStart(resolve(node, sourceCode));
  if (start.type === "NewExpression")
    return isGlobal(start.callee, "Promise", sourceCode) && isFunction(start.arguments[0]);
  if (start.type !== "CallExpression") return false;

  const fn = functionNamed(start.callee, sourceCode);
  if (fn) return givesPromise(fn, sourceCode, depth);
  return (
    isGlobal(start.callee, "fetch", sourceCode) ||
    isJoin(start, sourceCode) ||
    requestsIn(sourceCode).promised.has(start) ||
    isCallOfPackage(start, sourceCode) ||
    givenBy(targetOf(start, sourceCode), sourceCode)?.isPromise === true
  );
}

/** Whether `then` is called with a function somewhere in a chain: whoever has that method is a promise to the language. */
function hasThen(node: Node, sourceCode: SourceCode): boolean {
  for (let link = bare(node); link.type === "CallExpression";) {
    if (!isLink(link)) return false;
    if (methodName(link) === "then" && link.arguments.some((one) => functionNamed(one, sourceCode)))
      return true;
    link = bare((bare(link.callee) as TSESTree.MemberExpression).object);
  }
  return false;
}

/** `Promise.all(list)`. */
function isJoin(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === "MemberExpression" &&
    /^(all|allSettled|any|race)$/.test(memberName(callee) ?? "") &&
    isGlobal(callee.object, "Promise", sourceCode)
  );
}

/** The same of a function, of this file or of another, that is handed on to be called. */
export function givesPromiseWhenCalled(handed: Node, sourceCode: SourceCode): boolean {
  const fn = functionNamed(handed, sourceCode);
  if (fn) return givesPromise(fn, sourceCode);
  return givenBy(after(originOf(handed, sourceCode), ""), sourceCode)?.isPromise === true;
}

/** The answers for functions; while one is looked for, it counts as no. */
const answersIn = oncePerFile(() => new Map<FunctionNode, boolean>());

/** Whether a call of a function of this file certainly gives a promise of work that goes on afterwards. */
export function givesPromise(fn: FunctionNode, sourceCode: SourceCode, depth = maximumDepth): boolean {
  const promising = answersIn(sourceCode);
  const known = promising.get(fn);
  if (known !== undefined) return known;
  promising.set(fn, false);
  const answer =
    depth > 0 && !fn.generator && (fn.async ? waits(fn, sourceCode) : returns(fn, sourceCode, depth - 1));
  promising.set(fn, answer);
  return answer;
}

const returns = (fn: FunctionNode, sourceCode: SourceCode, depth: number): boolean =>
  returnedBy(fn, sourceCode).some((returned) => isAsynchronous(returned, sourceCode, depth));

/**
 * Whether an async function has something left to do when a call of it returns. One that awaits nothing has done all
 * by then, loading a module needs nobody else's answer, and whoever passes a promise may wait for it too.
 */
function waits(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const { body } = fn;
  if (!body || isFunction(body)) return false;
  return (
    someOwn(
      body,
      sourceCode,
      (node) =>
        (node.type === "AwaitExpression" && !isGiven(chainStart(node.argument), fn, sourceCode)) ||
        (node.type === "ForOfStatement" && node.await),
    ) ||
    returnedBy(fn, sourceCode)
      .map((returned) => bare(returned))
      .some((returned) => returned.type === "CallExpression" && !isHarmless(returned, sourceCode))
  );
}

/** `await import("./rules.mjs")`, `await job` where `job` is a parameter. */
const isGiven = (awaited: Node, fn: FunctionNode, sourceCode: SourceCode): boolean =>
  awaited.type === "ImportExpression" || variableOf(awaited, sourceCode)?.defs[0]?.node === fn;

/** The calls of a file that ask an AWS service for something, by how the answer comes. */
interface Requests {
  promised: ReadonlySet<Node>;
  calledBack: ReadonlySet<Node>;
}

const requestsIn = oncePerFile((sourceCode): Requests => {
  const [promised, calledBack] = [new Set<Node>(), new Set<Node>()];
  for (const request of sdkCallsIn(sourceCode)) {
    const sending = sendingOf(request, sourceCode);
    if (sending && takesCallback(sending, sourceCode)) calledBack.add(sending);
    else {
      const response = responseOf(request, sourceCode);
      if (response) promised.add(response);
    }
  }
  return { promised, calledBack };
});

/** Whether a call asks an AWS service for something whose answer a function of this file gets. */
export const isCalledBack = (call: Node, sourceCode: SourceCode): boolean =>
  requestsIn(sourceCode).calledBack.has(call);

/** Functions that also work with callbacks give no promise when they get one. */
function takesCallback(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const last = call.arguments.at(-1);
  if (!last) return false;
  const isNamedSo = last.type === "Identifier" && /callback|^(cb|done|next)$/i.test(last.name);
  return isNamedSo || functionNamed(last, sourceCode) !== undefined;
}

const isIn = (imported: Imported | undefined, table: { module: RegExp; name: RegExp }): boolean =>
  imported !== undefined && table.module.test(imported.module) && table.name.test(imported.name);

function isCallOfPackage(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  const imported = importedAs(callee, sourceCode);
  if (imported && functions.some((one) => isIn(imported, one))) return true;

  const [owner, method] =
    callee.type === "MemberExpression" ? [callee.object, memberName(callee) ?? "?"] : [callee, ""];
  // `got(url).json()` goes on where `got(url)` did.
  if (/^(json|text|buffer)$/.test(method) && bare(owner).type === "CallExpression")
    return importedAs((bare(owner) as TSESTree.CallExpression).callee, sourceCode)?.module === "got";
  if (!methods.test(method)) return false;

  const made = awaited(resolve(owner, sourceCode));
  if (made.type !== "CallExpression" && made.type !== "NewExpression") return false;
  const maker = importedAs(made.callee, sourceCode);
  return (
    makers.some((one) => one.methods.test(method) && isIn(maker, one)) && !takesCallback(call, sourceCode)
  );
}
