import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, contains, isFunction, memberName, stringValue, type Node } from "../kit/ast.ts";
import { isGlobal, stepsTo, valueOf, variableOf, type Variable } from "../kit/bindings.ts";
import { importedAs, importedModules } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldValue, valueBehind } from "../kit/values.ts";
import type { Lambda } from "./model.ts";
import { sdkCallsIn, type SdkCall } from "./sdk-calls.ts";

/**
 * Where the key stands in a notification, URL-encoded as a form is: `red flower.jpg` comes as `red+flower.jpg`. In
 * EventBridge's events it stands elsewhere.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
const keyPath = "Records[].s3.object.key";

/** Middleware that decodes the keys of an event where they stand. https://middy.js.org/docs/middlewares/s3-key-normalizer */
const decoding = /^@middy\/(s3-key-normalizer|event-normalizer)$/;

/** Whether a file may read keys that are still encoded, judged by its text and its imports. */
export const mayReadRawKeys = (sourceCode: SourceCode): boolean =>
  /\bs3\b/.test(sourceCode.text) &&
  /\bkey\b/.test(sourceCode.text) &&
  // `record.s3.object.key = decodeURIComponent(…)`
  !/\.key\s*=[^=]/.test(sourceCode.text) &&
  !importedModules(sourceCode).some((module) => decoding.test(module));

/** The keys, as they came, that requests to AWS take for the names of objects. */
export const rawKeysRequested = (lambda: Lambda, sourceCode: SourceCode): Node[] =>
  sdkCallsIn(sourceCode)
    .filter(({ node }) => lambda.handlerOf(node))
    .flatMap((call) => namesIn(call, sourceCode))
    .flatMap((name) => rawKeyIn(name, lambda, sourceCode) ?? []);

/** The keys, as they came, that are taken apart, or made into the path of a file. */
export function rawKeysTakenApart(lambda: Lambda, sourceCode: SourceCode): Node[] {
  // What is taken apart may be decoded piece by piece.
  if (/decodeURI|unescape/.test(sourceCode.text)) return [];
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call) => {
    const taken = takenApartBy(call, sourceCode);
    const key = taken && rawKeyIn(taken, lambda, sourceCode);
    return key && lambda.handlerOf(call) ? [key] : [];
  });
}

/** The keys, as they came, that are decoded while the `+` in them, which stands for a space, stays. */
export function keysDecodedByHalf(lambda: Lambda, sourceCode: SourceCode): Node[] {
  if (/["'`/]\\?\+["'`/]/.test(sourceCode.text)) return [];
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap(
    ({ callee, arguments: [encoded] }) => {
      if (!encoded || !isGlobal(callee, "decodeURIComponent", sourceCode)) return [];
      return rawKeyIn(encoded, lambda, sourceCode) ? [encoded] : [];
    },
  );
}

/**
 * Where a request names an object. `CopySource` is not among the places: there S3 wants the name encoded.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
const places: Record<string, string[]> = {
  s3: ["Key"],
  rekognition: ["Image", "SourceImage", "TargetImage", "Video"].map((image) => `${image}.S3Object.Name`),
  textract: ["Document", "DocumentLocation"].map((document) => `${document}.S3Object.Name`),
};

function namesIn({ service, input }: SdkCall, sourceCode: SourceCode): Node[] {
  const at = (path: string) =>
    path.split(".").reduce((holder, name) => fieldValue(holder, name, sourceCode), input);
  const several = service === "s3" ? at("Delete.Objects") : undefined;
  const keys = several
    ? nodesIn(valueBehind(several, sourceCode), ["Property"], sourceCode)
        .filter((property) => memberName(property) === "Key")
        .map(({ value }) => value)
    : [];
  return [
    ...keys,
    ...(Object.hasOwn(places, service) ? places[service]! : []).flatMap((path) => at(path) ?? []),
  ];
}

/** Methods of texts and lists of texts that leave encoded what was encoded. */
const textMethods =
  /^(replace|replaceAll|slice|substring|substr|split|concat|trim|toString|to(Lower|Upper)Case|pop|shift|at|join)$/;
const modules = /^(node:)?(path|fs|fs\/promises)(\/posix)?$/;

/** What a call of a path's function, of a file's, or of `split("/")` takes apart or names a file by. */
function takenApartBy(call: TSESTree.CallExpression, sourceCode: SourceCode): Node | undefined {
  const [first] = call.arguments;
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression" && memberName(callee) === "split")
    return stringValue(first) === "/" ? callee.object : undefined;
  const imported = first && importedAs(callee, sourceCode);
  // What comes after the last dot is seldom encoded.
  return imported && modules.test(imported.module) && !/extname$/.test(imported.name) ? first : undefined;
}

/** The key, as it came, that an expression gives or makes a text of; `undefined` where something may decode it. */
function rawKeyIn(node: Node, lambda: Lambda, sourceCode: SourceCode, depth = 8): Node | undefined {
  const expression = awaited(node);
  const within = (...inner: Node[]) => {
    for (const one of depth > 0 ? inner : []) {
      const key = rawKeyIn(one, lambda, sourceCode, depth - 1);
      if (key) return key;
    }
    return undefined;
  };
  switch (expression.type) {
    case "Identifier": {
      const variable = variableOf(expression, sourceCode);
      if (!variable || (!valueOf(variable) && isSetLater(variable))) return undefined;
      const value = valueBehind(expression, sourceCode);
      if (value !== expression) return within(value);
      const isKey = lambda.eventPathOf(expression) === keyPath || isKeyOfRecord(expression, sourceCode);
      return isKey ? expression : undefined;
    }
    case "MemberExpression":
      if (isKeyOfRecord(expression, sourceCode) || lambda.eventPathOf(expression) === keyPath)
        return expression;
      return expression.computed ? within(expression.object) : undefined;
    case "TemplateLiteral":
      return within(...expression.expressions);
    case "BinaryExpression":
      return expression.operator === "+" ? within(expression.left, expression.right) : undefined;
    case "LogicalExpression":
      return within(expression.left);
    case "ConditionalExpression":
      return within(expression.consequent, expression.alternate);
    case "CallExpression": {
      const callee = bare(expression.callee);
      if (callee.type === "MemberExpression" && textMethods.test(memberName(callee) ?? ""))
        return replacesPlus(expression, sourceCode) ? undefined : within(callee.object);
      const imported = importedAs(callee, sourceCode);
      if (imported) return modules.test(imported.module) ? within(...expression.arguments) : undefined;
      const value = valueBehind(expression, sourceCode);
      return value === expression ? undefined : within(value);
    }
    default:
      return undefined;
  }
}

/** `let key = …; key = decodeURIComponent(key)`, for a parameter too. */
const isSetLater = ({ references }: Variable): boolean =>
  references.some((reference) => reference.isWrite() && !reference.init);

/** `record.s3.object.key`, wherever the record comes from, as out of a message of a queue: nothing else has this shape. */
const isKeyOfRecord = (node: Node, sourceCode: SourceCode): boolean =>
  stepsFrom(node, sourceCode).slice(-3).join(".") === "s3.object.key";

/** The names that lead to a value, through members and patterns: `s3` and `object` for that of `{ s3: { object } }`. */
function stepsFrom(node: Node, sourceCode: SourceCode, depth = 8): string[] {
  const expression = bare(node);
  if (depth === 0) return [];
  if (expression.type === "MemberExpression")
    return [...stepsFrom(expression.object, sourceCode, depth - 1), memberName(expression) ?? "?"];
  if (expression.type !== "Identifier") return [];

  const [definition] = variableOf(expression, sourceCode)?.defs ?? [];
  const name = definition?.name as Node | undefined;
  const declared = definition?.node as Node | undefined;
  const { id: pattern, init } =
    declared?.type === "VariableDeclarator"
      ? declared
      : { id: isFunction(declared) && declared.params.find((one) => contains(one, name!)), init: null };
  const steps = (pattern && stepsTo(name!, pattern)) || [];
  // What a function gives may have been decoded there.
  if (init && !/^(Identifier|MemberExpression)$/.test(bare(init).type)) return [];
  if (init) return [...stepsFrom(init, sourceCode, depth - 1), ...steps];
  return steps.length > 0 ? steps : [expression.name];
}

const replacesPlus = (call: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  call.arguments.some((argument) => sourceCode.getText(argument).includes("+"));
