import type { RuleModule } from "../../rules/kit/rule.ts";

/** What the recommended preset makes of a rule. */
const severities = { error: "error", warn: "warning", strict: "strict only", off: "off" } as const;

/** What tables say of a rule, each in a word or two. */
export function wordsOn({ meta }: RuleModule) {
  const { preset, strictOptions, readsTemplates } = meta.docs;
  return {
    severity: severities[preset],
    /** `strict` has it say more than `recommended` does. */
    saysMoreInStrict: strictOptions !== undefined,
    target: readsTemplates ? "deployments" : "handlers",
    offers: [meta.fixable && "fix", meta.hasSuggestions && "suggestion"].filter(
      (one) => typeof one === "string",
    ),
  };
}
