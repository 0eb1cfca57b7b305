/** Whether a file is read as a template, by its ending; anything else is code. */
export const isYamlOrJson = (path: string): boolean => /\.(ya?ml|json)$/.test(path);

/** Whether a file is JavaScript or TypeScript, by its ending. */
export const isCode = (path: string): boolean => /\.([cm]?[jt]s|[jt]sx)$/.test(path);

/** What package managers, compilers and other tools read, ours too: often large, and never a template. */
const ofTools = /^(\..*|package|package-lock|npm-shrinkwrap|[jt]sconfig.*|pnpm-lock|composer)\.\w+$/;

/** Whether a file in a folder may be a template of SAM, CloudFormation or the Serverless Framework, by its name. */
export const mayBeTemplate = (name: string): boolean => isYamlOrJson(name) && !ofTools.test(name);

/** How much of a template is looked at to know it: it says what it is near its start. */
export const startOfTemplate = 64 * 1024;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const ofCloudFormation =
  /\bAWSTemplateFormatVersion\b|^Resources\s*:|"Resources"\s*:|\bType["']?\s*:\s*["']?AWS::\w+::/m;

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
const ofServerless = ["service", "provider"].map(
  (key) => new RegExp(`(^|[{,]\\s*)["']?${key}["']?\\s*:`, "m"),
);

/** What the CDK writes of code that is reviewed itself. */
const isWrittenByCdk = (text: string): boolean => text.includes("aws:cdk:path");

/** Whether a text looks like a template, by its start. */
export const startsLikeTemplate = (text: string): boolean =>
  (ofCloudFormation.test(text) || ofServerless.every((key) => key.test(text))) && !isWrittenByCdk(text);
