import { isTooDeep } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { deploymentOfCdk, mayBeCdk } from "./cdk/reader.ts";
import type { Deployment } from "./deployment.ts";

const known = new WeakMap<object, Deployment | undefined>();

/** What a file says of a deployment; `undefined` where it is about something else. Read once a file, for all rules. */
export function deploymentIn(sourceCode: SourceCode): Deployment | undefined {
  if (!known.has(sourceCode.ast))
    known.set(
      sourceCode.ast,
      mayBeCdk(sourceCode) && !isTooDeep(sourceCode) ? deploymentOfCdk(sourceCode) : undefined,
    );
  return known.get(sourceCode.ast);
}
