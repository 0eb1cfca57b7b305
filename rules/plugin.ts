import type { Linter } from "eslint";
import { addresses } from "./addresses.ts";
import * as catalogue from "./index.ts";
import type { RuleDocs, RuleModule } from "./kit/rule.ts";
import manifest from "./package.json" with { type: "json" };
import { askAboutDeployments } from "./lambda/deployed.ts";
import * as templateParser from "./parser/templates.ts";
import { deployedBy } from "./service/word.ts";

/** The prefix of every rule in a configuration: `effective-lambda/no-client-in-handler`. */
export const prefix = "effective-lambda";

askAboutDeployments(deployedBy);

/** Every rule by its id, with the address of its page filled in. */
export const rules: Record<string, RuleModule> = Object.fromEntries(
  (Object.entries(catalogue) as [string, RuleModule][]).map(([id, rule]) => [
    id,
    {
      ...rule,
      meta: { ...rule.meta, docs: { ...rule.meta.docs, url: addresses.page(id) } },
    },
  ]),
);

export const meta = { name: manifest.name, version: manifest.version, namespace: prefix };

const plugin = {
  meta,
  rules,
  configs: {} as Record<"recommended" | "strict" | "templates", Linter.Config>,
};

function preset(
  presetName: string,
  setting: (docs: RuleDocs) => Linter.RuleEntry | undefined,
): Linter.Config {
  const settings = Object.entries(rules).flatMap(([id, rule]) => {
    const entry = setting(rule.meta.docs);
    return entry ? [[`${prefix}/${id}`, entry] as const] : [];
  });
  return {
    name: `${prefix}/${presetName}`,
    plugins: { [prefix]: plugin as never },
    rules: Object.fromEntries(settings),
  };
}

const isRecommended = ({ preset }: RuleDocs) => preset === "error" || preset === "warn";

plugin.configs.recommended = preset("recommended", (docs) =>
  isRecommended(docs) ? (docs.preset as "error" | "warn") : undefined,
);
plugin.configs.strict = preset("strict", (docs) => {
  if (docs.preset === "off") return undefined;
  const severity = docs.preset === "error" ? "error" : "warn";
  return docs.strictOptions ? [severity, docs.strictOptions] : severity;
});

/** What templates are called; those that a build writes are left out. */
plugin.configs.templates = {
  ...preset("templates", (docs) =>
    docs.readsTemplates && isRecommended(docs) ? (docs.preset as "error" | "warn") : undefined,
  ),
  files: [
    "**/*{template,Template}*.{yml,yaml,json}",
    "**/{,*-,*.}{stack,sam}.{yml,yaml,json}",
    "**/{cloudformation,cfn,sam}/**/*.{yml,yaml}",
    "**/serverless{,.*,-*}.{yml,yaml,json}",
  ],
  ignores: ["**/{cdk.out,.aws-sam,.serverless,node_modules}/**"],
  languageOptions: { parser: templateParser as unknown as Linter.Parser },
};

export const configs = plugin.configs;
export default plugin;
