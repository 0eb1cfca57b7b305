import assert from "node:assert/strict";
import { argumentsIn, help } from "../src/arguments.ts";
import { UsageError } from "../src/usage-error.ts";

describe("the command line", () => {
  const complaint = (line: string) => {
    try {
      argumentsIn(line.split(" "));
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
    return undefined;
  };

  it("reviews the current folder as it is configured, if nothing else is said", () => {
    assert.deepEqual(argumentsIn(["review"]), {
      command: "review",
      paths: ["."],
      outputs: [{ format: "pretty" }],
      max: undefined,
      includeSuppressed: false,
      preset: undefined,
      config: undefined,
      failOn: "error",
      fix: false,
      fixSuggestions: undefined,
      write: false,
      prune: false,
      debug: false,
      diff: undefined,
      scope: "handler",
      cache: false,
      cacheLocation: undefined,
    });
  });

  it("keeps what is found where it is told to, with a review", () => {
    const { cache, cacheLocation } = argumentsIn(["review", "--cache", "--cache-location", "tmp/"]);
    assert.deepEqual([cache, cacheLocation], [true, "tmp/"]);
    assert.equal(
      complaint("review --cache-location tmp"),
      "--cache-location goes with --cache, which keeps what is found.",
    );
    assert.equal(
      complaint("review --cache --cache-location"),
      "--cache-location takes the name of a file or a folder.",
    );
    for (const line of ["handlers --cache", "review --cache --fix-suggestions no-client-in-handler"])
      assert.equal(complaint(line), "--cache only goes with a review. Leave it out.");
    assert.equal(complaint("doctor --cache"), "doctor takes no options, but a file or a folder.");
  });

  it("examines one path, without options", () => {
    assert.deepEqual(argumentsIn(["doctor", "src/a.ts"]).paths, ["src/a.ts"]);
    assert.equal(complaint("doctor --preset strict"), "doctor takes no options, but a file or a folder.");
    assert.equal(complaint("doctor a b"), "doctor takes one path, not 2.");
    assert.equal(complaint("doctors"), "There is no command doctors. Write: effective-lambda doctor");
  });

  it("takes the configuration of ESLint in place of a preset", () => {
    assert.equal(argumentsIn(["review", "--config", "eslint"]).config, "eslint");
    assert.equal(complaint("review --config"), "--config takes eslint.");
    assert.equal(complaint("review --config my.json"), "--config takes eslint, not my.json.");
    assert.equal(
      complaint("review --config eslint --preset strict"),
      "--preset and --config do not go together: each says which rules to ask.",
    );
    assert.equal(
      complaint("handlers --config eslint"),
      "--config says how to review. Leave it out to list handlers.",
    );
  });

  it("takes paths and a preset for a baseline, and no options of a review", () => {
    const { command, paths, preset, prune } = argumentsIn("baseline src --preset strict --prune".split(" "));
    assert.deepEqual([command, paths, preset, prune], ["baseline", ["src"], "strict", true]);
    assert.equal(complaint("baseline --fail-on never"), "baseline takes no option --fail-on.");
    assert.equal(complaint("review --prune"), "--prune goes with the command baseline.");
  });

  it("takes a base to compare with, or none, and which findings count", () => {
    const diffOf = (line: string) => {
      const { diff, scope, paths } = argumentsIn(line.split(" "));
      return [diff, scope, paths];
    };
    assert.deepEqual(diffOf("review --diff src"), ["", "handler", ["src"]]);
    assert.deepEqual(diffOf("review src --diff=origin/main --scope lines"), [
      "origin/main",
      "lines",
      ["src"],
    ]);
    assert.deepEqual(diffOf("review -- --diff"), [undefined, "handler", ["--diff"]]);
    for (const base of ["HEAD^", "origin/main"])
      assert.equal(
        complaint(`review --diff ${base} src`),
        `There is no file or folder ${base}. To compare with it, write --diff=${base}`,
      );
    for (const line of ["review --diff --scope lines", "--diff review", "review -- --diff x"])
      assert.equal(complaint(line), undefined);
    assert.equal(complaint("review --scope file"), "--scope goes with --diff, which says what changed.");
    assert.equal(complaint("review --diff --scope all"), "--scope takes handler, lines or file, not all.");
    for (const line of [
      "review --diff --fix",
      "handlers --diff",
      "review --diff --fix-suggestions no-client-in-handler",
    ])
      assert.equal(
        complaint(line),
        "--diff only reviews. Leave it out to correct files, or to list handlers.",
      );
  });

  it("lists handlers, and guesses the command that was meant", () => {
    const { command, paths, outputs } = argumentsIn(["handlers", "src", "--format", "json"]);
    assert.deepEqual([command, paths, outputs], ["handlers", ["src"], [{ format: "json" }]]);
    assert.equal(complaint("handler"), "There is no command handler. Write: effective-lambda handlers");
    assert.equal(complaint("quizz"), "There is no command quizz. Write: effective-lambda quiz");
    assert.equal(
      complaint("explain --format json"),
      "explain takes no options, and stands first: effective-lambda explain",
    );
  });

  it("takes paths and options in any order", () => {
    const given = argumentsIn([
      "review",
      "--fix",
      "src",
      "--format=json",
      "--fail-on",
      "never",
      "a.ts",
      "--debug",
    ]);
    assert.deepEqual(given.paths, ["src", "a.ts"]);
    assert.deepEqual(
      [given.fix, given.outputs, given.failOn, given.debug, given.preset],
      [true, [{ format: "json" }], "never", true, undefined],
    );
  });

  it("takes a rule whose suggestions to show or write, with or without the prefix of ESLint", () => {
    const given = argumentsIn(["review", "--fix-suggestions", "no-client-in-handler", "--write", "src"]);
    assert.deepEqual(
      [given.fixSuggestions, given.write, given.paths],
      ["no-client-in-handler", true, ["src"]],
    );
    const prefixed = argumentsIn(["review", "--fix-suggestions=effective-lambda/no-client-in-handler"]);
    assert.deepEqual([prefixed.fixSuggestions, prefixed.write], ["no-client-in-handler", false]);
  });

  it("says which rules it cannot take suggestions of", () => {
    assert.equal(
      complaint("review --fix-suggestions no-client-in-handlers"),
      "There is no rule no-client-in-handlers. Did you mean no-client-in-handler?",
    );
    assert.equal(complaint("review --fix-suggestions x"), "There is no rule x.");
    assert.equal(
      complaint("review --fix-suggestions require-alias"),
      "The rule require-alias suggests no changes: what it finds takes a person.",
    );
    assert.equal(complaint("review --fix-suggestions"), "--fix-suggestions takes the name of a rule.");
    assert.equal(complaint("review --fix-suggestions constructor"), "There is no rule constructor.");
  });

  it("says what --write and --fix go with", () => {
    assert.equal(
      complaint("review --write"),
      "--write goes with --fix-suggestions RULE, which says what to write.",
    );
    assert.equal(
      complaint("review --fix --fix-suggestions no-client-in-handler"),
      "--fix and --fix-suggestions do not go together. Run one after the other.",
    );
  });

  it("takes the last of an option that is given twice", () => {
    assert.equal(argumentsIn(["review", "--fail-on", "never", "--fail-on", "warning"]).failOn, "warning");
  });

  it("takes what follows `--` for paths", () => {
    assert.deepEqual(argumentsIn(["review", "--", "--fix"]).paths, ["--fix"]);
  });

  it("has a help that fits a terminal of 80 columns", () => {
    assert.deepEqual(
      help.split("\n").filter((line) => line.length > 80),
      [],
    );
  });

  it("asks for help and the version without a command", () => {
    assert.equal(argumentsIn(["-h"]).command, "help");
    assert.equal(argumentsIn(["--version"]).command, "version");
  });

  it("takes how many findings to tell, and whether what is silenced is to be told", () => {
    const given = argumentsIn(["review", "--max", "5", "--include-suppressed"]);
    assert.deepEqual([given.max, given.includeSuppressed], [5, true]);
    for (const wrong of ["0", "-1", "x", ""])
      assert.equal(complaint(`review --max=${wrong}`), "--max takes a number from 1 on.");
  });

  it("knows two formats where it does not review", () => {
    assert.equal(complaint("handlers --format md"), "With handlers, --format takes pretty or json, not md.");
    assert.equal(
      complaint("review --fix-suggestions no-client-in-handler --format sarif"),
      "With --fix-suggestions, --format takes pretty or json, not sarif.",
    );
    assert.equal(
      complaint("handlers -o handlers.txt"),
      "handlers prints to standard output alone. Leave the file out, or send it there with >.",
    );
  });

  it("guesses the option that was meant", () => {
    assert.equal(complaint("review --fomat json"), "There is no option --fomat. Did you mean --format?");
  });

  it("does not guess where nothing is near", () => {
    assert.equal(complaint("review --watch"), "There is no option --watch.");
  });

  it("names the values an option takes", () => {
    assert.equal(
      complaint("review --format xml"),
      "--format takes pretty, md, json, sarif, github, gitlab, junit, html or agent, not xml.",
    );
    assert.equal(complaint("review --fail-on"), "--fail-on takes error, warning or never.");
  });

  it("accepts no value for a switch", () => {
    assert.equal(complaint("review --fix=yes"), "--fix takes no value.");
  });

  it("takes a path in the command's place for what it is", () => {
    assert.equal(complaint("src"), "There is no command src. Write: effective-lambda review src");
  });

  it("takes a misspelt command for what it is", () => {
    assert.equal(complaint("reviw"), "There is no command reviw. Write: effective-lambda review");
  });

  it("does not take an empty path for the current folder", () => {
    assert.equal(complaint("review "), "A path is empty. Leave it out to review the current folder.");
  });
});
