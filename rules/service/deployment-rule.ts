import { defineRule, type RuleContext, type RuleDocs, type RuleModule } from "../kit/rule.ts";
import { isYaml } from "../kit/yaml.ts";
import { lambdaOf, type Lambda } from "../lambda/model.ts";
import { deploymentIn } from "./deployment-in.ts";
import type { Deployment } from "./deployment.ts";
import { isSuppressed } from "./template/suppressions.ts";

type Context<MessageIds extends string, Options extends readonly unknown[]> = Parameters<
  RuleModule<MessageIds, Options>["create"]
>[0];

/** A rule on what deploys functions: CDK code and templates. */
interface DeploymentRule<MessageIds extends string, Options extends readonly unknown[]> {
  meta: Omit<RuleModule<MessageIds, Options>["meta"], "docs"> & { docs: Omit<RuleDocs, "readsTemplates"> };
  /** Called once for each file that deploys something. */
  checkDeployment(deployment: Deployment, context: Context<MessageIds, Options>): void;
  /** Called once for each file that Lambda gets to, of a rule that speaks of handlers too. */
  checkHandlers?(lambda: Lambda, context: Context<MessageIds, Options>): void;
}

/** Types a rule on deployments. It is silent where the metadata of a template has it so. */
export function defineDeploymentRule<MessageIds extends string, Options extends readonly unknown[] = []>({
  meta,
  checkDeployment,
  checkHandlers,
}: DeploymentRule<MessageIds, Options>): RuleModule<MessageIds, Options> {
  return defineRule<MessageIds, Options>({
    meta: { ...meta, docs: { ...meta.docs, readsTemplates: true } },
    create(context) {
      const { sourceCode } = context;
      const deployment = deploymentIn(sourceCode, withSlashes(context.filename));
      const lambda = checkHandlers && lambdaOf(context);
      if (!deployment && !lambda) return {};
      return {
        Program() {
          if (deployment)
            checkDeployment(deployment, isYaml(sourceCode) ? heedingMetadata(context) : context);
          if (lambda) checkHandlers(lambda, context);
        },
      };
    },
  });
}

const withSlashes = (path: string): string => path.replaceAll("\\", "/");

/** A context that reports nothing where the metadata of its template has the rule be silent. */
function heedingMetadata<Context extends RuleContext>(context: Context): Context {
  const { id, sourceCode } = context;
  // A configuration may call the plugin as it likes: `lambda/require-queue-dlq`.
  const rule = id.slice(id.lastIndexOf("/") + 1);
  const report: typeof context.report = (found) => {
    if (!("loc" in found && found.loc && "start" in found.loc && isSuppressed(rule, found.loc, sourceCode)))
      context.report(found);
  };
  return Object.create(context, { report: { value: report } }) as Context;
}
