import { fixOf } from "../kit/edits.ts";
import { todayFor } from "../kit/today.ts";
import { deprecatedSince, successorsOf } from "../lambda/runtimes.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { isStated, onePerPlace } from "../service/deployment.ts";

/**
 * Lambda stops patching a runtime at its date of deprecation, and later refuses to deploy functions with it: then even
 * the fix for an outage cannot be rolled out.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export default defineDeploymentRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow runtimes that Lambda has deprecated",
      why: "A deprecated runtime gets no security patches, and after a while no function with it can be deployed any more.",
      harm: "hygiene",
      preset: "warn",
      slide: "whats-new",
    },
    hasSuggestions: true,
    messages: {
      deprecated:
        "`{{runtime}}` is deprecated since {{date}} and gets no security patches. Use a newer runtime.",
      use: "Use `{{runtime}}`",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    const today = todayFor(context);
    const { functions, shared } = deployment;
    const stated = [...functions, ...(shared ? [shared] : [])].flatMap(({ runtime, stating }) =>
      isStated(runtime) ? { ...runtime, stating } : [],
    );
    for (const { value, at, stating } of onePerPlace(stated)) {
      const date = deprecatedSince(value, today);
      if (date === undefined) continue;
      context.report({
        loc: at.loc,
        messageId: "deprecated",
        data: { runtime: value, date },
        suggest: successorsOf(value, today).flatMap((successor) => {
          const edits = stating({ runtime: successor });
          return edits
            ? [
                {
                  messageId: "use" as const,
                  data: { runtime: successor },
                  fix: fixOf(edits, context.sourceCode),
                },
              ]
            : [];
        }),
      });
    }
  },
});
