import assert from "node:assert/strict";
import type { FileResult } from "../../src/editor/finding-groups.ts";
import { accountsOf } from "../../src/editor/handler-accounts.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const fileWith = (path: string, change: Partial<FileResult> = {}): FileResult => ({
  file: `file:///w/${path}`,
  path,
  prefix: "",
  imports: [],
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

  it("is less where a file that it leads to has findings, which may be of several handlers", () => {
    const save = fileWith("src/save.ts", { findings: [findingWith(throughOther)] });
    assert.deepEqual(tallyIn(handler(), save), clearHere);
  });

  it("is less where something is found beside it that counts for another, unless that is all of the other's", () => {
    const handlers = ["create", "update"].map((name, index) =>
      handlerWith({ name, line: 10 * index + 1, endLine: 10 * index + 5 }),
    );
    const said = (change: object) => {
      const findings = [findingWith({ handler: "create", ...change })];
      const at = () => fileWith("src/orders.ts", { handlers, findings });
      return accountsOf({ all: () => [at()], at }).map(({ found, mayShare }) => [found, mayShare]);
    };
    const [own, clear, unsure] = [
      [1, false],
      [0, false],
      [0, true],
    ];
    assert.deepEqual(said({ line: 3, endLine: 3 }), [own, clear]);
    assert.deepEqual(said({ line: 8, endLine: 8 }), [own, unsure]);
    assert.deepEqual(said({ line: 12, endLine: 12, ...throughOther }).slice(0, 2), [clear, unsure]);
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
