import type { TSESTree } from "@typescript-eslint/utils";
import { contains, memberName, stringValue, type Node } from "../kit/ast.ts";
import { fixOf } from "../kit/edits.ts";
import { importedModules } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { eventIdAt, idInWords } from "../lambda/event-ids.ts";
import { isDeliveredAtLeastOnce, type SourceName } from "../lambda/event-sources.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { isDoneOnce } from "../lambda/idempotency.ts";
import { identityAt, isStoredBefore, mayGiveIdentity } from "../lambda/identity-fields.ts";
import { unstableValueIn, type UnstableValue } from "../lambda/unstable-values.ts";

interface Found {
  unstable: UnstableValue;
  /** What stands in the place of the key and holds the unstable value, or a name for it. */
  place: Node;
  source: SourceName | undefined;
}

/** Fields of events that Powertools may be told to use and that identify nothing. */
const unstableField =
  /\b(receiptHandle|md5OfBody|ApproximateReceiveCount|SentTimestamp|requestContext\.(?:requestId|\w*imeEpoch)|awsRequestId)\b/;

export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow idempotency keys that change when the same event comes again",
      why: "A key has to be the same when the same event comes again, and different for every other event.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "idempotency",
    },
    hasSuggestions: true,
    messages: {
      changes: "`{{value}}` differs each time, so that no repeat is noticed. Use {{id}} instead.",
      shared: "`{{value}}` can be equal for two events, and one is dropped. Use {{id}} instead.",
      useId: "Use `{{label}}` (redelivery only)",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const namesKeys = sourceCode.text.includes("eventKeyJmesPath");
    if (!namesKeys && !mayGiveIdentity(sourceCode)) return {};

    const found: Found[] = [];

    const collect = (node: Node) => {
      const identity = identityAt(node, lambda, sourceCode);
      const unstable = identity && unstableValueIn(identity.value, sourceCode, lambda);
      const handler = unstable && lambda.handlerOf(node);
      if (!handler || !lambda.runsPerInvocation(node)) return;

      const sources = [...lambda.sourcesOf(handler)];
      const source = sources.find(isDeliveredAtLeastOnce);
      const isMadeHere = unstable.kind === "random" || unstable.kind === "clock";
      // The first hop: an API's handler is the producer, and its token is good for the SDK's own retries.
      if (isMadeHere && identity.isToken && sources.length > 0 && !source) return;
      const place = contains(identity.value, unstable.node) ? unstable.node : identity.value;
      if (isMadeHere && place !== unstable.node && isStoredBefore(place, sourceCode)) return;
      if (isDoneOnce(node, lambda, sourceCode)) return;

      found.push({ unstable, place, source });
    };

    const report = ({ unstable, place, source }: Found) => {
      // Two requests under one id would hide one another.
      const id = source && found.length === 1 ? eventIdAt(place, source, lambda, sourceCode) : undefined;
      context.report({
        node: place,
        messageId: unstable.kind === "not unique" ? "shared" : "changes",
        data: {
          value: sourceCode.getText(unstable.node as TSESTree.Node),
          id: source ? idInWords(source, place, lambda, sourceCode) : "an id that the event brings",
        },
        suggest: id && [
          {
            messageId: "useId",
            data: { label: id.label },
            fix: fixOf([{ range: place.range, text: id.code }], sourceCode),
          },
        ],
      });
    };

    return {
      Program(program) {
        const types = ["Property", "AssignmentExpression", "CallExpression"] as const;
        nodesIn(program, types, sourceCode).forEach(collect);
        found.forEach(report);
        if (!namesKeys || !usesPowertools(sourceCode)) return;
        for (const property of nodesIn(program, ["Property"], sourceCode))
          if (memberName(property) === "eventKeyJmesPath") reportPath(property.value);
      },
    };

    /** `eventKeyJmesPath: "Records[0].receiptHandle"` */
    function reportPath(node: Node) {
      const [value] = unstableField.exec(stringValue(node) ?? "") ?? [];
      if (value === undefined) return;
      const isShared = /^(md5OfBody|SentTimestamp)$/.test(value);
      const id = "an id that the event brings";
      context.report({ node, messageId: isShared ? "shared" : "changes", data: { value, id } });
    }
  },
});

const usesPowertools = (sourceCode: SourceCode): boolean =>
  importedModules(sourceCode).some((module) => module.startsWith("@aws-lambda-powertools/"));
