import Ajv from "ajv";
import { findNodeAtLocation, parseTree, type Node, type ParseError } from "jsonc-parser";
import type { Configuration } from "./configuration.ts";
import { configurationSchema } from "./schema.ts";
import { addedBy, notJson, sentenceFor } from "./sentences.ts";

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
  const mistakes = tree && errors.length === 0 ? mistakesIn(tree, text) : [unreadable(errors[0], text)];
  return { configuration: mistakes.length === 0 ? (plain(tree!) as Configuration) : {}, mistakes };
}

const unreadable = (error: ParseError | undefined, text: string): Mistake => ({
  message: notJson(text.trim() === "" ? undefined : error?.error),
  ...placeOf(error?.offset ?? 0, text),
});

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
      return { message: sentenceFor(error, path), ...placeOf(offset, text) };
    });
}

let kept: Ajv.ValidateFunction | undefined;

/** Made for the first configuration: most who start have none. */
const validator = (): Ajv.ValidateFunction =>
  (kept ??= new Ajv({ allErrors: true, jsonPointers: true }).compile(configurationSchema()));

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
