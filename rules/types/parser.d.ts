import type { Linter } from "eslint";

export declare const meta: { name: string; version: string };

/** Parses JavaScript and TypeScript for ESLint, with scopes, and without TypeScript installed. */
export declare function parseForESLint(
  text: string,
  options?: Record<string, unknown>,
): ReturnType<Extract<Linter.Parser, { parseForESLint: unknown }>["parseForESLint"]>;
