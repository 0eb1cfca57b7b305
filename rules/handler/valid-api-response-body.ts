import type { TSESTree } from "@typescript-eslint/utils";
import { propertyOf } from "../kit/ast.ts";
import { fixOf } from "../kit/edits.ts";
import { isFreeToChange } from "../lambda/answer-edits.ts";
import { faultsOfBody, faultsOfStatus, type Fault } from "../lambda/answer-faults.ts";
import { answersOf } from "../lambda/answers.ts";
import { isHttp, takesFormat1 } from "../lambda/api-format.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import type { Handler } from "../lambda/model.ts";

/** Words without one of which a file has no answer that is certainly wrong, unless a template says how it is asked. */
const telling =
  /APIGateway|ALB|Proxy(Handler|Result)|httpMethod|multiValue|resource(Id|Path)|identity|\belb\b|base64|statusCode["']?\s*:\s*["'`]/;

/**
 * API Gateway passes the text in `body` on as it is, and takes an answer with an object in its place for malformed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export default defineHandlerRule<Fault["messageId"] | Fault["title"], [{ stringStatusCode?: boolean }?]>({
  meta: {
    type: "problem",
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Require the body of an API's response to be text",
      why: "API Gateway and load balancers take only text as a body; with an object, the client gets a server error.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "two-error-types",
    },
    messages: {
      object: "`body` must be text: with an object, the client gets a server error. Use `JSON.stringify(…)`.",
      unmarked: "The client gets base64 text in place of the bytes. Add `isBase64Encoded: true`.",
      statusCode: "API Gateway documents `statusCode` as a number. Write it without quotes.",
      wrap: "Wrap the body in `{{code}}`",
      mark: "Add `isBase64Encoded: true`",
      number: "Use the number `{{code}}`",
    },
    defaultOptions: [{}],
    schema: [
      {
        type: "object",
        properties: {
          stringStatusCode: {
            type: "boolean",
            description: "Whether a `statusCode` in quotes is reported too.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!sourceCode.text.includes("statusCode")) return {};
    if (!telling.test(sourceCode.text) && !lambda.handlers.some((one) => lambda.getsFormat1(one))) return {};
    const [{ stringStatusCode = false } = {}] = context.options;
    const reported = new Set<TSESTree.Node>();

    const report = ({ messageId, node, title, code, edits, isSafe }: Fault) => {
      if (reported.has(node)) return;
      reported.add(node);
      const fix = isFreeToChange(node, sourceCode) ? fixOf(edits, sourceCode) : undefined;
      context.report({
        node,
        messageId,
        fix: (isSafe && fix) || null,
        suggest: fix ? [{ messageId: title, data: { code }, fix }] : [],
      });
    };

    const reportAnswers = (handler: Handler) => {
      for (const answer of answersOf(handler, sourceCode)) {
        const faults = [
          ...faultsOfBody(answer, sourceCode),
          ...(stringStatusCode ? faultsOfStatus(answer) : []),
        ];
        if (faults.length === 0 || !propertyOf(answer.object, "statusCode")) continue;
        if (!lambda.isInvokedOnlyBy(answer.place, isHttp)) continue;
        for (const fault of faults)
          if (fault.messageId !== "object" || takesFormat1(handler, lambda, sourceCode)) report(fault);
      }
    };

    return {
      Program() {
        for (const handler of lambda.handlers) if (handler.evidence === "entry") reportAnswers(handler);
      },
    };
  },
});
