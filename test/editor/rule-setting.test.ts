import assert from "node:assert/strict";
import type { Severity } from "../../src/configuration/configuration.ts";
import { ruleSettings, withRule } from "../../src/editor/rule-setting.ts";
import { folderWith } from "../kit/folder.ts";

const rule = "no-client-in-handler";

function written(text: string, severity: Severity | undefined, which = rule): string {
  const result = withRule(text, which, severity);
  assert.ok("text" in result, "mistake" in result ? result.mistake.message : "");
  return result.text;
}

describe("a rule is set in a configuration", () => {
  it("that is new", () => {
    assert.equal(written("{}\n", "off"), `{\n  "rules": {\n    "${rule}": "off"\n  }\n}\n`);
  });

  it("that sets none yet", () => {
    assert.equal(
      written(`{\n\t// Sure ones.\n\t"preset": "recommended" // at first\n}\n`, "error"),
      `{\n\t// Sure ones.\n\t"preset": "recommended", // at first\n\t"rules": {\n\t\t"${rule}": "error"\n\t}\n}\n`,
    );
  });

  it("that has an empty object of rules", () => {
    assert.equal(
      written(`{\n  "rules": {}\n}\n`, "warn"),
      `{\n  "rules": {\n    "${rule}": "warn"\n  }\n}\n`,
    );
  });

  it("below the others, whose comments stay with them", () => {
    assert.equal(
      written(`{\n  "rules": {\n    // About events.\n    "no-log-event": "off" // as told\n  }\n}\n`, "off"),
      `{\n  "rules": {\n    // About events.\n    "no-log-event": "off", // as told\n    "${rule}": "off"\n  }\n}\n`,
    );
  });

  it("with a comma where the others end with one", () => {
    assert.equal(
      written(`{\n  "rules": {\n    "no-log-event": "off", /* as told */\n  },\n}\n`, "off"),
      `{\n  "rules": {\n    "no-log-event": "off", /* as told */\n    "${rule}": "off",\n  },\n}\n`,
    );
  });

  it("before comments, of which none reaches the comma of something else", () => {
    const rules = (first: string) =>
      `{\n  "rules": {\n    "no-log-event": "off"${first}\n  },\n  "exclude": [] /* b */,\n  "preset": "strict"\n}\n`;
    assert.equal(written(rules(" /* a */"), "off"), rules(`, /* a */\n    "${rule}": "off"`));
    const drawn = `// ${"/".repeat(90)}`;
    assert.equal(
      written(`{\n  "rules": {\n    "no-log-event": "off" ${drawn}\n  }\n}\n`, "off"),
      `{\n  "rules": {\n    "no-log-event": "off", ${drawn}\n    "${rule}": "off"\n  }\n}\n`,
    );
  });

  it("in one line where that has all", () => {
    assert.equal(
      written(`{ "rules": { "no-log-event": "off" } }`, "off"),
      `{ "rules": { "no-log-event": "off", "${rule}": "off" } }`,
    );
    assert.equal(
      written(`{ "preset": "strict" }`, "off"),
      `{ "preset": "strict", "rules": { "${rule}": "off" } }`,
    );
  });

  it("with Windows' ends of lines", () => {
    assert.equal(
      written(`{\r\n    "rules": {\r\n        "no-log-event": "off"\r\n    }\r\n}\r\n`, "off"),
      `{\r\n    "rules": {\r\n        "no-log-event": "off",\r\n        "${rule}": "off"\r\n    }\r\n}\r\n`,
    );
  });

  it("in place of what it was", () => {
    assert.equal(
      written(`{ "rules": { "${rule}": "off" /* for now */ } }`, "error"),
      `{ "rules": { "${rule}": "error" /* for now */ } }`,
    );
  });

  it("with the options that it has", () => {
    const text = `{ "rules": { "no-write-outside-tmp": ["warn"], "no-log-event": "off" } }`;
    assert.equal(written(text, "error", "no-write-outside-tmp"), text.replace("warn", "error"));
  });
});

describe("a rule is left to the preset again", () => {
  it("with its line", () => {
    assert.equal(
      written(
        `{\n  "rules": {\n    "${rule}": "off", // for now\n    // As told.\n    "no-log-event": "off"\n  }\n}\n`,
        undefined,
      ),
      `{\n  "rules": {\n    // As told.\n    "no-log-event": "off"\n  }\n}\n`,
    );
  });

  it("with the comma before it where it is the last", () => {
    assert.equal(
      written(
        `{\n  "rules": {\n    "no-log-event": "off", // as told\n    "${rule}": "off"\n  }\n}\n`,
        undefined,
      ),
      `{\n  "rules": {\n    "no-log-event": "off" // as told\n  }\n}\n`,
    );
  });

  it("with its own comma only where all end with one", () => {
    assert.equal(
      written(`{\n  "rules": {\n    "no-log-event": "off",\n    "${rule}": "off",\n  },\n}\n`, undefined),
      `{\n  "rules": {\n    "no-log-event": "off",\n  },\n}\n`,
    );
  });

  it("in one line", () => {
    assert.equal(
      written(`{ "rules": { "no-log-event": "off", "${rule}": "off" } }`, undefined),
      `{ "rules": { "no-log-event": "off" } }`,
    );
    assert.equal(
      written(`{ "rules": { "${rule}": "off", "no-log-event": "off" } }`, undefined),
      `{ "rules": { "no-log-event": "off" } }`,
    );
    assert.equal(written(`{ "rules": { "${rule}": "off", } }`, undefined), `{ "rules": {  } }`);
  });

  it("where it was never set", () => {
    assert.equal(written(`{ "preset": "strict" }`, undefined), `{ "preset": "strict" }`);
  });
});

describe("a configuration with a mistake", () => {
  it("is left as it is, and the place is told", () => {
    assert.deepEqual(withRule(`{\n  "rules": { "no-such-rule": "off" }\n}`, rule, "off"), {
      mistake: { message: "There is no rule no-such-rule.", line: 2, column: 14 },
    });
  });

  it("is told of too where it is no JSON", () => {
    const result = withRule(`{ "rules": `, rule, "off");
    assert.match("mistake" in result ? result.mistake.message : "", /^This is not JSON/);
  });
});

describe("how rules are asked", () => {
  it("is what the preset says", () => {
    const { rules, file } = ruleSettings("handler.js", { preset: "recommended" });
    assert.equal(file, undefined);
    assert.deepEqual(
      { ...rules[rule], description: undefined },
      { description: undefined, now: "error", preset: "error", isInFile: false },
    );
  });

  it("is what the nearest configuration says, which may lie above the folder that is open", async () => {
    const root = await folderWith({
      "package.json": "{}",
      ".git/HEAD": "",
      ".effective-lambda.json": `{ "preset": "strict", "rules": { "${rule}": "warn" } }`,
      "orders/handler.js": "",
    });
    const settings = { preset: "recommended", root: `${root}/orders`, rules: { [rule]: "off" } } as const;
    const { rules, file } = ruleSettings("handler.js", settings);
    assert.equal(file, `${root}/.effective-lambda.json`);
    assert.deepEqual(
      { ...rules[rule], description: undefined },
      { description: undefined, now: "warn", preset: "error", isInFile: true },
    );
  });

  it("is what the settings say where they do", () => {
    const { rules } = ruleSettings("handler.js", {
      preset: "recommended",
      rules: { [rule]: "off", "no-write-outside-tmp": ["error"] },
    });
    assert.equal(rules[rule]!.now, "off");
    assert.equal(rules["no-write-outside-tmp"]!.now, "error");
  });
});
