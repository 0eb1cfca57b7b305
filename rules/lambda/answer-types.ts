import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableNaming, variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typesPromisedBy } from "../kit/types.ts";
import type { SourceName } from "./event-sources.ts";

/** What `aws-lambda` calls the answer of a handler that names the records which failed. */
const answers: Partial<Record<SourceName, string>> = {
  sqs: "SQSBatchResponse",
  kinesis: "KinesisStreamBatchResponse",
  dynamodb: "DynamoDBBatchResponse",
};

/**
 * The edits that have a function promise an answer where it promises nothing: `Promise<SQSBatchResponse>` for
 * `Promise<void>`, with the type beside those that the file imports, unless it is one of them. None where it declares no
 * type, and `undefined` where it declares another, or where somebody in the file may count on nothing.
 */
export function promisingFailures(
  fn: FunctionNode,
  source: SourceName,
  sourceCode: SourceCode,
): Edit[] | undefined {
  if (!fn.returnType) return [];
  const [promised, another] = typesPromisedBy(fn);
  const name = answers[source];
  if (promised?.type !== "TSVoidKeyword" || another || !name || isUsed(fn, sourceCode)) return undefined;

  const imports = sourceCode.ast.body.filter(
    (statement) => statement.type === "ImportDeclaration" && statement.source.value === "aws-lambda",
  ) as TSESTree.ImportDeclaration[];
  const specifiers = imports.flatMap((statement) => statement.specifiers);
  const known = specifiers.find((specifier) => isImportOf(name, specifier));
  if (meansAnother(name, fn, sourceCode, [known && variableOf(known.local, sourceCode)])) return undefined;
  const promising = { range: promised.range, text: name };
  if (known) return [promising];

  const last = specifiers.at(-1);
  if (imports.length > 1 || last?.type !== "ImportSpecifier") return undefined;
  const [, end] = last.range;
  return [{ range: [end, end], text: `, ${last.importKind === "type" ? "type " : ""}${name}` }, promising];
}

const isImportOf = (name: string, specifier: TSESTree.ImportClause): boolean =>
  specifier.type === "ImportSpecifier" &&
  specifier.local.name === name &&
  specifier.imported.type === "Identifier" &&
  specifier.imported.name === name;

/** Whether something in its own file reads a function, besides exporting it, or declares it too: an overload promises for it. */
function isUsed(fn: FunctionNode, sourceCode: SourceCode): boolean {
  // `const handler = async function named() {}` has one name for others, and one for itself.
  const named = [variableNaming(fn, sourceCode), fn.id ? variableOf(fn.id, sourceCode) : undefined];
  return named
    .filter((variable) => variable !== undefined)
    .some(
      (variable) =>
        variable.defs.length > 1 ||
        placesOf(variable).some((place) => place.parent?.type !== "ExportSpecifier"),
    );
}
