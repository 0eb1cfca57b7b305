import type { TSESTree } from "@typescript-eslint/utils";
import { propertyOf } from "../kit/ast.ts";
import { fixOf, offering } from "../kit/edits.ts";
import { nodesIn } from "../kit/nodes.ts";
import { shortNameOf } from "../kit/spelling.ts";
import { isTypeScript } from "../kit/types.ts";
import { isReported } from "../lambda/batch-items.ts";
import { renaming, wrongItemKey, wrongListKeys, type WrongKey } from "../lambda/batch-keys.ts";
import { misplacedIn, type Misplaced } from "../lambda/batch-lists.ts";
import { itemIdentifierOf } from "../lambda/batch.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { faultOf, type Fault } from "../lambda/item-identifiers.ts";

/**
 * Lambda reads one name at each level of the answer and one id of each record. What it cannot read is an empty list,
 * and then every record counts as done; what it cannot find makes it repeat the batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export default defineHandlerRule<
  Fault["kind"] | Misplaced["kind"] | "outerKey" | "innerKey" | "rename" | "use"
>({
  meta: {
    type: "problem",
    docs: {
      description: "Require `batchItemFailures` to name failed records by the id that Lambda knows",
      why: "Lambda takes all records as done where it finds no `batchItemFailures`, and repeats all where it knows no such id.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "sqs-errors",
    },
    fixable: "code",
    hasSuggestions: true,
    messages: {
      outerKey: "Lambda does not read `{{key}}` and takes all records as done. Name it `batchItemFailures`.",
      innerKey: "Lambda does not read `{{key}}` and repeats the whole batch. Name it `itemIdentifier`.",
      field: "`{{field}}` identifies no record, and Lambda repeats the whole batch. Use `{{right}}`.",
      constant: "A constant identifies no record, and Lambda repeats the whole batch. Use `{{right}}`.",
      maybeUndefined:
        "`{{field}}` may be undefined, and Lambda then repeats the whole batch. Check it first.",
      bareId: "Lambda looks for an `itemIdentifier` in each element. Use `{ itemIdentifier: {{id}} }`.",
      bareList:
        "Lambda looks for `batchItemFailures` in an object, and this is a list. Return `{ batchItemFailures: … }`.",
      filtered:
        "After `filter`, an index counts only what is left, and names other records. Go through all of them.",
      kafkaString: 'A string identifies no record of Kafka. Use `{ partition: "topic-0", offset: 15 }`.',
      rename: "Rename `{{key}}` to `{{right}}`",
      use: "Use `{{right}}`",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode, filename } = context;
    if (!/item_?identifier|batch_?items?_?fail/i.test(sourceCode.text)) return {};
    const misspelt = wrongListKeys(lambda, sourceCode);
    const listKeys = new Set(["batchItemFailures", ...misspelt.map(({ key }) => key)]);
    let isListFaulty = false;

    const reportKey = (wrong: WrongKey, messageId: "outerKey" | "innerKey", right: string) => {
      const { key, property } = wrong;
      const edit = renaming(wrong, right);
      context.report({
        node: property.key,
        messageId,
        data: { key },
        // Once Lambda reads a list whose ids it does not know, it repeats the whole batch instead.
        fix: edit && !(messageId === "outerKey" && isListFaulty) ? fixOf([edit], sourceCode) : null,
        suggest: offering("rename", edit && [edit], sourceCode, { key, right }),
      });
    };

    const reportValue = (value: TSESTree.Node, { kind, source, record }: Fault) => {
      const right = source && itemIdentifierOf(source, record ?? "record", false);
      const use = source && record && itemIdentifierOf(source, record, isTypeScript(filename));
      context.report({
        node: value,
        messageId: kind,
        data: { field: sourceCode.getText(value), right },
        suggest: use ? offering("use", [{ range: value.range, text: use }], sourceCode, { right: use }) : [],
      });
    };

    const reportItem = (item: TSESTree.ObjectExpression) => {
      if (!isReported(item, listKeys, sourceCode)) return;
      const wrong = wrongItemKey(item, sourceCode);
      const value = propertyOf(item, "itemIdentifier")?.value;
      const fault = value && faultOf(value, lambda, sourceCode);
      isListFaulty ||= Boolean(wrong ?? fault);
      if (wrong) reportKey(wrong, "innerKey", "itemIdentifier");
      else if (fault) reportValue(value, fault);
    };

    const reportMisplaced = ({ node, kind, isFree }: Misplaced) => {
      isListFaulty = true;
      const item = `{ itemIdentifier: ${sourceCode.getText(node)} }`;
      const text = node.parent?.type === "ArrowFunctionExpression" ? `(${item})` : item;
      context.report({
        node,
        messageId: kind,
        data: { id: shortNameOf(node) },
        suggest: isFree ? offering("use", [{ range: node.range, text }], sourceCode, { right: item }) : [],
      });
    };

    return {
      Program(program) {
        misplacedIn(lambda, listKeys, sourceCode).forEach(reportMisplaced);
        nodesIn(program, ["ObjectExpression"], sourceCode).forEach(reportItem);
        for (const wrong of misspelt) reportKey(wrong, "outerKey", "batchItemFailures");
      },
    };
  },
});
