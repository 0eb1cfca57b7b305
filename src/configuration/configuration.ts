import type { HandlerSetting } from "../../rules/service/word.ts";

/** What a configuration file is called. The nearest one around a file decides, alone. */
export const configurationFile = ".effective-lambda.json";

/** How a rule is asked, as ESLint writes it: `"off"`, or `["warn", { … }]` with the rule's options. */
export type RuleSetting = Severity | [Severity, ...options: unknown[]];

export type Severity = (typeof severities)[number];

export const severities = ["off", "warn", "error"] as const;

/** What `.effective-lambda.json` says of the files below its folder. It is data: nothing of it is run. */
export interface Configuration {
  preset?: "recommended" | "strict";
  scope?: "service" | "file";
  /** Globs of files that are not reviewed, relative to the file's folder. */
  exclude?: string[];
  /** How handlers are deployed, where no template says it; globs as in `exclude`. */
  handlers?: HandlerSetting[];
  /** What counts in place of the preset, rule by rule. */
  rules?: Record<string, RuleSetting>;
}
