import effectiveLambda from "eslint-plugin-effective-lambda";
import * as parser from "eslint-plugin-effective-lambda/parser";

export default [
  effectiveLambda.configs.recommended,
  { files: ["**/*.{ts,mts,cts}"], languageOptions: { parser } },
];
