import assert from "node:assert/strict";
import { readConfiguration } from "../../src/configuration/read.ts";

describe("reading a configuration", () => {
  const mistakesIn = (text: string) =>
    readConfiguration(text).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);

  it("takes what it may say, with comments and trailing commas", () => {
    const { configuration, mistakes } = readConfiguration(`{
      "$schema": "./node_modules/eslint-plugin-effective-lambda/schema.json",
      "preset": "strict", // the team's wish
      "scope": "file",
      "exclude": ["legacy/**"],
      "handlers": [{ "files": "src/*.ts", "source": "sqs", "batchSize": 10 }],
      "rules": {
        "no-log-event": "off",
        "no-write-outside-tmp": ["warn", { "fixedNames": "all" }],
      },
    }`);
    assert.deepEqual(mistakes, []);
    assert.equal(configuration.preset, "strict");
    assert.deepEqual(configuration.rules, {
      "no-log-event": "off",
      "no-write-outside-tmp": ["warn", { fixedNames: "all" }],
    });
  });

  const wrong: Record<string, [text: string, ...mistakes: string[]]> = {
    "text that is not JSON": ['{\n  "preset" "strict"\n}', "2:12 This is not JSON: colon expected."],
    "an empty file": ["", "1:1 This is not JSON: value expected."],
    "something else than an object": ["[]", "1:1 The configuration should be object."],
    "an unknown setting, with the nearest": [
      '{\n  "presets": "strict"\n}',
      "2:3 There is no setting presets. Did you mean preset?",
    ],
    "an unknown value": ['{ "preset": "all" }', "1:13 preset takes recommended or strict."],
    "an unknown rule, with the nearest": [
      '{ "rules": {\n "no-client-in-handlers": "off" } }',
      "2:2 There is no rule no-client-in-handlers. Did you mean no-client-in-handler?",
    ],
    "an unknown severity": [
      '{ "rules": { "no-log-event": "hint" } }',
      "1:30 rules.no-log-event takes off, warn or error.",
    ],
    "an unknown severity before options": [
      '{ "rules": { "no-log-event": ["hint"] } }',
      "1:31 rules.no-log-event.0 takes off, warn or error.",
    ],
    "an option that the rule does not have": [
      '{ "rules": { "no-write-outside-tmp": ["warn", { "fixed": "all" }] } }',
      "1:49 There is no setting fixed in rules.no-write-outside-tmp.1.",
    ],
    "an option of another kind": [
      '{ "rules": { "no-write-outside-tmp": ["warn", { "fixedNames": "some" }] } }',
      "1:63 rules.no-write-outside-tmp.1.fixedNames takes conflicting or all.",
    ],
    "a handler without files": [
      '{ "handlers": [{ "source": "sqs" }] }',
      "1:16 handlers.0 should have required property 'files'.",
    ],
    "several mistakes at once": [
      '{ "preset": "all", "scope": 1 }',
      "1:13 preset takes recommended or strict.",
      "1:29 scope takes service or file.",
    ],
  };
  for (const [what, [text, ...mistakes]] of Object.entries(wrong))
    it(`says where there is ${what}, and counts nothing of the file`, () => {
      assert.deepEqual(mistakesIn(text), mistakes);
      assert.deepEqual(readConfiguration(text).configuration, {});
    });
});
