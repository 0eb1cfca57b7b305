import type { RuleModule } from "../../rules/kit/rule.ts";
import { eventSources } from "../../rules/lambda/event-sources.ts";
import { rules } from "../../rules/plugin.ts";
import { severities } from "./configuration.ts";

/** What `.effective-lambda.json` may hold, as JSON Schema (draft 7): editors complete by it, and we check by it. */
export const configurationSchema = () => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Effective Lambda",
  description:
    "How the Lambda handlers below this folder are reviewed, in the editor and on the command line.",
  type: "object",
  additionalProperties: false,
  properties: {
    $schema: { type: "string", description: "Where this schema lies, for editors." },
    preset: {
      description:
        "Which rules are asked: `recommended` says what we are sure of, `strict` everything worth saying.",
      enum: ["recommended", "strict"],
      default: "recommended",
    },
    scope: {
      description:
        "How far handlers are followed: through the files of their `service`, or in their own `file` only.",
      enum: ["service", "file"],
      default: "service",
    },
    exclude: {
      description: "Files that are not reviewed, as globs relative to this folder.",
      type: "array",
      items: { type: "string" },
    },
    handlers: {
      description: "How handlers are deployed that no template shows, as with Terraform.",
      type: "array",
      items: handler,
    },
    rules: {
      description: "What counts in place of the preset, rule by rule.",
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, settingOf(rule)])),
    },
  },
});

const handler = {
  type: "object",
  required: ["files"],
  additionalProperties: false,
  properties: {
    files: { type: "string", description: "The files, as a glob relative to this folder." },
    export: {
      type: "string",
      description: "The export that Lambda calls; without it, every handler of the files.",
    },
    source: { enum: Object.keys(eventSources), description: "What invokes the handler." },
    batchSize: {
      type: "integer",
      minimum: 1,
      description: "How many records one invocation is given at most.",
    },
    runtime: { type: "string", description: "The runtime it is deployed on, such as nodejs22.x." },
  },
};

/** A severity, or one with the rule's options. */
function settingOf({ meta: { docs, schema } }: RuleModule) {
  const severity = { enum: severities };
  const options = Array.isArray(schema) ? schema : [];
  return {
    description: docs.description,
    if: { type: "array" },
    then: { items: [severity, ...options], minItems: 1, additionalItems: false },
    else: severity,
  };
}
