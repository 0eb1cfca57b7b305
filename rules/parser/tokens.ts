import { tokTypes } from "@babel/parser";
import type { TSESTree } from "@typescript-eslint/utils";

export interface BabelToken {
  type: (typeof tokTypes)[string];
  start: number;
  end: number;
  loc: TSESTree.SourceLocation;
}

/** Babel lists comments twice: by themselves, and among the tokens. */
export interface BabelComment extends Omit<BabelToken, "type"> {
  type: "CommentBlock" | "CommentLine";
  value: string;
}

export const isToken = (token: BabelToken | BabelComment): token is BabelToken =>
  typeof token.type !== "string";

/** ESLint's kinds by Babel's labels; what is neither here nor a word is punctuation. */
const kindsByLabel: Record<string, string> = {
  "#name": "PrivateIdentifier",
  "...`": "Template",
  "...${": "Template",
  bigint: "Numeric",
  false: "Boolean",
  jsxName: "JSXIdentifier",
  jsxText: "JSXText",
  name: "Identifier",
  null: "Null",
  num: "Numeric",
  regexp: "RegularExpression",
  string: "String",
  true: "Boolean",
};
const kinds = new Map(
  Object.values(tokTypes).map((type) => [
    type,
    kindsByLabel[type.label] ?? (type.keyword === undefined ? "Punctuator" : "Keyword"),
  ]),
);

/** Words that TypeScript keeps for itself and Babel calls names even where they are none. */
const reservedWords = new Set([
  "enum",
  "implements",
  "interface",
  "let",
  "package",
  "private",
  "protected",
  "public",
  "static",
  "yield",
]);

export const isReservedWord = (word: string): boolean => reservedWords.has(word);

/**
 * Babel's tokens as ESLint knows them, without the comments.
 *
 * @param reservedNames where identifiers start that are reserved words: `a.static`, `{ public: 1 }`, `var let`
 */
export function tokensOf(
  babelTokens: BabelToken[],
  text: string,
  reservedNames: ReadonlySet<number>,
): TSESTree.Token[] {
  const tokens: TSESTree.Token[] = [];

  function kindOf(kind: string, value: string, start: number): string {
    switch (kind) {
      case "Identifier":
        return reservedWords.has(value) && !reservedNames.has(start) ? "Keyword" : kind;
      case "String":
        return tokens.at(-1)?.value === "=" && tokens.at(-2)?.type === ("JSXIdentifier" as string)
          ? "JSXText"
          : kind;
      default:
        return kind;
    }
  }

  for (const { type, start, end, loc } of babelTokens) {
    // Empty are the end of the file and the text between two JSX elements that touch.
    if (start === end || type === tokTypes["interpreterDirective"]) continue;

    const raw = text.slice(start, end);
    const kind = kindOf(kinds.get(type)!, raw, start);
    const token: Record<string, unknown> = { type: kind, value: raw, range: [start, end], loc };
    if (kind === "PrivateIdentifier") token.value = raw.slice(1);
    if (kind === "RegularExpression") {
      const slash = raw.lastIndexOf("/");
      token.regex = { pattern: raw.slice(1, slash), flags: raw.slice(slash + 1) };
    }
    tokens.push(token as unknown as TSESTree.Token);
  }
  return tokens;
}

/** Babel's comments as ESLint knows them. */
export const commentsOf = (comments: BabelComment[]): TSESTree.Comment[] =>
  comments.map(({ type, value, start, end, loc }) => ({
    type: (type === "CommentBlock" ? "Block" : "Line") as TSESTree.Comment["type"],
    value,
    range: [start, end],
    loc,
  })) as TSESTree.Comment[];
