import assert from "node:assert/strict";
import { mock } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { gathering } from "../../src/editor/gathering.ts";

describe("gathering", () => {
  it("tells of a burst once, with all of it", async () => {
    const told: (readonly string[])[] = [];
    const burst = gathering<string>(5, (all) => told.push(all));
    for (const name of ["a.ts", "b.ts", "c.ts"]) burst.add(name);
    await pause(50);
    burst.add("d.ts");
    await pause(50);
    assert.deepEqual(told, [["a.ts", "b.ts", "c.ts"], ["d.ts"]]);
  });

  it("tells after ten pauses at most, though more comes all the time", () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    try {
      const told: number[] = [];
      const burst = gathering<number>(10, (all) => told.push(all.length));
      for (let count = 0; count < 45; count++) {
        burst.add(count);
        mock.timers.tick(5);
      }
      assert.deepEqual(told, [20, 20]);
      mock.timers.tick(10);
      assert.deepEqual(told, [20, 20, 5]);
    } finally {
      mock.timers.reset();
    }
  });

  it("tells nothing of what is forgotten", async () => {
    const told: unknown[] = [];
    const burst = gathering(1, (all) => told.push(all));
    burst.add("a.ts");
    burst.forget();
    await pause(20);
    assert.deepEqual(told, []);
  });
});
