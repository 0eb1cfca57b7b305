import effectiveLambda from "eslint-plugin-effective-lambda";
import tseslint from "typescript-eslint";

export default [...tseslint.configs.recommended, effectiveLambda.configs.recommended];
