import assert from "node:assert/strict";
import { lessonIn } from "../src/lessons.ts";
import { UsageError } from "../src/usage-error.ts";

describe("the command line of lessons", () => {
  const complaint = (...args: string[]) => {
    try {
      lessonIn(args);
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
    return undefined;
  };

  it("takes a rule, with or without the prefix of ESLint", () => {
    const expected = { command: "explain", rule: "no-client-in-handler" };
    assert.deepEqual(lessonIn(["explain", "no-client-in-handler"]), expected);
    assert.deepEqual(lessonIn(["explain", "effective-lambda/no-client-in-handler"]), expected);
  });

  it("takes a slide by its number or name, or none", () => {
    assert.deepEqual(lessonIn(["slides"]), { command: "slides", topic: undefined });
    assert.deepEqual(lessonIn(["slides", "5"]), { command: "slides", topic: "init-outside-handler" });
    assert.deepEqual(lessonIn(["quiz", "sqs-errors", "--debug"]), { command: "quiz", topic: "sqs-errors" });
  });

  it("takes a folder for the site", () => {
    assert.deepEqual(lessonIn(["export-site", "public"]), { command: "export-site", folder: "public" });
  });

  it("leaves other commands alone, and help", () => {
    for (const args of [[], ["review", "explain"], ["explain", "--help"], ["slides", "-h"], ["quiz", "-v"]])
      assert.equal(lessonIn(args), undefined);
  });

  it("names what is near to an unknown name", () => {
    assert.equal(
      complaint("explain", "no-cliet-in-handler"),
      "There is no rule no-cliet-in-handler. Did you mean no-client-in-handler?",
    );
    assert.equal(complaint("slides", "lifecyle"), "There is no slide lifecyle. Did you mean lifecycle?");
    assert.match(complaint("quiz", "errors")!, /Did you mean two-error-types|errors-by-source/);
    assert.equal(complaint("explain", "xyz"), "There is no rule xyz.");
    assert.equal(complaint("slides", "xyz"), "There is no slide xyz. See them all: effective-lambda slides");
    assert.equal(complaint("explain", "constructor"), "There is no rule constructor.");
  });

  it("says how slides are numbered, and what is missing or too much", () => {
    for (const number of ["0", "24"])
      assert.equal(
        complaint("slides", number),
        `There is no slide ${number}. They are numbered from 1 to 23.`,
      );
    assert.equal(complaint("explain"), "Say which rule: effective-lambda explain no-client-in-handler");
    assert.equal(complaint("export-site"), "Say into which folder: effective-lambda export-site DIR");
    assert.equal(complaint("slides", "1", "2"), "slides takes one name, not 2.");
    assert.equal(complaint("explain", "a", "--format=json"), "explain takes no option --format.");
  });
});
