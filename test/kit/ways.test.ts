import assert from "node:assert/strict";
import fc from "fast-check";
import { Ways } from "../../rules/kit/ways.ts";

/** Parts by their number: where each leads, and whether it is a goal. */
type Places = { leadsTo: number[]; isGoal: boolean }[];

/** Asks for a way to a goal from some parts, one after the other, and counts how often a part was looked at. */
function askIn(map: Places, parts: readonly number[]): { answers: boolean[]; looks: number } {
  const ways = new Ways<number>();
  let looks = 0;
  const hasWay = (part: number): boolean =>
    ways.from(part, () => {
      looks += 1;
      return map[part]!.isGoal || map[part]!.leadsTo.some(hasWay);
    });
  const answers = parts.map(hasWay);
  return { answers, looks };
}

function hasWayIn(map: Places, start: number): boolean {
  const reached = new Set([start]);
  for (const part of reached) for (const next of map[part]!.leadsTo) reached.add(next);
  return [...reached].some((part) => map[part]!.isGoal);
}

describe("Ways", () => {
  it("finds what comes back to where it was asked, once that has its answer", () => {
    const map = [
      { leadsTo: [1, 2], isGoal: false },
      { leadsTo: [0], isGoal: false },
      { leadsTo: [], isGoal: true },
    ];
    assert.deepEqual(askIn(map, [0, 1]).answers, [true, true]);
    assert.deepEqual(askIn(map, [1, 0]).answers, [true, true]);
  });

  it("finds none in a circle", () => {
    const map = [
      { leadsTo: [1], isGoal: false },
      { leadsTo: [0], isGoal: false },
    ];
    assert.deepEqual(askIn(map, [0, 1, 0]), { answers: [false, false, false], looks: 2 });
  });

  it("looks at each part once where one leads to the next and all lead back", () => {
    const count = 500;
    const map = Array.from({ length: count }, (_, part) => ({
      leadsTo: [0, (part + 1) % count],
      isGoal: false,
    }));
    assert.equal(askIn(map, [...map.keys()]).looks, count);
    map[count - 1]!.isGoal = true;
    assert.ok(askIn(map, [...map.keys()]).looks <= 2 * count);
  });

  it("gives the same answers whatever is asked first", () => {
    const maps = fc.integer({ min: 1, max: 7 }).chain((count) => {
      const part = fc.nat(count - 1);
      return fc.tuple(
        fc.array(fc.record({ leadsTo: fc.array(part, { maxLength: 3 }), isGoal: fc.boolean() }), {
          minLength: count,
          maxLength: count,
        }),
        fc.array(part, { maxLength: 10 }),
      );
    });
    fc.assert(
      fc.property(maps, ([map, parts]) => {
        assert.deepEqual(
          askIn(map, parts).answers,
          parts.map((part) => hasWayIn(map, part)),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
