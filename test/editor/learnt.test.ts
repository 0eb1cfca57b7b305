import assert from "node:assert/strict";
import { learntFrom } from "../../src/editor/learnt.ts";
import { topics } from "../../src/teaching/slide.ts";

const nothing = { seen: [], answers: {} };

describe("what somebody has learnt, read from what is stored", () => {
  it("is what was stored, in the module's order", () => {
    const learnt = learntFrom({ seen: ["kiro", "idempotency"], answers: { "question-1": 0, lifecycle: 3 } });
    assert.deepEqual(learnt, {
      seen: ["idempotency", "kiro"],
      answers: { lifecycle: 3, "question-1": 0 },
    });
  });

  it("is nothing where nothing is stored, or nothing that makes sense", () => {
    for (const stored of [undefined, null, 7, "seen", [], { seen: "kiro", answers: 7 }])
      assert.deepEqual(learntFrom(stored), nothing);
  });

  it("leaves out slides that this version does not have, and keeps the others", () => {
    assert.deepEqual(learntFrom({ seen: ["kiro", "quantum", 7, null, "kiro"] }), {
      seen: ["kiro"],
      answers: {},
    });
  });

  it("leaves out answers that no question has, and keeps the others", () => {
    const answers = { "question-1": 2, "question-2": "2", "question-3": -1, "question-4": 1.5, quantum: 1 };
    assert.deepEqual(learntFrom({ answers }), { seen: [], answers: { "question-1": 2 } });
  });

  it("keeps what was seen where the answers are broken, and the answers where it is what was seen", () => {
    assert.deepEqual(learntFrom({ seen: ["kiro"], answers: null }), { seen: ["kiro"], answers: {} });
    assert.deepEqual(learntFrom({ seen: 7, answers: { lifecycle: 1 } }), {
      seen: [],
      answers: { lifecycle: 1 },
    });
  });

  it("takes less than a kilobyte when all is seen and answered", () => {
    const answers = Object.fromEntries(topics.map((topic) => [topic, 3]));
    assert.ok(JSON.stringify(learntFrom({ seen: topics, answers })).length < 1000);
  });
});
