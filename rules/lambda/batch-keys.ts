import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  memberName,
  methodName,
  propertyOf,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { resolve, variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typeDemandedBy } from "../kit/types.ts";
import { reportsBatchItems } from "./event-sources.ts";
import type { Lambda } from "./model.ts";

/** A key that stands where Lambda looks for another. */
export interface WrongKey {
  key: string;
  property: TSESTree.Property;
  /** Whether it can be renamed where it stands, and nothing else has to change. */
  isSure: boolean;
}

/** Spellings of `batchItemFailures` by hand and by memory. */
const almostList = /^batch_?items?_?fail[a-z]*$/i;

/** What people write for `itemIdentifier`: other spellings, the name of the id, the name of its field. */
const almostItem =
  /^(item_?identif?i?er?s?|(item|message|event|record)_?ids?|id|identifier|sequence_?number|receipt_?handle)$/i;

/** Keys of the handlers' answers that were meant to be `batchItemFailures`. */
export function wrongListKeys(lambda: Lambda, sourceCode: SourceCode): WrongKey[] {
  return lambda.handlers.flatMap((handler) => {
    const found = handler.evidence === "entry" ? wrongKeysReturnedBy(handler.function, sourceCode) : [];
    // What invokes a handler is the dearer question, and few have a key to ask it for.
    const sources = found.length > 0 ? [...lambda.sourcesOf(handler)] : [];
    return sources.length === 0 || sources.some(reportsBatchItems) ? found : [];
  });
}

const wrongKeysReturnedBy = (fn: FunctionNode, sourceCode: SourceCode): WrongKey[] =>
  returnedBy(fn, sourceCode).flatMap((answer) => {
    const object = resolve(awaited(answer), sourceCode);
    const isSpelt = object === awaited(answer);
    return wrongKeys(object, "batchItemFailures", almostList).map((property) => ({
      key: memberName(property)!,
      property,
      isSure: isSpelt && leavesTypesFree(object, sourceCode),
    }));
  });

/** The key of a reported element that was meant to be `itemIdentifier`. */
export function wrongItemKey(item: TSESTree.ObjectExpression, sourceCode: SourceCode): WrongKey | undefined {
  const [property, another] = wrongKeys(item, "itemIdentifier", almostItem);
  return (
    property && {
      key: memberName(property)!,
      property,
      isSure: !another && leavesTypesFree(item, sourceCode),
    }
  );
}

/** The properties of an object that has not got the right key, and gets no keys from elsewhere. */
function wrongKeys(object: Node, right: string, almost: RegExp): TSESTree.Property[] {
  if (object.type !== "ObjectExpression" || propertyOf(object, right)) return [];
  const properties = object.properties.filter((property) => property.type === "Property");
  if (properties.length < object.properties.length) return [];
  return properties.filter((property) => almost.test(memberName(property) ?? ""));
}

/** Types of `aws-lambda` that demand the right key anyway. */
const ofLambda =
  /^(Promise<)?\w*Batch(Response|ItemFailure)|^(SQS|KinesisStream|DynamoDBStream)?Handler(<[^,]*>)?$/;

/** Whether no type of the file's own says how the keys of an object are spelt. */
function leavesTypesFree(object: Node, sourceCode: SourceCode): boolean {
  return [...ancestorsOf(object)].every((outer) => {
    const types = [
      typeDemandedBy(outer),
      outer.type === "CallExpression" && typeOfReceiver(outer, sourceCode),
    ];
    return types.every((type) => !type || ofLambda.test(sourceCode.getText(type)));
  });
}

/** The type that the variable was given whose method is called: of `failures` in `failures.push(…)`. */
function typeOfReceiver(call: TSESTree.CallExpression, sourceCode: SourceCode): TSESTree.Node | undefined {
  let receiver: Node = bare(call.callee);
  if (!/^(push|unshift|concat)$/.test(methodName(call) ?? "")) return undefined;
  while (receiver.type === "MemberExpression") receiver = bare(receiver.object);
  const [definition] = variableOf(receiver, sourceCode)?.defs ?? [];
  const name = definition?.name as Node | undefined;
  return name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
}

/** The edit that gives a key its right name. */
export function renaming({ property, isSure }: WrongKey, right: string): Edit | undefined {
  if (!isSure || property.computed) return undefined;
  const { key, shorthand } = property;
  const [start] = property.range;
  return shorthand ? { range: [start, start], text: `${right}: ` } : { range: key.range, text: right };
}
