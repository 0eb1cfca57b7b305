import effectiveLambda from "eslint-plugin-effective-lambda";

export default [effectiveLambda.configs.recommended];
