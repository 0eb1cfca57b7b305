import type { AST } from "yaml-eslint-parser";
import { isTooDeep } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { contentOf, documentsOf, entriesIn, isYaml } from "../kit/yaml.ts";
import { deploymentOfCdk, mayBeCdk } from "./cdk/reader.ts";
import type { Deployment } from "./deployment.ts";
import { deploymentOfTemplate } from "./template/cloudformation.ts";
import { deploymentOfServerlessCode } from "./template/from-code.ts";
import { deploymentOfServerless, isOfServerless } from "./template/serverless.ts";

/** Whether a file is called as those of the Serverless Framework are. */
export const isOfFramework = (path: string): boolean => /(^|\/)serverless[^/]*$/.test(path);

/** What the Serverless Framework takes beside `serverless.yml`: https://www.serverless.com/framework/docs/providers/aws/guide/intro */
export const isServerlessCode = (path: string): boolean => isOfFramework(path) && /\.[cm]?[jt]s$/.test(path);

/**
 * What a file says of a deployment; `undefined` where it is about something else. Read once a file, for all rules.
 *
 * @param path with `/`; its name tells code of the Serverless Framework from that of the CDK
 */
export const deploymentIn = (sourceCode: SourceCode, path: string): Deployment | undefined =>
  isServerlessCode(path) ? deploymentOfServerlessCode(sourceCode) : deploymentOf(sourceCode);

const deploymentOf = oncePerFile((sourceCode): Deployment | undefined => {
  if (isYaml(sourceCode)) return deploymentOfDocument(sourceCode);
  return mayBeCdk(sourceCode) && !isTooDeep(sourceCode) ? deploymentOfCdk(sourceCode) : undefined;
});

/** A template is one document; of several, the first that deploys something counts. */
function deploymentOfDocument(sourceCode: SourceCode): Deployment | undefined {
  for (const { content } of documentsOf(sourceCode)) {
    const root = contentOf(content);
    if (root?.type !== "YAMLMapping") continue;
    if (isOfServerless(root, sourceCode)) return deploymentOfServerless(root, sourceCode);
    if (isOfCloudFormation(root)) return deploymentOfTemplate(root, sourceCode);
  }
  return undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const isOfCloudFormation = (root: AST.YAMLMapping): boolean => entriesIn(root).has("Resources");
