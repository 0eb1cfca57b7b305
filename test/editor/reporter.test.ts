import assert from "node:assert/strict";
import type { ESLintConfig } from "../../src/editor/eslint-config.ts";
import {
  isLookedAt,
  reporterOf,
  type ESLintStanding,
  type Kind,
  type Run,
} from "../../src/editor/reporter.ts";

const file = "/shop/eslint.config.js";
const naming: ESLintConfig = { file, line: 2, speaksOf: { typescript: false, templates: false } };

interface Situation {
  run?: Run;
  standing?: ESLintStanding;
  kind?: Kind;
  config?: ESLintConfig | undefined;
}

const reporter = (situation: Situation = {}) => {
  const { run, standing, kind, config }: Situation = {
    run: "auto",
    standing: "looks",
    kind: "javascript",
    config: naming,
    ...situation,
  };
  return reporterOf(run!, standing!, kind!, async () => config);
};

describe("who reports in a document", () => {
  it("is ESLint where its extension looks at it and its configuration names our plugin", async () => {
    assert.deepEqual(await reporter(), { who: "ESLint", config: file, line: 2 });
  });

  it("are we where ESLint's extension does not look, and no configuration is read then", async () => {
    for (const standing of ["missing", "restricted", "set off"] as const) {
      const unread = () => assert.fail("The configuration was read.");
      assert.deepEqual(await reporterOf("auto", standing, "javascript", unread), {
        who: "us",
        because: standing,
      });
    }
  });

  it("are we where no configuration is there, or none that names our plugin", async () => {
    assert.deepEqual(await reporter({ config: undefined }), { who: "us", because: "no configuration" });
    const config = { ...naming, line: undefined };
    assert.deepEqual(await reporter({ config }), { who: "us", because: "unnamed", config: file });
  });

  it("are we in TypeScript and in templates of which the configuration does not speak", async () => {
    for (const kind of ["typescript", "templates"] as const) {
      assert.deepEqual(await reporter({ kind }), { who: "us", because: "other languages", config: file });
      const config = { ...naming, speaksOf: { ...naming.speaksOf, [kind]: true } };
      assert.equal((await reporter({ kind, config })).who, "ESLint");
    }
  });

  it("are always we, or we never, where somebody wants that", async () => {
    assert.deepEqual(await reporter({ run: "always" }), { who: "us", because: "always" });
    assert.equal((await reporter({ run: "off" })).who, "ESLint");
    assert.deepEqual(await reporter({ run: "off", standing: "missing" }), {
      who: "nobody",
      because: "missing",
    });
  });
});

describe("ESLint's extension looks at a language", () => {
  const settings = { enable: true, validate: null, probe: ["javascript", "json"] };

  it("that it tries, or only at those that somebody lists", () => {
    assert.equal(isLookedAt("javascript", settings), true);
    assert.equal(isLookedAt("yaml", settings), false);
    const validate = ["yaml", { language: "typescript", autoFix: true }, null];
    assert.equal(isLookedAt("yaml", { ...settings, validate }), true);
    assert.equal(isLookedAt("typescript", { ...settings, validate }), true);
    assert.equal(isLookedAt("javascript", { ...settings, validate }), false);
  });

  it("not where it is off, or nothing is known of its settings", () => {
    assert.equal(isLookedAt("javascript", { ...settings, enable: false }), false);
    assert.equal(isLookedAt("javascript", { enable: true, validate: undefined, probe: undefined }), false);
  });
});
