import type { TSESLint } from "@typescript-eslint/utils";
import type { Topic } from "../slides.ts";

/** What a rule says of itself beside ESLint's own metadata. Presets, links, tables and slides are computed from it. */
export interface RuleDocs {
  /** What the rule does, as a phrase that starts with Disallow, Require, Enforce or Prefer. */
  description: string;
  /** One sentence for a person who sees the finding: why it matters in Lambda. */
  why: string;
  /** What goes wrong if nobody acts; reports group findings by it. */
  harm: "lost or repeated events" | "cost and latency" | "hygiene";
  /** What `recommended` sets the rule to. `strict`: only the strict preset has it. `off`: no preset has it. */
  preset: "error" | "warn" | "strict" | "off";
  /** Whether the rule speaks of templates too, in YAML and JSON. */
  readsTemplates?: true;
  /**
   * The options `strict` gives the rule where it says more than `recommended`. What they find must do the same kind
   * of harm: a rule has one severity for all it reports.
   */
  strictOptions?: Record<string, unknown>;
  /** The slide that teaches what the rule finds. */
  slide: Topic;
  /** The rule's page on the web. Filled in by the plugin from the rule's id; a rule never spells its own name. */
  url?: string;
}

export type RuleModule<
  MessageIds extends string = string,
  Options extends readonly unknown[] = readonly unknown[],
> = TSESLint.RuleModule<MessageIds, Options, RuleDocs> & { meta: { docs: RuleDocs } };

export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
export type SourceCode = Readonly<TSESLint.SourceCode>;

/** Types a rule; ESLint's own shape stays as it is. */
export function defineRule<MessageIds extends string, Options extends readonly unknown[] = []>(
  rule: Omit<RuleModule<MessageIds, Options>, "defaultOptions" | "name">,
): RuleModule<MessageIds, Options> {
  return { ...rule, defaultOptions: [] as unknown as Options };
}
