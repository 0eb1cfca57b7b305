import type { TSESTree } from "@typescript-eslint/utils";
import { fixOf } from "../kit/edits.ts";
import { isCustomSender, lostEventsOf, type LostEvent } from "../lambda/cognito.ts";
import { eventNameOf, returningEvent } from "../lambda/cognito-edits.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import type { Handler } from "../lambda/model.ts";

/** Words without which a file is about no trigger of a user pool. */
const trigger =
  /triggerSource|userPoolId|userAttributes|callerContext|Trigger(Event|Handler)|CognitoUserPool/;

/**
 * Cognito waits for the event to come back, with the trigger's decision in its `response`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export default defineHandlerRule({
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Require Cognito triggers to return their event on every path",
      why: "Cognito waits for its event to come back; without it, the user's sign-up or sign-in fails.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "errors-by-source",
    },
    messages: {
      nothing: "Cognito gets nothing back here, and the user's sign-up or sign-in fails. Return `{{event}}`.",
      other: "Cognito expects its event back, and gets something else here. Return `{{event}}`.",
      return: "Return `{{event}}`",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!trigger.test(sourceCode.text) || isCustomSender(sourceCode)) return {};

    const report = (lost: LostEvent, handler: Handler) => {
      const name = eventNameOf(handler, sourceCode);
      const edit = name && returningEvent(lost, name, handler, sourceCode);
      const data = { event: name ?? "event" };
      context.report({
        node: lost.at as TSESTree.Node,
        messageId: lost.given,
        data,
        suggest: edit ? [{ messageId: "return", data, fix: fixOf([edit], sourceCode) }] : [],
      });
    };

    return {
      Program() {
        for (const handler of lambda.handlers) {
          // Whether a trigger answers is a question for the whole function: its other sources may need no answer.
          if (!lambda.isInvokedOnlyBy(handler.function, (source) => source === "cognito")) continue;
          for (const lost of lostEventsOf(handler, sourceCode)) report(lost, handler);
        }
      },
    };
  },
});
