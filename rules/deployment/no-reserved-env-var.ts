import { variableWrittenBy } from "../kit/environment.ts";
import { nodesIn } from "../kit/nodes.ts";
import { decidesIdentity, isReserved } from "../lambda/reserved-variables.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { onePerPlace } from "../service/deployment.ts";

/**
 * Lambda tells a function who and where it is by variables of its own. It refuses a configuration that sets them; code
 * that writes them changes the region or the rights of everything that is built later, in later invocations too.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export default defineDeploymentRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow setting environment variables that Lambda reserves",
      why: "Lambda refuses to deploy a function with its own variables; written by code, they change all that runs after it.",
      harm: "hygiene",
      preset: "error",
      slide: "layers-and-env",
    },
    messages: {
      refused:
        "`{{name}}` is Lambda's own: a function that sets it cannot be deployed. Use a name of your own.",
      written:
        "Clients of later events get this `{{name}}` as well. Pass it to the one client that needs it.",
    },
    schema: [],
  },

  checkDeployment({ functions }, context) {
    const variables = functions.flatMap(({ environment }) => environment);
    for (const { name, at } of onePerPlace(variables.filter(({ name }) => isReserved(name))))
      context.report({ loc: at.loc, messageId: "refused", data: { name } });
  },

  checkHandlers(lambda, context) {
    const { sourceCode } = context;
    if (!/process\.env\b/.test(sourceCode.text)) return;
    for (const assignment of nodesIn(sourceCode.ast, ["AssignmentExpression"], sourceCode)) {
      const name = variableWrittenBy(assignment, sourceCode);
      if (name !== undefined && decidesIdentity(name) && lambda.runsPerInvocation(assignment))
        context.report({ node: assignment.left, messageId: "written", data: { name } });
    }
  },
});
