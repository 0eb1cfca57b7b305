import { open } from "node:fs/promises";
import { isYamlOrJson } from "../review/languages.ts";

/** What package managers and compilers read, which is often large and never a template. */
const ofTools = /^(package|package-lock|npm-shrinkwrap|[jt]sconfig.*|pnpm-lock|composer)\.\w+$/;

/** A template says what it is near its start. */
const bytesLookedAt = 64 * 1024;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const ofCloudFormation =
  /\bAWSTemplateFormatVersion\b|^Resources\s*:|"Resources"\s*:|\bType["']?\s*:\s*["']?AWS::\w+::/m;

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
const ofServerless = ["service", "provider"].map(
  (key) => new RegExp(`(^|[{,]\\s*)["']?${key}["']?\\s*:`, "m"),
);

/** What the CDK writes of code that is reviewed itself. */
const isWrittenByCdk = (text: string): boolean => text.includes("aws:cdk:path");

/** Whether a file in a folder may be a template of SAM, CloudFormation or the Serverless Framework, by its name. */
export const mayBeTemplate = (name: string): boolean => isYamlOrJson(name) && !ofTools.test(name);

/** Whether it looks like one, by its first part. What cannot be read may be one: whoever reads it all will say why not. */
export async function looksLikeTemplate(path: string): Promise<boolean> {
  const text = await startOf(path).catch(() => undefined);
  if (text === undefined) return true;
  const looks = ofCloudFormation.test(text) || ofServerless.every((key) => key.test(text));
  return looks && !isWrittenByCdk(text);
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(bytesLookedAt) });
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
