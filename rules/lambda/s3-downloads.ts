import type { Node } from "../kit/ast.ts";
import { isFixed } from "../kit/fixed.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, fieldValue, textOf } from "../kit/values.ts";
import { filePathOf } from "./file-paths.ts";
import { mentionsFiles, pathsReadIn } from "./files.ts";
import { isMadeOfEvent } from "./made-of-event.ts";
import type { Lambda } from "./model.ts";
import { sdkCallsIn, type SdkCall } from "./sdk-calls.ts";

/** What a request asks for beside the object: the object only if it has changed, or a part of it. */
const partial = ["IfNoneMatch", "IfModifiedSince", "IfMatch", "IfUnmodifiedSince", "Range", "PartNumber"];

/** Operations of S3 that change objects. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const changing = /^(Put|Copy|Delete|Upload|CompleteMultipart|CreateMultipart|Restore)/;

/** The requests of a file for a whole object of S3 that is the same each time. */
export const downloadsOfOneObject = (sourceCode: SourceCode): SdkCall[] =>
  sdkCallsIn(sourceCode).filter(
    ({ service, operation, input }) =>
      service === "s3" &&
      operation === "GetObject" &&
      ["Bucket", "Key"].every((name) => isFixedField(input, name, sourceCode)) &&
      partial.every((name) => fieldOf(input, name, sourceCode) === "absent"),
  );

function isFixedField(input: Node | undefined, name: string, sourceCode: SourceCode): boolean {
  const value = fieldValue(input, name, sourceCode);
  return value !== undefined && isFixed(value, sourceCode);
}

/** Whether the file may change the object itself, which is then what the function remembers things in. */
export function mayChange({ input }: SdkCall, lambda: Lambda, sourceCode: SourceCode): boolean {
  const keyOf = (of: Node | undefined) => fieldValue(of, "Key", sourceCode);
  const key = keyOf(input);
  const text = key && textOf(key, sourceCode);
  const isAnother = (other: Node | undefined): boolean => {
    if (!other) return false;
    const otherText = textOf(other, sourceCode);
    if (text !== undefined && otherText !== undefined && !/\?/.test(text + otherText))
      return text !== otherText;
    return isMadeOfEvent(other, lambda, sourceCode);
  };
  return (
    // `Upload` of `lib-storage` takes its key from elsewhere.
    sourceCode.text.includes("@aws-sdk/lib-storage") ||
    sdkCallsIn(sourceCode).some(
      (call) => call.service === "s3" && changing.test(call.operation) && !isAnother(keyOf(call.input)),
    )
  );
}

/** Whether the file looks for something below /tmp: what it downloads may be kept there. */
export const readsTmp = (sourceCode: SourceCode): boolean =>
  mentionsFiles(sourceCode) &&
  pathsReadIn(sourceCode.ast, sourceCode).some((path) => /^(\/tmp|\?)/.test(filePathOf(path, sourceCode)));
