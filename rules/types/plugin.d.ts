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

declare const plugin: { meta: typeof meta; rules: typeof rules; configs: typeof configs };
export default plugin;
