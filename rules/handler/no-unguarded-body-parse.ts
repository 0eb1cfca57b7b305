import { fixOf } from "../kit/edits.ts";
import { answering400, withDefault } from "../lambda/body-parse-edits.ts";
import { unguardedParses } from "../lambda/body-parse.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";

/** What a client sends is the client's fault, and has to be answered as such. */
export default defineHandlerRule<"throws" | "answer" | "default", [{ validated?: boolean }?]>({
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Disallow parsing the body of a request where nothing catches a body that is not JSON",
      why: "A body that is not JSON makes the function fail, and the client's mistake looks like one of the server's.",
      harm: "hygiene",
      preset: "strict",
      slide: "two-error-types",
    },
    messages: {
      throws:
        "This throws where the body is not JSON, and the client gets a server error. Catch it, and answer 400.",
      answer: "Return 400 where the body is missing or not JSON",
      default: "Use `{}` where there is no body",
    },
    defaultOptions: [{}],
    schema: [
      {
        type: "object",
        properties: {
          validated: {
            type: "boolean",
            description:
              "Whether API Gateway compares each body with a model before it gets to the function.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (context.options[0]?.validated || !/\bJSON\.parse\b/.test(sourceCode.text)) return {};

    return {
      Program() {
        for (const parse of unguardedParses(lambda, sourceCode)) {
          const answer = answering400(parse, lambda.handlerOf(parse)!, context);
          context.report({
            node: parse,
            messageId: "throws",
            suggest: [
              ...(answer ? [{ messageId: "answer" as const, fix: fixOf([answer], sourceCode) }] : []),
              { messageId: "default", fix: fixOf([withDefault(parse, '"{}"', sourceCode)], sourceCode) },
            ],
          });
        }
      },
    };
  },
});
