// ESLint takes a formatter by its path: `eslint -f ./node_modules/eslint-plugin-effective-lambda/formatters/review.js`.
export { default } from "../dist/formatters/review.js";
