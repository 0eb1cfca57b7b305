import type { ESLint } from "eslint";

/** ESLint's results as one comment for a pull request, in Markdown. */
declare const review: (results: ESLint.LintResult[], context: ESLint.LintResultData) => Promise<string>;
export default review;
