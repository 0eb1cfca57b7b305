import assert from "node:assert/strict";
import type { ChangedFile } from "../../src/editor/change-messages.ts";
import { knownEntries, movedTo, notShown, ofChange } from "../../src/editor/changed-lines.ts";
import type { FileResult } from "../../src/editor/finding-groups.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const text = `const table = "orders";

export const orders = async (event) => {
  await save(event);
};

export const bills = async (event) => event;
`;

const changed: ChangedFile = {
  name: "src/orders.ts",
  text,
  made: [{ start: 4, end: 4 }],
  parts: [{ start: 3, end: 5 }],
  handlers: ["orders"],
  found: [
    { rule: "no-client-in-handler", start: 3, column: 14, end: 5, isNew: false },
    { rule: "no-client-in-handler", start: 4, column: 14, end: 4, isNew: true },
    { rule: "no-log-event", start: 5, column: 3, end: 5, isNew: true },
  ],
};

const resultWith = (...lines: number[]): FileResult => ({
  prefix: "",
  imports: [],
  callers: [],
  file: "file:///w/src/orders.ts",
  path: "src/orders.ts",
  handlers: [handlerWith({ name: "orders", line: 3 }), handlerWith({ name: "bills", line: 7 })],
  findings: lines.map((line) => findingWith({ line, endLine: line })),
});

describe("the lines of a change", () => {
  const linesIn = (newer: string) => {
    const { made, parts } = movedTo(newer, changed);
    return [...made, ...parts].map(({ start, end }) => `${start}-${end}`);
  };

  it("move with what is typed above them, and not with what is typed below", () => {
    assert.deepEqual(linesIn(`// Orders\n// and bills\n${text}`), ["6-6", "5-7"]);
    assert.deepEqual(linesIn(`${text}// The end\n`), ["4-4", "3-5"]);
  });

  it("grow and shrink with what is typed in them, up to their ends", () => {
    assert.deepEqual(linesIn(text.replace("  await", "  check(event);\n  await")), ["5-5", "3-6"]);
    assert.deepEqual(linesIn(text.replace("};\n\nexport", "  return 1;\n}; // Done\n\nexport")), [
      "4-4",
      "3-6",
    ]);
    assert.deepEqual(linesIn(text.replace("  await save(event);\n", "")), ["4-3", "3-4"]);
  });

  it("have the handlers that the change touches, and no findings beside them", () => {
    const { handlers, findings } = ofChange(resultWith(1, 3, 5, 7), changed);
    assert.deepEqual(
      handlers.map(({ name }) => name),
      ["orders"],
    );
    assert.deepEqual(
      findings.map(({ line }) => line),
      [3, 5],
    );
  });
});

describe("a touched handler", () => {
  it("is shown by its file, unless it is gone or its code is not in sight", () => {
    const touched = (name: string, file = "src/orders.ts") =>
      ({ kind: "handler", file, name, state: "changed" }) as const;
    const result = resultWith();
    const missing = [
      { ...touched("refunds"), state: "gone" } as const,
      { ...touched("Import", "template.yaml"), kind: "function" } as const,
    ];
    const files = new Map([[result.file, changed]]);
    assert.deepEqual(notShown([touched("orders"), ...missing], [ofChange(result, changed)], files), missing);
  });
});

describe("a finding", () => {
  const agesIn = (file: ChangedFile, ...lines: number[]) =>
    ofChange(resultWith(...lines), file).findings.map(({ isNew }) => isNew);

  it("is new with the change or was there before, on whatever line it is by now", () => {
    assert.deepEqual(agesIn(changed, 3, 4), [false, true]);
    assert.deepEqual(agesIn(movedTo(`// Orders\n${text}`, changed), 4, 5), [false, true]);
  });

  it("is neither for sure where it was not found as the change was reviewed", () => {
    assert.deepEqual(agesIn(changed, 5), [undefined]);
  });

  it("is told by its column from another of its rule on its line, unless both are of one age", () => {
    const agesAt = (...isNew: [boolean, boolean]) => {
      const there = { rule: "no-client-in-handler", start: 4, end: 4 };
      const found = isNew.map((one, index) => ({ ...there, column: 14 + 20 * index, isNew: one }));
      const findings = [14, 34, 35].map((column) => findingWith({ line: 4, endLine: 4, column }));
      return ofChange({ ...resultWith(), findings }, { ...changed, found }).findings.map((one) => one.isNew);
    };
    assert.deepEqual(agesAt(false, true), [false, true, undefined]);
    assert.deepEqual(agesAt(true, true), [true, true, true]);
  });

  const keysIn = (...results: FileResult[]) => knownEntries(results).map(({ key }) => key);

  it("is recognised on another line, and told apart from one that is alike", () => {
    const before = keysIn(resultWith(3, 4));
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(keysIn(resultWith(13, 14)), before);
  });

  it("is another in another file", () => {
    const other = { ...resultWith(3), file: "file:///w/src/bills.ts", path: "src/bills.ts" };
    assert.equal(new Set(keysIn(resultWith(3), other)).size, 2);
  });
});
