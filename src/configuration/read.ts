import Ajv, { type ErrorObject } from "ajv";
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { rules } from "../../rules/plugin.ts";
import { anyOf, nearestTo } from "../names.ts";
import type { Configuration } from "./configuration.ts";
import { configurationSchema } from "./schema.ts";

/** What is wrong with a configuration, and where. Line and column count from 1. */
export interface Mistake {
  /** A sentence for the user. */
  message: string;
  line: number;
  column: number;
}

/** What a configuration says. Where it has a mistake, it says nothing: half of it could be the wrong half. */
export interface Read {
  configuration: Configuration;
  mistakes: Mistake[];
}

/** Reads the text of a configuration file. Comments and trailing commas are allowed in it. */
export function readConfiguration(text: string): Read {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const mistakes = tree && errors.length === 0 ? mistakesIn(tree, text) : [notJson(errors[0], text)];
  return { configuration: mistakes.length === 0 ? (plain(tree!) as Configuration) : {}, mistakes };
}

function notJson(error: ParseError | undefined, text: string): Mistake {
  const expected = error
    ? printParseErrorCode(error.error)
        .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
        .trim()
    : "it is empty";
  return { message: `This is not JSON: ${expected}.`, ...placeOf(error?.offset ?? 0, text) };
}

function mistakesIn(tree: Node, text: string): Mistake[] {
  const isValid = validator();
  if (isValid(plain(tree))) return [];
  return isValid
    .errors!.filter(({ keyword }) => keyword !== "if")
    .map((error) => {
      const path = error.dataPath.split("/").slice(1).map(unescaped);
      const added = addedBy(error);
      const node = findNodeAtLocation(tree, [...path.map(segment), ...(added === undefined ? [] : [added])]);
      // The name of what should not be there, rather than its value.
      const { offset } = (added === undefined ? node : node?.parent) ?? tree;
      return { message: sentence(error, path), ...placeOf(offset, text) };
    });
}

let kept: Ajv.ValidateFunction | undefined;

/** Made for the first configuration: most who start have none. */
const validator = (): Ajv.ValidateFunction =>
  (kept ??= new Ajv({ allErrors: true, jsonPointers: true }).compile(configurationSchema()));

function sentence(error: ErrorObject, path: readonly string[]): string {
  const what = path.join(".") || "The configuration";
  const added = addedBy(error);
  if (added !== undefined) return unknown(added, path);
  if (error.keyword === "enum") {
    const { allowedValues } = error.params as { allowedValues: string[] };
    return `${what} takes ${anyOf.format(allowedValues)}.`;
  }
  return `${what} ${error.message}.`;
}

function unknown(name: string, path: readonly string[]): string {
  const isRule = path.join("/") === "rules";
  const known = isRule ? Object.keys(rules) : Object.keys(configurationSchema().properties);
  const nearest = nearestTo(name, known);
  const where = isRule || path.length === 0 ? "" : ` in ${path.join(".")}`;
  const hint = nearest === undefined || (!isRule && path.length > 0) ? "" : ` Did you mean ${nearest}?`;
  return `There is no ${isRule ? "rule" : "setting"} ${name}${where}.${hint}`;
}

const addedBy = ({ keyword, params }: ErrorObject): string | undefined =>
  keyword === "additionalProperties"
    ? (params as { additionalProperty: string }).additionalProperty
    : undefined;

const unescaped = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

const segment = (part: string) => (/^\d+$/.test(part) ? Number(part) : part);

/** The value of a tree, with no prototype that a name such as `__proto__` could reach. */
function plain({ type, value, children = [] }: Node): unknown {
  if (type === "array") return children.map(plain);
  if (type !== "object") return value as unknown;
  return Object.fromEntries(children.map(({ children: [key, held] = [] }) => [key!.value, plain(held!)]));
}

function placeOf(offset: number, text: string): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
