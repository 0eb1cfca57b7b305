import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { isStated, type Setting } from "../service/deployment.ts";

/**
 * `$LATEST` is whatever was deployed last. Provisioned concurrency belongs to a version or an alias, so that a caller
 * of the function itself pays for it and starts cold all the same.
 * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export default defineDeploymentRule({
  meta: {
    type: "problem",
    docs: {
      description:
        "Require callers to use the alias that has provisioned concurrency, and aliases to name a version",
      why: "Provisioned concurrency serves its alias alone: whoever calls the function itself starts cold, and it is paid for.",
      harm: "cost and latency",
      preset: "strict",
      slide: "versions-and-aliases",
    },
    messages: {
      bypassed:
        "This calls `$LATEST` and starts cold: provisioned concurrency serves `{{name}}` only. Call `{{name}}`.",
      latest: "`$LATEST` cannot have provisioned concurrency. Let the alias name a version.",
      arn: "`$LATEST` changes with each deployment. Name an alias or a version.",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    const aliases = deployment.aliases.filter((one) => isProvisioned(one.provisionedConcurrency));
    for (const { at } of aliases.filter((one) => one.isOfLatest))
      context.report({ loc: at.loc, messageId: "latest" });

    const names = new Map(aliases.map((one) => [one.function, one.name]));
    for (const deployed of deployment.functions) {
      const version = isProvisioned(deployed.versionConcurrency) ? "currentVersion" : undefined;
      const name = names.get(deployed) ?? version;
      for (const { at } of deployed.invokers.filter(({ alias }) => name !== undefined && !alias))
        context.report({ loc: at.loc, messageId: "bypassed", data: { name } });
    }
    for (const { loc } of deployment.latestArns) context.report({ loc, messageId: "arn" });
  },
});

const isProvisioned = (concurrency: Setting<number>): boolean =>
  isStated(concurrency) && concurrency.value > 0;
