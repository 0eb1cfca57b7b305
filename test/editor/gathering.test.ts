import assert from "node:assert/strict";
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

  it("tells nothing of what is forgotten", async () => {
    const told: unknown[] = [];
    const burst = gathering(1, (all) => told.push(all));
    burst.add("a.ts");
    burst.forget();
    await pause(20);
    assert.deepEqual(told, []);
  });
});
