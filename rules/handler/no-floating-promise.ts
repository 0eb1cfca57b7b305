import { awaiting, collecting, looping, mayAwait } from "../kit/awaiting.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import { listOf } from "../kit/lists.ts";
import { headOf, shortNameOf } from "../kit/spelling.ts";
import { floatingIn, isBatchOrArray, type Floating } from "../lambda/floating.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { answersByPromise } from "../lambda/invocation-end.ts";

type MessageIds = Floating["kind"] | "voided" | "await" | "loop" | "collect";

/**
 * The environment is frozen as soon as the handler has answered. What was started by then and not awaited goes on in
 * the middle of a later request, or never.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export default defineHandlerRule<MessageIds, [{ ignoreVoid?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow work in a handler that nobody waits for",
      why: "Lambda freezes the environment once the handler has answered: what is not awaited then runs late, or never.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "lifecycle",
    },
    hasSuggestions: true,
    messages: {
      promise: "Nobody waits for `{{name}}`, and Lambda freezes it when the handler returns. Await it.",
      voided: "`void` waits for nothing: Lambda freezes `{{name}}` when the handler returns. Await it.",
      forEach:
        "`forEach` waits for no promise, and Lambda freezes them when the handler returns. Await each.",
      map: "Nobody waits for the promises that `{{name}}` makes. Await `Promise.all` of them.",
      callback:
        "Lambda freezes `{{name}}` when the handler returns, before the callback runs. Await a promise.",
      timer:
        "Lambda freezes the timer when the handler returns, so its work comes late or never. Await the work.",
      await: "Await `{{name}}` before returning",
      loop: "Await one after the other in a `for … of` loop",
      collect: "Collect and `await Promise.all`",
    },
    defaultOptions: [{ ignoreVoid: false }],
    schema: [
      {
        type: "object",
        properties: {
          ignoreVoid: {
            type: "boolean",
            description: "Whether `void` before a promise says that it may be lost, and is not reported.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!lambda.handlers.some((handler) => answersByPromise(handler, sourceCode))) return {};

    /** The ways to wait for some work that can be written where it is started. */
    const offersFor = ({ kind, start }: Floating): [MessageIds, Edit[] | undefined][] => {
      if (!mayAwait(start) || kind === "timer" || kind === "callback") return [];
      if (kind === "promise" || start.type === "NewExpression")
        return [["await", awaiting(start, sourceCode)]];
      if (kind === "map") return [["collect", collecting(start, sourceCode)]];
      return isBatchOrArray(listOf(start)!, lambda, sourceCode)
        ? [
            ["loop", looping(start, sourceCode)],
            ["collect", collecting(start, sourceCode)],
          ]
        : [];
    };

    return {
      Program() {
        for (const floating of floatingIn(lambda, sourceCode)) {
          const { kind, start, neglect } = floating;
          if (neglect === "voided" && context.options[0]?.ignoreVoid) continue;
          const data = { name: shortNameOf(start) };
          context.report({
            loc: headOf(start, sourceCode),
            messageId: neglect === "voided" && kind === "promise" ? "voided" : kind,
            data,
            suggest: offersFor(floating).flatMap(([messageId, edits]) =>
              edits ? [{ messageId, data, fix: fixOf(edits, sourceCode) }] : [],
            ),
          });
        }
      },
    };
  },
});
