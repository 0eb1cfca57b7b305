import type { ErrorObject } from "ajv";
import { printParseErrorCode, type ParseErrorCode } from "jsonc-parser";
import { rules } from "../../rules/plugin.ts";
import { anyOf, nearestTo } from "../names.ts";
import { configurationSchema } from "./schema.ts";

/** What is wrong with a text that is no JSON, by what a parser says of it. */
export const notJson = (code: ParseErrorCode | undefined): string =>
  `This is not JSON: ${code === undefined ? "the file is empty" : (reasons[printParseErrorCode(code)] ?? "this cannot be read")}.`;

/** By jsonc-parser's names. */
const reasons: Record<string, string> = {
  InvalidSymbol: "text stands between quotes, and everything else is `true`, `false`, `null` or a number",
  InvalidNumberFormat: "this is no number",
  PropertyNameExpected: "a name between quotes is missing before this",
  ValueExpected: "a value is missing before this",
  ColonExpected: "a colon is missing before this",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing brace `}` is missing",
  CloseBracketExpected: "a closing bracket `]` is missing",
  EndOfFileExpected: "nothing may follow the last brace",
  UnexpectedEndOfComment: "the comment does not end",
  UnexpectedEndOfString: "the closing quote is missing",
};

/** What a person has to know of something that the schema does not allow. */
export function sentenceFor(error: ErrorObject, path: readonly string[]): string {
  const added = addedBy(error);
  if (added !== undefined) return unknown(added, path);
  if (path.length === 0) return 'The settings stand between braces: { "preset": "strict" }.';
  const what = placeOf(path).replace(/^(the rule|entry)/, capitalised);
  switch (error.keyword) {
    case "enum":
      return `${what} can be ${anyOf.format((error.params as { allowedValues: string[] }).allowedValues)}.`;
    case "type":
      return `${what} has to be ${kinds[(error.params as { type: string }).type] ?? "something else"}.`;
    case "required":
      return `${what} has no ${(error.params as { missingProperty: string }).missingProperty}. Say there what it is for.`;
    case "minimum":
      return `${what} has to be ${(error.params as { limit: number }).limit} or more.`;
    case "minItems":
      return `${what} has an empty list. Write off, warn or error in it.`;
    case "additionalItems":
      return `${what} has more in its list than a severity and its options.`;
    default:
      return `${what} ${error.message}.`;
  }
}

const kinds: Record<string, string> = {
  array: "a list: [ … ]",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "settings between braces: { … }",
  string: "text between quotes",
};

/** What the schema does not know. */
export const addedBy = ({ keyword, params }: ErrorObject): string | undefined =>
  keyword === "additionalProperties"
    ? (params as { additionalProperty: string }).additionalProperty
    : undefined;

function unknown(name: string, path: readonly string[]): string {
  const known = namesAt(path);
  const nearest = nearestTo(name, known);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  if (path.length === 0) return `There is no setting ${name}.${hint || ` It can be ${anyOf.format(known)}.`}`;
  if (path[0] !== "rules")
    return `There is no setting ${name} in ${placeOf(path)}.${hint || ` It can be ${anyOf.format(known)}.`}`;
  if (path.length === 1) return `There is no rule ${name}.${hint}`;
  return `The rule ${path[1]} has no option ${name}.${hint || ` It has ${anyOf.format(known)}.`}`;
}

/** The names that can stand at a place. */
function namesAt([first, ...more]: readonly string[]): string[] {
  const { properties } = configurationSchema();
  if (first === undefined) return Object.keys(properties).filter((name) => !name.startsWith("$"));
  if (first === "handlers") return Object.keys(properties.handlers.items.properties);
  const [rule = "", index] = more;
  if (first !== "rules" || index === undefined) return Object.keys(rules);
  const schema = Object.hasOwn(rules, rule) ? rules[rule]!.meta.schema : [];
  const options = Array.isArray(schema) ? schema[Number(index) - 1] : undefined;
  return Object.keys((options?.properties as object | undefined) ?? {});
}

/** What a person calls a place: `batchSize in entry 1 of handlers`, `fixedNames of the rule no-write-outside-tmp`. */
function placeOf([first = "", second, ...more]: readonly string[]): string {
  if (second === undefined) return first;
  const within = first === "rules" ? `the rule ${second}` : entryOf(second, first);
  const names = more.filter((step) => !/^\d+$/.test(step));
  if (names.length > 0) return `${names.join(".")} ${first === "rules" ? "of" : "in"} ${within}`;
  return within;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const entryOf = (index: string, list: string): string =>
  /^\d+$/.test(index) ? `entry ${Number(index) + 1} of ${list}` : `${index} in ${list}`;
