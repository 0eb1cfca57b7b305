import assert from "node:assert/strict";
import { drawn, randomFrom } from "../../survey/draw.ts";

describe("handlers drawn at random", () => {
  const groups = [["a1", "a2", "a3", "a4"], ["b1"], ["c1", "c2"]];

  it("are the same for the same seed, and others for another", () => {
    const long = [Array.from({ length: 100 }, (_, index) => index)];
    const first = drawn(long, 10, randomFrom(1));
    assert.deepEqual(drawn(long, 10, randomFrom(1)), first);
    assert.notDeepEqual(drawn(long, 10, randomFrom(2)), first);
    assert.equal(new Set(first).size, 10);
  });

  it("come from each group in turn", () => {
    const kinds = drawn(groups, 6, randomFrom(3)).map((one) => one[0]);
    assert.deepEqual(kinds, ["a", "b", "c", "a", "c", "a"]);
  });

  it("are all there are where more are wanted", () => {
    assert.deepEqual(drawn(groups, 50, randomFrom(4)).sort(), groups.flat());
    assert.deepEqual(drawn([], 5, randomFrom(5)), []);
  });
});
