import type { TSESTree } from "@typescript-eslint/utils";
import { contains, propertyOf, stringValue } from "../kit/ast.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import { defineRule } from "../kit/rule.ts";
import { isReadBefore, isUnmarkedBase64, lastingProperty, objectsIn } from "../lambda/answer-body.ts";
import { isFreeToChange, markedAsBase64, stringified } from "../lambda/answer-edits.ts";
import { answersOf, type Answer } from "../lambda/answers.ts";
import { takesFormat1 } from "../lambda/api-format.ts";
import type { SourceName } from "../lambda/event-sources.ts";
import { lambdaIn, type Handler } from "../lambda/model.ts";

type MessageIds = "object" | "unmarked" | "statusCode" | "stringify" | "mark" | "number";

/** What is offered for a finding. */
interface Change {
  title: MessageIds;
  data?: Record<string, string>;
  edits: Edit[];
}

const isHttp = (source: SourceName): boolean => source === "api" || source === "alb";

/**
 * API Gateway passes the text in `body` on as it is, and takes an answer with an object in its place for malformed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export default defineRule<MessageIds, [{ stringStatusCode?: boolean }?]>({
  meta: {
    type: "problem",
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Require the body of an API's response to be text",
      why: "API Gateway and load balancers take only text as a body; with an object, the client gets a server error.",
      harm: "lost or repeated events",
      preset: "error",
      strictOptions: { stringStatusCode: true },
      slide: "two-error-types",
    },
    messages: {
      object: "`body` must be text: with an object, the client gets a server error. Use `JSON.stringify(…)`.",
      unmarked: "The client gets base64 text in place of the bytes. Add `isBase64Encoded: true`.",
      statusCode: "API Gateway documents `statusCode` as a number. Write it without quotes.",
      stringify: "Wrap the body in `{{code}}`",
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

  create(context) {
    const { sourceCode } = context;
    const lambda = lambdaIn(sourceCode);
    if (!lambda || !sourceCode.text.includes("statusCode")) return {};
    const [{ stringStatusCode = false } = {}] = context.options;
    const reported = new Set<TSESTree.Node>();

    const report = (node: TSESTree.Node, messageId: MessageIds, change: Change, isSafe = false) => {
      if (reported.has(node)) return;
      reported.add(node);
      const { title, data, edits } = change;
      const fix = isFreeToChange(node, sourceCode) ? fixOf(edits) : undefined;
      context.report({
        node,
        messageId,
        fix: (isSafe && fix) || null,
        suggest: fix ? [{ messageId: title, ...(data && { data }), fix }] : [],
      });
    };

    const reportBody = (body: TSESTree.Property, answer: Answer) => {
      for (const object of objectsIn(body.value, answer, sourceCode) as TSESTree.Node[]) {
        // What has a name, or is read through the answer's name, may be read as an object.
        const isSafe =
          object.type !== "Identifier" && contains(body, object) && !isReadBefore(answer, "body");
        report(
          object,
          "object",
          { title: "stringify", data: { code: "JSON.stringify(…)" }, edits: stringified(object) },
          isSafe,
        );
      }
    };

    const reportAnswers = (handler: Handler) => {
      for (const answer of answersOf(handler, sourceCode)) {
        if (!propertyOf(answer.object, "statusCode") || !lambda.isInvokedOnlyBy(answer.place, isHttp))
          continue;
        const body = lastingProperty(answer, "body");
        const status = stringStatusCode ? lastingProperty(answer, "statusCode") : undefined;
        const code = stringValue(status?.value);

        if (status && code && /^\d{3}$/.test(code))
          report(status.value, "statusCode", {
            title: "number",
            data: { code },
            edits: [{ range: status.value.range, text: code }],
          });
        if (body && isUnmarkedBase64(body, answer, sourceCode))
          report(body.value, "unmarked", { title: "mark", edits: [markedAsBase64(body, sourceCode)] });
        else if (body && takesFormat1(handler, lambda, sourceCode)) reportBody(body, answer);
      }
    };

    return {
      Program() {
        for (const handler of lambda.handlers) if (handler.evidence === "entry") reportAnswers(handler);
      },
    };
  },
});
