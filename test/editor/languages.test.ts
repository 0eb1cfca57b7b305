import assert from "node:assert/strict";
import { isKnownLanguage, isLanguageOfTemplates, withEnding } from "../../src/editor/languages.ts";

describe("the languages of documents", () => {
  it("are those of handlers and of templates, and no others", () => {
    for (const language of ["javascript", "typescriptreact", "yaml", "json", "jsonc", "cloudformation"])
      assert.equal(isKnownLanguage(language), true, language);
    for (const language of ["plaintext", "dockercompose", "constructor"])
      assert.equal(isKnownLanguage(language), false, language);
  });

  it("tell templates from code", () => {
    assert.equal(isLanguageOfTemplates("json"), true);
    assert.equal(isLanguageOfTemplates("typescript"), false);
    assert.equal(isLanguageOfTemplates("constructor"), false);
  });

  it("give a path the ending that it lacks", () => {
    assert.equal(withEnding("Untitled-1", "typescript"), "Untitled-1.ts");
    assert.equal(withEnding("src/orders.mts", "typescript"), "src/orders.mts");
    assert.equal(withEnding("stack.template", "cloudformation"), "stack.template.yaml");
    assert.equal(withEnding("stack.template", "json"), "stack.template.json");
    assert.equal(withEnding("serverless.yml", "yaml"), "serverless.yml");
    assert.equal(withEnding("template.yml", "javascript"), "template.yml.js");
  });
});
