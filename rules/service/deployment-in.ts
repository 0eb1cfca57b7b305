import { isTooDeep } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import { deploymentOfCdk, mayBeCdk } from "./cdk/reader.ts";

/** What a file says of a deployment; `undefined` where it is about something else. Read once a file, for all rules. */
export const deploymentIn = oncePerFile((sourceCode) =>
  mayBeCdk(sourceCode) && !isTooDeep(sourceCode) ? deploymentOfCdk(sourceCode) : undefined,
);
