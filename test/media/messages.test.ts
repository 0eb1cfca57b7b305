import assert from "node:assert/strict";
import { fromDeck, toDeck } from "../../media/messages.ts";

const place = { file: "file:///orders.ts", review: 3, index: 0 };

const named = { place, file: "orders.ts", line: 4, message: "Wrong." };

const code = {
  topic: "idempotency",
  findings: [{ ...named, code: "send();", changes: 1, isYours: true }],
  isAnyOpen: true,
  yours: {
    ...named,
    before: [{ number: 4, mark: ">", pieces: [{ text: "send" }, { text: '"a"', kind: "string" }] }],
    changes: [
      {
        title: "Await `send()`",
        files: [{ file: "orders.ts", hunks: [[{ number: 4, mark: "+", pieces: [] }]] }],
      },
    ],
  },
  notice: "Done.",
};

describe("the messages between the deck and the extension", () => {
  it("let the page tell where it is, and wish something of a finding", () => {
    for (const message of [
      "ready",
      "leave",
      "web",
      { shown: "idempotency" },
      { answered: 2, on: "question-1" },
      { go: place },
      { preview: place, change: 0 },
      { apply: place, change: 2 },
    ])
      assert.equal(fromDeck(message), message);
  });

  it("let the page say nothing else", () => {
    for (const message of [
      undefined,
      "run",
      {},
      { shown: 4 },
      { shown: "idempotency", apply: place },
      { go: { ...place, review: "3" } },
      { go: { ...place, index: -1 } },
      { answered: 2 },
      { apply: place },
      { apply: place, change: 0.5 },
      { apply: { file: "file:///orders.ts" }, change: 0 },
    ])
      assert.equal(fromDeck(message), undefined, JSON.stringify(message));
  });

  it("let the extension tell of a slide, of what was learnt and of the user's code", () => {
    const learnt = { seen: ["kiro"], answers: { "question-1": 1 } };
    for (const message of [
      { show: "kiro" },
      { learnt },
      { code },
      { code: { topic: "kiro", findings: [], isAnyOpen: false } },
    ])
      assert.equal(toDeck(message), message);
  });

  it("let the extension tell nothing else", () => {
    const [finding] = code.findings;
    for (const message of [
      null,
      [],
      { show: null },
      { learnt: { seen: "kiro", answers: {} } },
      { learnt: { seen: [], answers: { "question-1": "b" } } },
      { code: { ...code, topic: undefined } },
      { code: { ...code, isAnyOpen: "no" } },
      { code: { ...code, findings: [{ ...finding, line: "4" }] } },
      { code: { ...code, yours: { ...code.yours, before: [{ number: 1, mark: "!", pieces: [] }] } } },
      {
        code: {
          ...code,
          yours: {
            ...code.yours,
            before: [{ number: 1, mark: " ", pieces: [{ text: "", kind: "script" }] }],
          },
        },
      },
    ])
      assert.equal(toDeck(message), undefined, JSON.stringify(message));
  });
});
