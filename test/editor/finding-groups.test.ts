import assert from "node:assert/strict";
import {
  amongThemselves,
  entriesOf,
  filtered,
  groupsOf,
  neighbour,
  type FileResult,
  type Grouping,
} from "../../src/editor/finding-groups.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const change = { title: "Move it", edits: [] };

/** A folder of its own. */
const alone = { prefix: "", imports: [], callers: [] };

const orders: FileResult = {
  ...alone,
  file: "file:///w/src/orders.ts",
  path: "src/orders.ts",
  handlers: [handlerWith()],
  findings: [
    findingWith({ line: 2, fix: change }),
    findingWith({ line: 5, rule: "no-log-event", slide: "errors-by-source", severity: "warning" }),
  ],
};
const clear: FileResult = {
  ...alone,
  file: "file:///w/src/clear.ts",
  path: "src/clear.ts",
  handlers: [handlerWith({ sources: ["api"] })],
  findings: [],
};
const called: FileResult = {
  ...alone,
  file: "file:///w/src/repository.ts",
  path: "src/repository.ts",
  handlers: [],
  findings: [findingWith({ line: 7, way: [{ function: "handler", file: "src/orders.ts", line: 1 }] })],
};
const template: FileResult = {
  ...alone,
  file: "file:///w/template.yaml",
  path: "template.yaml",
  handlers: [],
  findings: [findingWith({ line: 3, handler: undefined })],
};
const all = [template, called, orders, clear];

const shown = (grouping: Grouping, results: FileResult[] = all) =>
  groupsOf(results, grouping).map(({ key, entries }) =>
    `${key}: ${entries.map(({ path, line }) => `${path}:${line}`).join(" ")}`.trim(),
  );

describe("findings in groups", () => {
  it("are by handler at first, with those of code that it calls, and with handlers that have none", () => {
    assert.deepEqual(shown("handler"), [
      "src/clear.ts#handler:",
      "src/orders.ts#handler: src/orders.ts:2 src/orders.ts:5 src/repository.ts:7",
      "template.yaml: template.yaml:3",
    ]);
  });

  it("are by slide in the order of the module", () => {
    assert.deepEqual(shown("slide"), [
      "init-outside-handler: src/orders.ts:2 src/repository.ts:7 template.yaml:3",
      "errors-by-source: src/orders.ts:5",
    ]);
  });

  it("are by severity, errors first", () => {
    assert.deepEqual(shown("severity"), [
      "error: src/orders.ts:2 src/repository.ts:7 template.yaml:3",
      "warning: src/orders.ts:5",
    ]);
  });

  it("are by file", () => {
    assert.deepEqual(shown("file", [orders, template]), [
      "src/orders.ts: src/orders.ts:2 src/orders.ts:5",
      "template.yaml: template.yaml:3",
    ]);
  });
});

/** What two handlers lead to: one through either of its functions, the other through one. */
const shared: FileResult = {
  ...called,
  findings: called.findings.map((finding) => ({ ...finding, through: ["save", "saveAll"] })),
  callers: [
    { of: "save", handler: "handler", file: "src/orders.ts" },
    { of: "save", handler: "handler", file: "src/clear.ts" },
    { of: "saveAll", handler: "handler", file: "src/orders.ts" },
    { of: "load", handler: "handler", file: "src/load.ts" },
  ],
};

describe("what several handlers lead to", () => {
  it("is of each of them, once", () => {
    assert.deepEqual(shown("handler", [template, shared, orders, clear]), [
      "src/clear.ts#handler: src/repository.ts:7",
      "src/orders.ts#handler: src/orders.ts:2 src/orders.ts:5 src/repository.ts:7",
      "template.yaml: template.yaml:3",
    ]);
  });

  it("is an entry of its own below each, and one finding", () => {
    const entries = groupsOf([shared, orders, clear], "handler").flatMap((group) => group.entries);
    const same = entries.filter(({ path }) => path === shared.path);
    assert.equal(new Set(same).size, 2);
    assert.equal(new Set(same.map(({ finding }) => finding)).size, 1);
    assert.equal(entriesOf([shared]).length, 1);
  });

  it("is of the handlers alone that are shown, where it is of one of these", () => {
    assert.deepEqual(shown("handler", amongThemselves([shared, clear])), [
      "src/clear.ts#handler: src/repository.ts:7",
    ]);
    assert.deepEqual(shown("handler", amongThemselves([shared])), [
      "src/orders.ts#handler: src/repository.ts:7",
    ]);
  });
});

describe("what a handler of one of several folders calls", () => {
  it("is of that handler", () => {
    const inFolder = (result: FileResult) => ({
      ...result,
      path: `shop/${result.path}`,
      prefix: "shop/",
    });
    const groups = [
      "shop/src/clear.ts#handler:",
      "shop/src/orders.ts#handler: shop/src/orders.ts:2 shop/src/orders.ts:5 shop/src/repository.ts:7",
    ];
    assert.deepEqual(shown("handler", [called, orders, clear].map(inFolder)), groups);
    groups[0] += " shop/src/repository.ts:7";
    assert.deepEqual(shown("handler", [shared, orders, clear].map(inFolder)), groups);
  });
});

describe("a filter", () => {
  it("leaves what can be changed, and the handlers that it is in", () => {
    assert.deepEqual(shown("handler", filtered(all, "fixable", undefined)), [
      "src/orders.ts#handler: src/orders.ts:2",
    ]);
  });

  it("leaves what can be changed in another file alone", () => {
    const joint = { title: "Set it", files: [{ file: "template.yaml", before: "", edits: [] }] };
    const half = { ...orders, findings: [findingWith({ line: 2, joint })] };
    assert.deepEqual(shown("handler", filtered([half], "fixable", undefined)), [
      "src/orders.ts#handler: src/orders.ts:2",
    ]);
  });

  it("leaves a handler of which only what it calls elsewhere can be changed", () => {
    const repository = { ...called, findings: called.findings.map((one) => ({ ...one, fix: change })) };
    const plain = { ...orders, findings: [] };
    const [group] = groupsOf(filtered([repository, plain], "fixable", undefined), "handler");
    assert.deepEqual([group!.key, group!.of?.file], ["src/orders.ts#handler", orders.file]);
  });

  it("leaves the current file, with handlers that are clear", () => {
    assert.deepEqual(shown("handler", filtered(all, "currentFile", clear.file)), ["src/clear.ts#handler:"]);
    assert.deepEqual(filtered(all, "currentFile", undefined), []);
  });
});

describe("the way from finding to finding", () => {
  const entries = entriesOf(all);
  const from = (path: string, line: number, column: number, step: 1 | -1) => {
    const next = neighbour(entries, { path, line, column }, step);
    return `${next?.path}:${next?.line}`;
  };

  it("leads through a file, and on to the next one", () => {
    assert.equal(from("src/orders.ts", 1, 1, 1), "src/orders.ts:2");
    assert.equal(from("src/orders.ts", 2, 14, 1), "src/orders.ts:5");
    assert.equal(from("src/orders.ts", 5, 14, 1), "src/repository.ts:7");
    assert.equal(from("src/repository.ts", 7, 14, -1), "src/orders.ts:5");
  });

  it("begins again at its end", () => {
    assert.equal(from("template.yaml", 3, 14, 1), "src/orders.ts:2");
    assert.equal(from("src/clear.ts", 1, 1, -1), "template.yaml:3");
  });

  it("has two ends for who is in no file, and none where nothing is found", () => {
    assert.equal(neighbour(entries, undefined, 1), entries[0]);
    assert.equal(neighbour(entries, undefined, -1), entries.at(-1));
    assert.equal(neighbour([], undefined, 1), undefined);
  });
});
