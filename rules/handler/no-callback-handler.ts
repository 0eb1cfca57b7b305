import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, type FunctionNode } from "../kit/ast.ts";
import { parametersOf, variableOf } from "../kit/bindings.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isCalledWith, usesArguments, withoutLastParameter } from "../kit/unused.ts";
import { withoutCalls } from "../lambda/callback-calls.ts";
import { callbackOf } from "../lambda/callback.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import type { Handler, Lambda } from "../lambda/model.ts";

/** Methods of the context that ended an invocation before there were callbacks. */
const ending = /^(succeed|fail|done)$/;
const waitFlag = "callbackWaitsForEmptyEventLoop";

export default defineHandlerRule<
  | "callbackHandler"
  | "unusedCallback"
  | "usedCallback"
  | "missingCallback"
  | "contextMethod"
  | "waitFlag"
  | "remove"
  | "return",
  [{ waitFlag?: boolean }?]
>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow handlers that answer through a callback",
      why: "Node.js 24 knows neither callbacks nor `context.done()`: a handler that answers through them fails there each time.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "lifecycle",
    },
    messages: {
      callbackHandler:
        "{{node}} refuses to start a handler with a callback. Make it `async`, and return the result instead.",
      unusedCallback:
        "{{node}} refuses to start a handler with a callback. Remove `{{name}}`, which nothing uses.",
      usedCallback:
        "{{node}} refuses to start a handler with a callback. Return the result instead of using `{{name}}`.",
      missingCallback:
        "{{node}} passes no callback, so that `{{name}}` is undefined. Return the result instead.",
      contextMethod:
        "{{node}} has no `{{name}}()`. Return the result, or throw the error, in an `async` handler.",
      waitFlag:
        "`callbackWaitsForEmptyEventLoop` does nothing on Node.js 24. Await what has to finish, and remove this.",
      remove: "Remove `{{name}}`",
      return: "Return or throw instead of calling `{{name}}`",
    },
    fixable: "code",
    hasSuggestions: true,
    defaultOptions: [{ waitFlag: false }],
    schema: [
      {
        type: "object",
        properties: {
          waitFlag: {
            type: "boolean",
            description: "Whether `context.callbackWaitsForEmptyEventLoop` is reported too.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;

    const reportCallback = (handler: Handler) => {
      const callback = callbackOf(handler, sourceCode);
      if (!callback) return;
      const { name } = callback;
      const { function: fn, wrappers } = handler;
      const isUsed = variableOf(callback, sourceCode)!.references.length > 0 || usesArguments(fn, sourceCode);
      // The runtime counts the parameters of the wrapper, which are seldom three; what it wraps may ask for more in vain.
      const isWrapped = wrappers.length > 0;
      if (isWrapped && !isUsed) return;
      const inUse = isWrapped ? "missingCallback" : fn.async ? "usedCallback" : "callbackHandler";
      const messageId = isUsed ? inUse : "unusedCallback";

      const edits = editsFor(fn, callback, isUsed, sourceCode);
      const fix = edits && fixOf(edits, sourceCode);
      context.report({
        node: callback,
        messageId,
        data: { name, node: nodeFor(handler, lambda) },
        // A function that is not async may mean never to answer.
        fix: fix && !isUsed && fn.async ? fix : null,
        suggest: fix ? [{ messageId: isUsed ? "return" : "remove", data: { name }, fix }] : [],
      });
    };

    const reportContext = (handler: Handler) => {
      const { function: fn } = handler;
      const second = parametersOf(fn)[1];
      const variable = second?.type === "Identifier" ? variableOf(second, sourceCode) : undefined;
      for (const { identifier } of variable?.references ?? []) {
        const member = identifier.parent;
        if (member?.type !== "MemberExpression" || member.object !== identifier) continue;
        const isWritten = member.parent.type === "AssignmentExpression" && member.parent.left === member;
        const name = memberName(member) ?? "";
        if (ending.test(name) && !isWritten)
          context.report({
            node: member,
            messageId: "contextMethod",
            data: {
              name: `${identifier.name}.${name}`,
              node: nodeFor(handler, lambda),
            },
          });
        if (name === waitFlag && isWritten && context.options[0]?.waitFlag)
          context.report({ node: member, messageId: "waitFlag" });
      }
    };

    return {
      Program() {
        for (const handler of lambda.handlers) {
          if (handler.evidence === "entry") reportCallback(handler);
          reportContext(handler);
        }
      },
    };
  },
});

/**
 * The Node.js that fails, as a reader sees it whose function runs on an older one until it is moved. Managed Instances have
 * no callbacks on any version: https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-nodejs-runtime.html
 */
function nodeFor(handler: Handler, lambda: Lambda): string {
  if (lambda.sharingOf(handler)) return "Node.js on Managed Instances";
  const runtime = lambda.runtimeOf(handler);
  return runtime !== undefined && Number(/\d+/.exec(runtime)) < 24
    ? `After ${runtime}, Node.js 24`
    : "Node.js 24";
}

/** Makes a function do without its callback; `undefined` where that takes a person. */
function editsFor(
  fn: FunctionNode,
  callback: TSESTree.Identifier,
  isUsed: boolean,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const variable = variableOf(callback, sourceCode)!;
  const isOverloaded =
    fn.type === "FunctionDeclaration" && fn.id && variableOf(fn.id, sourceCode)!.defs.length > 1;
  if (fn.params.at(-1) !== callback || isOverloaded || hasDecorators(callback)) return undefined;
  if (usesArguments(fn, sourceCode) || (isUsed && !fn.async)) return undefined;
  const name = fn.parent?.type === "VariableDeclarator" ? fn.parent.id : fn.id;
  if (isCalledWith(2, name, sourceCode)) return undefined;

  const calls = withoutCalls(fn, variable, sourceCode);
  return calls && [...withoutLastParameter(fn, sourceCode), ...calls];
}

/** ESLint's own parser knows no decorators, and its identifiers have no list of them. */
const hasDecorators = ({ decorators }: Partial<TSESTree.Identifier>): boolean =>
  (decorators?.length ?? 0) > 0;
