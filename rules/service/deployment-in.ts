import { oncePerFile } from "../kit/once.ts";
import { deploymentOfCdk, mayBeCdk } from "./cdk/reader.ts";
import type { Deployment } from "./deployment.ts";

/** What a file says of a deployment; `undefined` where it is about something else. Read once a file, for all rules. */
export const deploymentIn = oncePerFile((sourceCode): Deployment | undefined =>
  mayBeCdk(sourceCode) ? deploymentOfCdk(sourceCode) : undefined,
);
