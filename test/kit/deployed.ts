import { Linter } from "eslint";
import * as parser from "../../rules/parser.ts";
import plugin from "../../rules/plugin.ts";
import type { Settings } from "../../rules/service/word.ts";
import { join } from "node:path";
import { newFolder } from "./folder.ts";

/** What a run of ESLint over one file of a service reports: the ids of rules, each with the message. */
export async function foundIn(
  name: string,
  files: Record<string, string>,
  settings: Settings = {},
): Promise<string[]> {
  return messagesIn(name, files, settings).map(
    ({ ruleId, message }) => `${ruleId?.replace("effective-lambda/", "") ?? "fatal"}: ${message}`,
  );
}

/** The same as ESLint gives it, be it by other rules than those that are recommended. */
export function messagesIn(
  name: string,
  files: Record<string, string>,
  settings: Settings,
  rules: Linter.RulesRecord = plugin.configs.recommended.rules as Linter.RulesRecord,
): Linter.LintMessage[] {
  // The root of a service shows by what a repository has.
  const folder = newFolder({ ".git": "", ...files });
  return new Linter({ cwd: folder }).verify(
    files[name]!,
    {
      ...plugin.configs.recommended,
      files: ["**/*.{ts,mts,cts,js,mjs,cjs}"],
      languageOptions: { parser },
      settings: { "effective-lambda": settings },
      rules,
    },
    { filename: join(folder, name) },
  );
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
