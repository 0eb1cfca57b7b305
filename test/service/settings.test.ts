import assert from "node:assert/strict";
import { eventSources } from "../../rules/lambda/event-sources.ts";
import { settingsOf } from "../../rules/service/settings.ts";

/** What is told on standard error while settings are read, twice as by two rules. */
async function toldOf(given: unknown): Promise<string[]> {
  const told: string[] = [];
  const note = ({ name, message }: Error) => {
    if (name === "EffectiveLambdaWarning") told.push(message);
  };
  process.on("warning", note);
  settingsOf({ settings: { "effective-lambda": given } as never });
  settingsOf({ settings: { "effective-lambda": given } as never });
  // Node tells of warnings once what runs has ended.
  await new Promise(setImmediate);
  process.off("warning", note);
  return told;
}

const readOf = (given: unknown) => settingsOf({ settings: { "effective-lambda": given } as never });

describe("the settings in a configuration of ESLint", () => {
  it("are taken as they are where they are right", async () => {
    const settings = {
      handlers: [{ files: "src/*.js", export: "run", source: "sqs", batchSize: 10, runtime: "nodejs22.x" }],
      templates: true,
      scope: "file",
      today: "2026-11-24",
    };
    assert.deepEqual(await toldOf(settings), []);
    assert.deepEqual(readOf(settings), settings);
    assert.deepEqual(readOf(undefined), {});
  });

  it("tell once of what nobody reads, and count without it", async () => {
    const settings = { handler: [], scope: "file" };
    assert.deepEqual(await toldOf(settings), [
      'settings["effective-lambda"] has no setting "handler". It can have handlers, templates, scope, today. It does not count.',
    ]);
    assert.deepEqual(readOf(settings), { scope: "file" });
  });

  it("tell of what is of another kind", async () => {
    assert.deepEqual(await toldOf({ handlers: "src/*.js", templates: "no", scope: "all", today: "now" }), [
      'settings["effective-lambda"].handlers has to be a list. It does not count.',
      'settings["effective-lambda"].templates has to be true or false. It does not count.',
      'settings["effective-lambda"].scope has to be "file" or "service". It does not count.',
      'settings["effective-lambda"].today has to be a day such as "2026-11-24". It does not count.',
    ]);
    assert.deepEqual(await toldOf(["file"]), [
      'settings["effective-lambda"] has to be an object. It does not count.',
    ]);
    assert.deepEqual(readOf(["file"]), {});
  });

  it("leave out a handler of which something is wrong, because it could be another one", async () => {
    const right = { files: "a.js", source: "sqs" };
    const settings = {
      handlers: [
        "src/*.js",
        { source: "sqs" },
        { files: "b.js", event: "sqs" },
        { files: 1, batchSize: "10" },
        { files: "c.js", source: "pigeon" },
        right,
      ],
    };
    assert.deepEqual(await toldOf(settings), [
      'settings["effective-lambda"].handlers[0] has to be an object. It does not count.',
      'settings["effective-lambda"].handlers[1] has to name its files. It does not count.',
      'settings["effective-lambda"].handlers[2] has no setting "event". It can have files, export, source, batchSize, runtime. It does not count.',
      'settings["effective-lambda"].handlers[3].files has to be text. It does not count.',
      'settings["effective-lambda"].handlers[3].batchSize has to be a whole number. It does not count.',
      `settings["effective-lambda"].handlers[4].source has to be one of ${Object.keys(eventSources).join(", ")}. It does not count.`,
    ]);
    assert.deepEqual(readOf(settings), { handlers: [right] });
  });
});
