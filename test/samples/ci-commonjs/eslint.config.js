const effectiveLambda = require("eslint-plugin-effective-lambda");

module.exports = [
  effectiveLambda.configs.recommended,
  { files: ["**/*.js"], languageOptions: { sourceType: "commonjs" } },
];
