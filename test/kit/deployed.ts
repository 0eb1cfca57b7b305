import { Linter } from "eslint";
import * as parser from "../../rules/parser.ts";
import plugin from "../../rules/plugin.ts";
import type { Settings } from "../../rules/service/word.ts";
import { join } from "node:path";
import { folderWith } from "./folder.ts";
import { readFile } from "node:fs/promises";

/** What a run of ESLint over one file of a service reports: the ids of rules, each with the message. */
export async function foundIn(
  name: string,
  files: Record<string, string>,
  settings: Settings = {},
): Promise<string[]> {
  // The root of a service shows by what a repository has.
  const folder = await folderWith({ ".git": "", ...files });
  const path = join(folder, name);
  return new Linter({ cwd: folder })
    .verify(
      await readFile(path, "utf8"),
      {
        ...plugin.configs.recommended,
        files: ["**/*.{ts,js}"],
        languageOptions: { parser },
        settings: { "effective-lambda": settings },
      },
      { filename: path },
    )
    .map(({ ruleId, message }) => `${ruleId?.replace("effective-lambda/", "") ?? "fatal"}: ${message}`);
}

/** A template with one function. `lines` are its properties. */
export const templateOf = (...lines: string[]): string =>
  [
    "Transform: AWS::Serverless-2016-10-31",
    "Resources:",
    "  Orders:",
    "    Type: AWS::Serverless::Function",
    "    Properties:",
    ...lines.map((line) => `      ${line}`),
    "",
  ].join("\n");

/** A template with one function that gets the messages of a queue. `lines` are more settings of the mapping. */
export const withQueue = (handler: string, ...lines: string[]): string =>
  templateOf(
    `Handler: ${handler}`,
    "Events:",
    "  Queue:",
    "    Type: SQS",
    "    Properties:",
    "      Queue: arn:aws:sqs:eu-west-1:111122223333:orders",
    ...lines.map((line) => `      ${line}`),
  );
