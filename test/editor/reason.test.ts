import assert from "node:assert/strict";
import { isReason } from "../../src/editor/reason.ts";

describe("a reason", () => {
  it("has ten characters, spaces at its ends and doubled ones apart", () => {
    assert.equal(isReason("as it must"), true);
    assert.equal(isReason("  as it must "), true);
    assert.equal(isReason("as it mus"), false);
    assert.equal(isReason("as   it  mus"), false);
    assert.equal(isReason("            "), false);
  });
});
