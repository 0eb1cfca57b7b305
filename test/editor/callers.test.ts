import assert from "node:assert/strict";
import { othersRunning } from "../../src/editor/callers.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

describe("the handlers that run what is found, besides the one that it is told with", () => {
  const path = "src/orders.ts";
  const handlers = [handlerWith({ name: "create" }), handlerWith({ name: "update" })];
  const callers = ["save", "saveAll"].map((of) => ({ of, handler: "handler", file: "src/bills.ts" }));
  const others = (change: object) => othersRunning(findingWith(change), { path, handlers, callers });

  it("are those of its file that share it", () => {
    assert.equal(others({ handler: "create" }), 0);
    assert.equal(others({ handler: "create", through: ["create", "update"] }), 1);
  });

  it("are those elsewhere that lead there, once, however they do", () => {
    const way = [{ function: "handler", file: "src/orders.ts", line: 1 }];
    const all = [...callers, { of: "save", handler: "handler", file: "src/orders.ts" }];
    const finding = findingWith({ way, through: ["save", "saveAll"] });
    assert.equal(othersRunning(finding, { path, handlers, callers: all }), 1);
    assert.equal(othersRunning(finding, { path, handlers, callers: [] }), 0);
  });

  it("are both where it is code of a handler, and of a function that others call", () => {
    assert.equal(others({ handler: "create", through: ["create", "save"] }), 1);
  });

  it("are none where another file only passes the handler itself on", () => {
    const itself = [{ of: "create", handler: "create", file: path }];
    assert.equal(othersRunning(findingWith({ handler: "create" }), { path, handlers, callers: itself }), 0);
  });
});
