import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analysis, type Analysis } from "../../src/editor/analysis.ts";
import { HeldTexts } from "../../src/editor/held-texts.ts";

describe("the analysis", () => {
  let folder: string;
  let options: Parameters<typeof analysis>[0];
  let rules: Analysis;
  let warnings: string[];
  let texts: Map<string, string>;
  let held: HeldTexts;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "effective-lambda-"));
    warnings = [];
    texts = new Map();
    held = new HeldTexts();
    options = {
      file: join(import.meta.dirname, "fake-worker.mjs"),
      cache: join(folder, "compiled"),
      patienceToLoad: 20_000,
      patience: 300,
      patienceAtFirst: 300,
      grace: 1,
      isNeeded: () => true,
      texts,
      held,
      warn: (message) => warnings.push(message),
    };
    rules = analysis(options);
  });

  afterEach(async () => {
    rules.dispose();
    await rm(folder, { recursive: true });
  });

  /** What the thread answers when it is given a text that names a behaviour. */
  const ask = (subject: string, text: string, path = subject): Promise<unknown> =>
    rules.run(subject, "review", text, path, { preset: "recommended" });

  it("answers each subject", async () => {
    const answers = await Promise.all([ask("a.js", "answer"), ask("b.js", "answer")]);
    assert.deepEqual(answers, ["a.js is answered", "b.js is answered"]);
  });

  it("tells the thread what open files say as each task is sent", async () => {
    const answers = [ask("a.js", "countTexts"), ask("b.js", "countTexts")];
    texts.set("/orders.ts", "export {};");
    assert.deepEqual(await Promise.all(answers), [0, 1]);
    texts.clear();
    assert.equal(await ask("a.js", "countTexts"), 0);
  });

  it("tells a thread once what folders hold, and from then on what has changed", async () => {
    const files = Array.from({ length: 2000 }, (_, index) => [`src/${index}.ts`, "export {};"] as const);
    held.change("/orders", files);
    assert.deepEqual(await ask("a.js", "countHeld"), { files: 2000, characters: 20_000 });
    assert.deepEqual(await ask("a.js", "countHeld"), { files: 0, characters: 0 });
    held.change("/orders", [["src/7.ts", "export default 7;"]]);
    assert.deepEqual(await ask("a.js", "countHeld"), { files: 1, characters: 17 });

    await ask("a.js", "crash");
    assert.deepEqual(await ask("b.js", "countHeld"), { files: 2000, characters: 20_007 });
  });

  it("passes over a request that a newer one of the same subject replaced", async () => {
    const answers = await Promise.all(
      ["first", "second", "third"].map((path) => ask("a.js", "answer", path)),
    );
    assert.deepEqual(answers, ["first is answered", undefined, "third is answered"]);
  });

  it("starts a new thread after a crash and asks it again", async () => {
    const answer = await ask("a.js", "crashOnce", join(folder, "crashed"));
    assert.equal(answer, "answered by the next thread");
    assert.deepEqual(warnings, ["The analysis of a.js was ended. It is tried once more."]);
  });

  it("leaves a text alone on which the thread crashed twice, and goes on with others", async () => {
    const answers = await Promise.all([ask("a.js", "crash"), ask("b.js", "answer")]);
    assert.deepEqual(answers, [undefined, "b.js is answered"]);
    assert.match(warnings.join("\n"), /a crash on purpose[^]*left alone until it changes/);

    warnings.length = 0;
    assert.equal(await ask("a.js", "crash"), undefined);
    assert.deepEqual(warnings, [], "The same text went to the thread again.");
    assert.equal(await ask("a.js", "answer"), "a.js is answered");
  });

  it("ends a thread that hangs, twice at most for one text", async () => {
    const answers = await Promise.all([ask("a.js", "hang"), ask("b.js", "answer")]);
    assert.deepEqual(answers, [undefined, "b.js is answered"]);
    assert.deepEqual(warnings, [
      "The analysis of a.js took longer than 300 ms. It is tried once more.",
      "The analysis of a.js took longer than 300 ms again. The file is left alone until it changes.",
    ]);
  });

  it("has more patience with the first task of a thread", async () => {
    rules.dispose();
    rules = analysis({ ...options, patienceAtFirst: 600 });
    assert.equal(await ask("a.js", "answer"), "a.js is answered");
    assert.equal(await ask("b.js", "hang"), undefined);
    assert.deepEqual(
      warnings.map((warning) => /longer than (\d+) ms/.exec(warning)?.[1]),
      ["300", "600"],
    );
  });

  it("ends a thread that does not load", async () => {
    rules.dispose();
    const never = join(folder, "never.mjs");
    await writeFile(never, "setInterval(() => {}, 1000);");
    rules = analysis({ ...options, file: never, patienceToLoad: 100 });
    assert.equal(await ask("a.js", "answer"), undefined);
    assert.deepEqual(warnings, [
      "The analysis of a.js took longer than 100 ms. It is tried once more.",
      "The analysis of a.js took longer than 100 ms again. The file is left alone until it changes.",
    ]);
  });

  it("goes on with the newer text where one waits for a thread that hangs", async () => {
    const answers = await Promise.all([ask("a.js", "hang"), ask("a.js", "answer")]);
    assert.deepEqual(answers, [undefined, "a.js is answered"]);
  });

  it("ends its thread where nobody needs it after a while, and starts another with the next request", async () => {
    let needed = true;
    let whenAsked: (() => void) | undefined;
    const isNeeded = () => {
      whenAsked?.();
      return needed;
    };
    rules.dispose();
    rules = analysis({ ...options, isNeeded });
    const rested = () =>
      new Promise<void>((resolve) => {
        whenAsked = resolve;
        rules.rest();
      });
    const first = await ask("a.js", "nameThread");
    await rested();
    assert.equal(await ask("a.js", "nameThread"), first);
    needed = false;
    await rested();
    assert.notEqual(await ask("a.js", "nameThread"), first);
    assert.deepEqual(warnings, []);
  });

  it("says that an input cannot be sent to the thread, and goes on with the next", async () => {
    const withFunction = { "no-log-event": (() => "warn") as never };
    const answers = [
      rules.run("a.js", "review", "answer", "a.js", { preset: "recommended", rules: withFunction }),
      ask("b.js", "answer"),
    ];
    assert.deepEqual(await Promise.all(answers), [undefined, "b.js is answered"]);
    assert.match(warnings.join(), /^The analysis of a\.js cannot begin: .*could not be cloned/);
  });

  it("does not end its thread while that has something to do", async () => {
    rules.dispose();
    rules = analysis({ ...options, isNeeded: () => false });
    const answer = ask("a.js", "answer");
    rules.rest();
    assert.equal(await answer, "a.js is answered");
    assert.deepEqual(warnings, []);
  });

  it("settles what is left when it is disposed of", async () => {
    const unanswered = [ask("a.js", "hang"), ask("b.js", "answer")];
    rules.dispose();
    assert.deepEqual(await Promise.all(unanswered), [undefined, undefined]);
  });
});
