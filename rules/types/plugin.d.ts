import type { Linter, Rule } from "eslint";

/** Every rule by its id, without the prefix `effective-lambda/`. */
export declare const rules: Record<string, Rule.RuleModule>;

export declare const meta: { name: string; version: string; namespace: string };

export declare const configs: {
  /** What we are sure of; a whole team can leave it switched on. */
  recommended: Linter.Config;
  /** Everything worth saying. */
  strict: Linter.Config;
  /** SAM, CloudFormation and serverless.yml, with the parser they need. */
  templates: Linter.Config;
};

/** What a configuration may say under `settings["effective-lambda"]`. */
export interface Settings {
  /** How handlers are deployed, where no template says it that can be read, as with Terraform. */
  handlers?: HandlerSetting[];
  /** How far handlers are followed: through the files of their service, or in their own file only. */
  scope?: "file" | "service";
  /** `false` where no templates are to be looked for. */
  templates?: boolean;
  /** The day that rules take for today, as `2026-11-24`, where a build of last year is to say what it said then. */
  today?: string;
}

export interface HandlerSetting {
  /** A glob, from the folder that ESLint runs in. */
  files: string;
  /** What Lambda calls; all handlers of the file where this is left out. */
  export?: string;
  source?: SourceName;
  batchSize?: number;
  /** As Lambda names it: `nodejs22.x`. */
  runtime?: string;
}

/** What can invoke a handler. */
export type SourceName =
  | "alb"
  | "api"
  | "appsync"
  | "authorizer"
  | "cloudfront"
  | "codepipeline"
  | "cognito"
  | "connect"
  | "custom-resource"
  | "dynamodb"
  | "eventbridge"
  | "firehose"
  | "iot"
  | "kafka"
  | "kinesis"
  | "lex"
  | "logs"
  | "mq"
  | "s3"
  | "schedule"
  | "ses"
  | "sns"
  | "sqs"
  | "websocket";

declare const plugin: { meta: typeof meta; rules: typeof rules; configs: typeof configs };
export default plugin;
