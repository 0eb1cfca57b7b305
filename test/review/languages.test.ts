import assert from "node:assert/strict";
import { mayBeTemplate } from "../../src/review/languages.ts";

describe("Templates, by their names", () => {
  it("are YAML and JSON of any name", () => {
    for (const name of ["template.yaml", "serverless.yml", "stack.json"])
      assert.equal(mayBeTemplate(name), true, name);
  });

  it("are not what tools read, ours among them", () => {
    for (const name of ["package.json", "tsconfig.build.json", ".effective-lambda.json", ".eslintrc.json"])
      assert.equal(mayBeTemplate(name), false, name);
  });
});
