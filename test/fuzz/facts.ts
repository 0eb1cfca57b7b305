import { parse } from "@babel/parser";
import * as parser from "../../rules/parser.ts";
import type { Edit } from "../../src/review/finding.ts";
import { placeAfter } from "./edits.ts";

/** What no change may make worse. */
export interface Facts {
  /** Comments by their text, and how often: a change keeps them. */
  comments: Map<string, number>;
  /** Directives such as "use strict": a change keeps them too. */
  directives: Map<string, number>;
  /** Whether a compiler objects to it, though it can be read: a name is declared twice, `await` stands anywhere. */
  errors: string[];
  /** Where names are used, and where each is declared; nowhere if it is not in the file. */
  names: Map<number, { name: string; declared: number | undefined }>;
}

/** The facts of a text. Throws a syntax error where it cannot be read. */
export function factsOf(text: string, path: string): Facts {
  const { ast, scopeManager } = parser.parseForESLint(text, { filePath: path, sourceType: "module" });
  const directives = ast.body.flatMap((statement) =>
    "directive" in statement ? [statement.directive!] : [],
  );
  const references = scopeManager.scopes.flatMap((scope) => scope.references);
  return {
    comments: counted(ast.comments!.map(({ value }) => value.replace(/\s+/g, " ").trim())),
    directives: counted(directives),
    errors: errorsIn(text, path),
    names: new Map(
      references.map(({ identifier, resolved }) => [
        identifier.range[0],
        { name: identifier.name as string, declared: resolved?.defs[0]?.name.range[0] },
      ]),
    ),
  };
}

/** What a compiler objects to in a text that our parser reads all the same, as sentences without names. */
function errorsIn(text: string, path: string): string[] {
  const jsx = !/\.[cm]?ts$/.test(path);
  const errors = (decorators: "decorators" | "decorators-legacy") =>
    parse(text, {
      sourceType: "unambiguous",
      plugins: ["typescript", ...(jsx ? (["jsx"] as const) : []), decorators, "decoratorAutoAccessors"],
      errorRecovery: true,
      attachComment: false,
    }).errors!.map(({ message }) => message.replace(/ \(\d+:\d+\)$/, "").replace(/["'`].*["'`]/, "…"));
  try {
    return errors("decorators");
  } catch {
    return errors("decorators-legacy");
  }
}

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** What is worse after some edits than before. */
export function harmBetween(before: Facts, after: Facts, edits: readonly Edit[]): string | undefined {
  if (isFewer(before.comments, after.comments)) return "loses a comment";
  if (isFewer(before.directives, after.directives)) return "loses a directive";
  // What is an error before may be another one after, and mean anything.
  if (before.errors.length > 0) return undefined;
  if (after.errors.length > 0) return `is an error: ${after.errors[0]!}`;
  return changedName(before.names, after.names, edits);
}

const isFewer = (before: Facts["comments"], after: Facts["comments"]): boolean =>
  [...before].some(([one, times]) => times > (after.get(one) ?? 0));

function changedName(
  before: Facts["names"],
  after: Facts["names"],
  edits: readonly Edit[],
): string | undefined {
  const known = new Set([...before.values()].map(({ name }) => name));
  for (const { name, declared } of after.values())
    if (declared === undefined && !known.has(name) && !isPlatforms(name))
      return "names what nothing declares";

  for (const [place, { name, declared }] of before) {
    // What nothing declares does not run, and may as well be imported.
    if (declared === undefined && !isPlatforms(name)) continue;
    const now = after.get(placeAfter(place, edits) ?? NaN);
    if (!now) continue;
    const expected = declared === undefined ? undefined : placeAfter(declared, edits);
    const isMoved = declared !== undefined && expected === undefined;
    if (isMoved ? now.declared === undefined : now.declared !== expected)
      return "gives a name another meaning";
  }
  return undefined;
}

const isPlatforms = (name: string): boolean =>
  name in globalThis || /^(require|module|exports|awslambda|Awaited|InstanceType|ReturnType)$/.test(name);
