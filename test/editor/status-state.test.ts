import assert from "node:assert/strict";
import { statusStateOf, type Observed } from "../../src/editor/status-state.ts";
import type { Reporter } from "../../src/editor/reporter.ts";
import type { OpenReview } from "../../src/editor/reviewing.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const reporter: Reporter = { who: "us", because: "missing" };

const reviewed = (change: Partial<OpenReview> = {}): NonNullable<Observed["known"]> => ({
  isTemplate: false,
  handlers: [handlerWith()],
  eventTakers: 0,
  deployed: [],
  findings: [findingWith()],
  suppressed: [],
  problems: [],
  milliseconds: 18,
  modules: [],
  imports: [],
  callers: [],
  around: "",
  mistakes: [],
  version: 3,
  reporter,
  ...change,
});

const standing = (change: Partial<Observed> = {}) =>
  statusStateOf({
    text: "export const handler = async () => {};",
    version: 3,
    isEnabled: true,
    run: "auto",
    isExcluded: false,
    isTooLarge: false,
    isBusy: false,
    reading: undefined,
    known: reviewed(),
    ofHandlers: { found: 1, elsewhere: 0, isWhole: true },
    ...change,
  });

describe("how a document stands with us", () => {
  it("is that it was reviewed, with what was found and how long it took", () => {
    const handlers = [handlerWith()];
    assert.deepEqual(standing(), {
      kind: "reviewed",
      handlers,
      tally: { found: 1, elsewhere: 0, isWhole: true },
      apart: 0,
      milliseconds: 18,
      reporter,
      isBehind: false,
      mistakes: [],
      isBusy: false,
    });
  });

  it("counts what is found elsewhere of its handlers, and says whether that is all", () => {
    const state = standing({ ofHandlers: { found: 3, elsewhere: 2, isWhole: false } });
    assert.deepEqual(state.kind === "reviewed" && state.tally, { found: 3, elsewhere: 2, isWhole: false });
  });

  it("counts apart what is found in it that no handler runs which it has", () => {
    const apart = (change: Partial<Observed>) => {
      const state = standing(change);
      return state.kind === "reviewed" && [state.tally.found, state.apart];
    };
    const known = reviewed({ findings: [findingWith(), findingWith({ line: 9 })] });
    assert.deepEqual(apart({ known, ofHandlers: { found: 3, elsewhere: 2, isWhole: true } }), [4, 1]);
    assert.deepEqual(apart({ known, ofHandlers: { found: 4, elsewhere: 2, isWhole: true } }), [4, 0]);
    const ofNone = { found: 0, elsewhere: 0, isWhole: true };
    assert.deepEqual(apart({ known: { ...known, handlers: [] }, ofHandlers: ofNone }), [2, 0]);
  });

  it("is nothing where it has no handler, is no template, and nothing was found", () => {
    const known = reviewed({ handlers: [], findings: [] });
    assert.equal(standing({ known }).kind, "hidden");
    assert.equal(standing({ known: { ...known, isTemplate: true } }).kind, "reviewed");
    assert.equal(standing({ known: { ...known, deployed: [{ name: "Orders", line: 1 }] } }).kind, "reviewed");
    assert.equal(standing({ known: undefined }).kind, "hidden");
  });

  it("is that it is behind while the newer text does not parse, but not while that is looked at", () => {
    const behind = (isBusy: boolean) => {
      const said = standing({ version: 4, isBusy });
      return said.kind === "reviewed" && said.isBehind;
    };
    assert.equal(behind(false), true);
    assert.equal(behind(true), false);
  });

  it("is that reviews are off, or that it is left alone and by whom", () => {
    assert.deepEqual(standing({ isEnabled: false }), { kind: "off", by: "enable" });
    assert.deepEqual(standing({ isExcluded: true, known: undefined }), { kind: "excluded", by: undefined });
    const known = reviewed({ excludedBy: ".effective-lambda.json", handlers: [], findings: [] });
    assert.deepEqual(standing({ known }), { kind: "excluded", by: ".effective-lambda.json" });
  });

  it("is that nobody is to report, as long as ESLint does not", () => {
    assert.deepEqual(standing({ run: "off", known: undefined }), { kind: "off", by: "run" });
    assert.equal(standing({ run: "off" }).kind, "reviewed");
    const excluded = standing({ run: "off", known: undefined, isExcluded: true });
    assert.deepEqual(excluded, { kind: "excluded", by: undefined });
  });

  it("is that it is too large", () => {
    assert.deepEqual(standing({ isTooLarge: true, known: undefined }), { kind: "too large" });
  });

  it("is that its folder is read first, where that takes long and it looks like a handler", () => {
    const reading = { done: 120, total: 1834 };
    const waiting = { known: undefined, isBusy: true, reading };
    assert.deepEqual(standing(waiting), { kind: "reading", reading });
    assert.equal(standing({ ...waiting, isBusy: false }).kind, "hidden");
    assert.equal(standing({ ...waiting, reading: undefined }).kind, "hidden");
    assert.equal(standing({ ...waiting, text: "export const total = 1;" }).kind, "hidden");
  });

  it("is nothing where what is left alone does not look like a handler", () => {
    assert.equal(standing({ isEnabled: false, text: "export const total = 1;" }).kind, "hidden");
  });
});
