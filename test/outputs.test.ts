import assert from "node:assert/strict";
import { formatsInWords, outputsIn } from "../src/outputs.ts";
import { formatNames } from "../src/report/formats.ts";
import { UsageError } from "../src/usage-error.ts";

const complaint = (formats: (string | true)[], ...files: (string | true)[]) => {
  try {
    outputsIn(formats, files);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return undefined;
};

describe("the reports that are asked for", () => {
  it("are one for people, if nothing else is said", () => {
    assert.deepEqual(outputsIn([], []), [{ format: "pretty" }]);
    assert.deepEqual(outputsIn([], ["review.txt"]), [{ format: "pretty", file: "review.txt" }]);
  });

  it("are several, of which one may be printed", () => {
    assert.deepEqual(outputsIn(["sarif=lambda.sarif", "md", "html=a=b.html"], []), [
      { format: "sarif", file: "lambda.sarif" },
      { format: "md" },
      { format: "html", file: "a=b.html" },
    ]);
  });

  it("go into the file of -o where they name none", () => {
    assert.deepEqual(outputsIn(["json=a.json", "md"], ["review.md"]), [
      { format: "json", file: "a.json" },
      { format: "md", file: "review.md" },
    ]);
  });

  it("are not two in one place", () => {
    assert.equal(
      complaint(["md", "sarif"]),
      "Only one report can go to standard output. Name a file for the other: --format sarif=FILE",
    );
    assert.equal(
      complaint(["md=a", "sarif=a"]),
      "Two reports cannot both go to a. Name another file for one.",
    );
    assert.equal(
      complaint(["md=a", "sarif"], "a"),
      "Two reports cannot both go to a. Name another file for one.",
    );
    assert.equal(
      complaint(["md=out/a", "sarif=out/../out/a"]),
      "Two reports cannot both go to out/../out/a. Name another file for one.",
    );
  });

  it("have one file that is for all", () => {
    assert.equal(
      complaint(["md"], "a.md", "b.md"),
      "-o names one file. Give each format its own: --format md=FILE --format sarif=FILE",
    );
  });

  it("have a file where one is to be named", () => {
    assert.equal(complaint(["md="]), "Name the file: --format md=FILE");
    assert.equal(complaint([], true), "-o takes the name of a file.");
    assert.equal(
      complaint(["md=a"], "b"),
      "-o names a file for a format that has none. Leave it out, or one of the files.",
    );
  });

  it("are in a format that there is", () => {
    const known = "pretty, md, json, sarif, github, gitlab, junit, html or agent";
    assert.equal(complaint(["agents"]), `--format takes ${known}, not agents. Did you mean agent?`);
    assert.equal(complaint([true]), `--format takes ${known}.`);
    assert.equal(complaint(["constructor=a"]), `--format takes ${known}, not constructor.`);
  });

  it("are each listed in the help, in lines that fit 80 columns", () => {
    assert.deepEqual(
      formatsInWords.split("\n").map((line) => line.trim().split(" ")[0]),
      formatNames,
    );
    for (const line of formatsInWords.split("\n")) assert.ok(line.length <= 80, line);
  });
});
