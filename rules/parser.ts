export { parse, parseForESLint } from "@typescript-eslint/parser";
