import assert from "node:assert/strict";
import type { FileResult } from "../../src/editor/finding-groups.ts";
import { accountsOf, tallyOfAll } from "../../src/editor/handler-accounts.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const fileWith = (path: string, change: Partial<FileResult> = {}): FileResult => ({
  file: `file:///w/${path}`,
  path,
  prefix: "",
  imports: [],
  callers: [],
  handlers: [],
  findings: [],
  ...change,
});

const handler = (change: Partial<FileResult> = {}) =>
  fileWith("src/orders.ts", { handlers: [handlerWith()], imports: ["src/save.ts"], ...change });

const throughOther = { way: [{ function: "handler", file: "src/other.ts", line: 1 }] };

const throughHandler = { way: [{ function: "handler", file: "src/orders.ts", line: 1 }] };

/** What is known of the handler in the first of some files. */
function accountIn(...files: [FileResult, ...FileResult[]]) {
  const all = files.filter(({ handlers, findings }) => handlers.length + findings.length > 0);
  const at = (path: string) => files.find((one) => one.path === path);
  const [account, ...others] = accountsOf({ all: () => all, at }, [files[0].file]);
  assert.deepEqual(others, []);
  return account!;
}

const tallyIn = (...files: [FileResult, ...FileResult[]]) => {
  const { found, elsewhere, isWhole } = accountIn(...files);
  return { found, elsewhere, isWhole };
};

const clear = { found: 0, elsewhere: 0, isWhole: true };
const clearHere = { ...clear, isWhole: false };

describe("what is known of a handler", () => {
  it("is what is found in its own file", () => {
    const found = { found: 1, elsewhere: 0, isWhole: true };
    assert.deepEqual(tallyIn(handler({ findings: [findingWith()] })), found);
  });

  it("is also what is found in the files that it leads to, after that of its own", () => {
    const own = handler({ findings: [findingWith({ line: 9 })] });
    const called = fileWith("lib/save.ts", { findings: [findingWith({ line: 4, ...throughHandler })] });
    assert.deepEqual(tallyIn(own, called), { found: 2, elsewhere: 1, isWhole: true });
    assert.deepEqual(
      accountIn(own, called).entries.map(({ path, line }) => `${path}:${line}`),
      ["src/orders.ts:9", "lib/save.ts:4"],
    );
  });

  it("is that it is clear where all was reviewed that it leads to", () => {
    assert.deepEqual(tallyIn(handler({ imports: [] })), clear);
    const save = fileWith("src/save.ts", { imports: ["src/table.ts"] });
    assert.deepEqual(tallyIn(handler(), save, fileWith("src/table.ts")), clear);
  });

  it("is less where something was not reviewed that it leads to, however far away", () => {
    assert.deepEqual(tallyIn(handler()), clearHere);
    assert.deepEqual(tallyIn(handler(), fileWith("src/save.ts", { imports: ["src/table.ts"] })), clearHere);
  });

  it("is also what is found on the way of another, where it leads there too", () => {
    const save = fileWith("src/save.ts", {
      findings: [findingWith({ ...throughOther, through: ["save"] })],
      callers: ["other", "orders"].map((name) => ({
        of: "save",
        handler: "handler",
        file: `src/${name}.ts`,
      })),
    });
    assert.deepEqual(tallyIn(handler(), save), { found: 1, elsewhere: 1, isWhole: true });
    assert.deepEqual(tallyIn(handler(), { ...save, callers: save.callers.slice(0, 1) }), clear);
  });

  it("is less where something is found in a file that it leads to of which nobody knows who runs it", () => {
    const save = fileWith("src/save.ts", { findings: [findingWith({ handler: undefined })] });
    assert.deepEqual(tallyIn(handler(), save), clearHere);
  });

  const handlers = ["create", "update"].map((name, index) =>
    handlerWith({ name, line: 10 * index + 1, endLine: 10 * index + 5 }),
  );

  it("is what it shares with others of its file, and what stands beside them all", () => {
    const counts = (change: object) => {
      const at = () => fileWith("src/orders.ts", { handlers, findings: [findingWith(change)] });
      return accountsOf({ all: () => [at()], at }).map(({ found }) => found);
    };
    assert.deepEqual(counts({ handler: "create", line: 3 }), [1, 0]);
    assert.deepEqual(counts({ handler: "create", through: ["create", "update"], line: 8 }), [1, 1]);
    assert.deepEqual(counts({ handler: undefined, line: 8, endLine: 8 }), [1, 1]);
  });

  it("is found once, of whatever several handlers of a file lead to", () => {
    const own = fileWith("src/orders.ts", {
      handlers,
      findings: [findingWith({ handler: "create", through: ["create", "update"], line: 8 })],
    });
    const save = fileWith("src/save.ts", {
      findings: [findingWith({ ...throughOther, through: ["save"] })],
      callers: handlers.map(({ name }) => ({ of: "save", handler: name, file: "src/orders.ts" })),
    });
    const all = accountsOf({ all: () => [own, save], at: () => undefined }, [own.file]);
    assert.deepEqual(
      all.map(({ found, elsewhere }) => [found, elsewhere]),
      [
        [2, 1],
        [2, 1],
      ],
    );
    assert.deepEqual(tallyOfAll(all), { found: 2, elsewhere: 1, isWhole: true });
  });

  it("comes to an end where files import each other", () => {
    assert.deepEqual(tallyIn(handler(), fileWith("src/save.ts", { imports: ["src/orders.ts"] })), clear);
  });

  it("is looked for in the folder of the handler, where there are several", () => {
    const inShop = (result: FileResult) => ({ ...result, path: `shop/${result.path}`, prefix: "shop/" });
    assert.deepEqual(tallyIn(inShop(handler()), inShop(fileWith("src/save.ts"))), clear);
    assert.deepEqual(tallyIn(inShop(handler()), fileWith("src/save.ts")), clearHere);
  });
});
