import js from "@eslint/js";
import effectiveLambda from "eslint-plugin-effective-lambda";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig([
  globalIgnores(["**/dist/", "bench/service/", "test/samples/", "test/fixtures/", ".vscode-test/"]),

  js.configs.recommended,
  { files: ["**/*.ts"], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  {
    files: ["**/*.ts"],
    rules: {
      // What a check just before has made certain is said with `!`; the type checker still guards every index.
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@typescript-eslint/utils",
              message: "Import types, or a sub-path: the whole brings TypeScript.",
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.mjs", "*.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },

  { files: ["rules/handler/*.ts", "rules/deployment/*.ts"], extends: [eslintPlugin.configs.recommended] },
  effectiveLambda.configs.strict,
]);
