import assert from "node:assert/strict";
import {
  clock,
  places,
  presets,
  statesAt,
  stepsOf,
  type Place,
  type Preset,
  type State,
} from "../../src/teaching/lifecycle.ts";

const stories = (Object.keys(presets) as Preset[]).flatMap((preset) =>
  (Object.keys(places) as Place[]).map((place) => ({ preset, place, steps: stepsOf(preset, place) })),
);

const clients = (preset: Preset, place: Place) => stepsOf(preset, place).map(({ clients }) => clients);

describe("the life of an environment", () => {
  for (const { preset, place, steps } of stories)
    describe(`${preset}, with a client created ${place} the handler`, () => {
      it("freezes right after each answer, and ends with SHUTDOWN only once it is frozen", () => {
        const after: Record<State, RegExp> = {
          INIT: /^INVOKE$/,
          INVOKE: /^FREEZE$/,
          FREEZE: /^(INVOKE|SHUTDOWN)$/,
          SHUTDOWN: /^$/,
        };
        for (const environment of new Set(steps.flatMap(({ environments }) => environments))) {
          const states = steps.filter((step) => step.environments.includes(environment));
          states.forEach(({ state }, index) => assert.match(states[index + 1]?.state ?? "", after[state]));
        }
      });

      it("goes forward in time", () => {
        const times = steps.map(({ time }) => time);
        assert.deepEqual(
          times,
          [...new Set(times)].sort((one, other) => one - other),
        );
      });

      it("says each step in a few plain words", () => {
        for (const { text } of steps) {
          assert.match(text, /^[A-Z].*\.$/);
          assert.ok(text.split(" ").length <= 32, text);
        }
      });
    });

  it("creates a client outside the handler once an environment, and inside it once a request", () => {
    assert.deepEqual(clients("cold", "outside"), [1, 1, 1, 1]);
    assert.deepEqual(clients("cold", "inside"), [0, 1, 1, 1]);
    assert.deepEqual(clients("warm", "outside"), [1, 1, 1, 1, 1, 1]);
    assert.deepEqual(clients("warm", "inside"), [1, 2, 2, 3, 3, 3]);
    assert.deepEqual(clients("burst", "outside"), [3, 3, 3, 3, 3, 3]);
    assert.deepEqual(clients("burst", "inside"), [0, 3, 3, 4, 4, 4]);
  });

  it("answers a warm request sooner where the client is there already", () => {
    const answered = (place: Place) => {
      const [, invoke, freeze] = stepsOf("warm", place);
      return freeze!.time - invoke!.time;
    };
    assert.ok(answered("outside") < answered("inside"));
  });

  it("tells what every environment does at a step, also those that the step does not name", () => {
    const steps = stepsOf("burst", "outside");
    assert.deepEqual(
      [...statesAt(steps, 3)],
      [
        [1, "INVOKE"],
        [2, "FREEZE"],
        [3, "FREEZE"],
      ],
    );
    assert.deepEqual([...statesAt(stepsOf("cold", "inside"), 0)], [[1, "INIT"]]);
  });

  it("shows times in seconds, and long ones in minutes", () => {
    assert.deepEqual([0, 450, 5_050, 605_500].map(clock), ["0.00 s", "0.45 s", "5.05 s", "10 min"]);
  });
});
