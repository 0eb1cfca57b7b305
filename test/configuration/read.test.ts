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
    "text that is not JSON": [
      '{\n  "preset" "strict"\n}',
      "2:12 This is not JSON: a colon is missing before this.",
    ],
    "an empty file": ["", "1:1 This is not JSON: the file is empty."],
    "something else than an object": ["[]", '1:1 The settings stand between braces: { "preset": "strict" }.'],
    "an unknown setting, with the nearest": [
      '{\n  "presets": "strict"\n}',
      "2:3 There is no setting presets. Did you mean preset?",
    ],
    "an unknown value": ['{ "preset": "all" }', "1:13 preset can be recommended or strict."],
    "an unknown rule, with the nearest": [
      '{ "rules": {\n "no-client-in-handlers": "off" } }',
      "2:2 There is no rule no-client-in-handlers. Did you mean no-client-in-handler?",
    ],
    "an unknown severity": [
      '{ "rules": { "no-log-event": "hint" } }',
      "1:30 The rule no-log-event can be off, warn or error.",
    ],
    "an unknown severity before options": [
      '{ "rules": { "no-log-event": ["hint"] } }',
      "1:31 The rule no-log-event can be off, warn or error.",
    ],
    "an option that the rule does not have": [
      '{ "rules": { "no-write-outside-tmp": ["warn", { "fixed": "all" }] } }',
      "1:49 The rule no-write-outside-tmp has no option fixed. It has fixedNames.",
    ],
    "an option of another kind": [
      '{ "rules": { "no-write-outside-tmp": ["warn", { "fixedNames": "some" }] } }',
      "1:63 fixedNames of the rule no-write-outside-tmp can be conflicting or all.",
    ],
    "a handler without files": [
      '{ "handlers": [{ "source": "sqs" }] }',
      "1:16 Entry 1 of handlers has no files. Say there what it is for.",
    ],
    "an unknown setting of a handler": [
      '{ "handlers": [{ "files": "a.ts", "event": "sqs" }] }',
      "1:35 There is no setting event in entry 1 of handlers. It can be files, export, source, batchSize or runtime.",
    ],
    "a number in quotes": [
      '{ "handlers": [{ "files": "a.ts", "batchSize": "10" }] }',
      "1:48 batchSize in entry 1 of handlers has to be a whole number.",
    ],
    "a number that is too small": [
      '{ "handlers": [{ "files": "a.ts", "batchSize": 0 }] }',
      "1:48 batchSize in entry 1 of handlers has to be 1 or more.",
    ],
    "text where a list belongs": ['{ "exclude": "legacy" }', "1:14 exclude has to be a list: [ … ]."],
    "something else than text in a list": [
      '{ "exclude": [1] }',
      "1:15 Entry 1 of exclude has to be text between quotes.",
    ],
    "a rule that is an empty list": [
      '{ "rules": { "no-log-event": [] } }',
      "1:30 The rule no-log-event has an empty list. Write off, warn or error in it.",
    ],
    "more than options of a rule": [
      '{ "rules": { "no-log-event": ["warn", 1] } }',
      "1:30 The rule no-log-event has more in its list than a severity and its options.",
    ],
    "several mistakes at once": [
      '{ "preset": "all", "scope": 1 }',
      "1:13 preset can be recommended or strict.",
      "1:29 scope can be service or file.",
    ],
  };
  for (const [what, [text, ...mistakes]] of Object.entries(wrong))
    it(`says where there is ${what}, and counts nothing of the file`, () => {
      assert.deepEqual(mistakesIn(text), mistakes);
      assert.deepEqual(readConfiguration(text).configuration, {});
    });
});
