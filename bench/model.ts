import type { Node } from "../rules/kit/ast.ts";
import { importedCallsIn } from "../rules/kit/imports.ts";
import { nodesIn } from "../rules/kit/nodes.ts";
import type { RuleContext } from "../rules/kit/rule.ts";
import { lambdaIn } from "../rules/lambda/model.ts";
import { sdkCallsIn } from "../rules/lambda/sdk-calls.ts";
import { deploymentIn } from "../rules/service/deployment-in.ts";

/**
 * A rule for the benchmark alone, which reports nothing. It asks what many rules ask, and being the first to ask it pays
 * for the answers: the others then cost what only they need.
 */
export const model = {
  meta: { schema: [] },
  create({ sourceCode, filename }: RuleContext) {
    const lambda = lambdaIn(sourceCode);
    deploymentIn(sourceCode, filename);
    if (!lambda) return {};
    return {
      Program(program: Node) {
        nodesIn(program, ["CallExpression"], sourceCode);
        importedCallsIn(sourceCode);
        for (const handler of lambda.handlers) lambda.sourcesOf(handler);
        for (const loop of lambda.recordLoops.all) lambda.sourcesAt(loop.node);
        for (const { node } of sdkCallsIn(sourceCode))
          if (lambda.runsPerInvocation(node)) lambda.dependsOnEvent(node);
      },
    };
  },
};
