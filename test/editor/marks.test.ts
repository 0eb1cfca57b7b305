import assert from "node:assert/strict";
import type { Learnt } from "../../src/editor/learnt.ts";
import { isUnderstood, marksOf, signsOf } from "../../src/editor/marks.ts";
import type { Slide } from "../../src/teaching/slide.ts";

const options = [
  { text: "Yes", explanation: "It is.", isRight: true },
  { text: "No", explanation: "Look again.", isRight: false },
];

const slide: Slide = {
  topic: "idempotency",
  title: "Idempotency",
  kind: "concept",
  section: "Twice",
  sources: [],
  rules: [],
  body: "",
};
const asking: Slide = { ...slide, quiz: { question: "Is it?", options } };

const answered = (option: number): Learnt => ({ seen: [], answers: { idempotency: option } });
const fresh: Learnt = { seen: [], answers: {} };

describe("the marks of a slide", () => {
  it("are few at first", () => {
    assert.deepEqual(marksOf(slide, fresh, 0), { isSeen: false, findings: 0 });
  });

  it("say that it was seen, and not that another one was", () => {
    assert.equal(marksOf(slide, { seen: ["kiro", "idempotency"], answers: {} }, 0).isSeen, true);
    assert.equal(marksOf(slide, { seen: ["kiro"], answers: {} }, 0).isSeen, false);
  });

  it("count the findings that it explains", () => {
    assert.equal(marksOf(slide, fresh, 3).findings, 3);
  });

  it("leave its question open until the right answer was given", () => {
    assert.equal(marksOf(asking, fresh, 0).quiz, "open");
    assert.equal(marksOf(asking, answered(1), 0).quiz, "open");
    assert.equal(marksOf(asking, answered(0), 0).quiz, "answered");
  });

  it("leave it open too where the answer is none of this version's", () => {
    assert.equal(marksOf(asking, answered(7), 0).quiz, "open");
  });

  it("are short signs beside the title", () => {
    assert.equal(signsOf({ isSeen: true, findings: 0 }), "");
    assert.equal(signsOf({ isSeen: true, findings: 2 }), "● 2");
    assert.equal(signsOf({ isSeen: false, findings: 0, quiz: "open" }), "?");
    assert.equal(signsOf({ isSeen: false, findings: 1, quiz: "answered" }), "● 1  ? ✓");
  });
});

describe("a slide is understood", () => {
  const question: Slide = { ...asking, topic: "question-1", about: "idempotency" };
  const understood = (learnt: Learnt) => isUnderstood("idempotency", [slide, question], learnt);

  it("once it was seen", () => {
    assert.equal(understood(fresh), false);
    assert.equal(understood({ seen: ["idempotency"], answers: {} }), true);
  });

  it("once a question about it was answered rightly", () => {
    assert.equal(understood({ seen: [], answers: { "question-1": 1 } }), false);
    assert.equal(understood({ seen: [], answers: { "question-1": 0 } }), true);
  });
});
