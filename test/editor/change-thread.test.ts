import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { changeThread, type ChangeThread } from "../../src/editor/change-thread.ts";

describe("the thread that looks at changes", () => {
  let thread: ChangeThread | undefined;
  const startedWith = (git?: string): ChangeThread =>
    (thread = changeThread({
      file: join(import.meta.dirname, "fake-change-worker.mjs"),
      cache: join(tmpdir(), "effective-lambda-compiled"),
      git,
    }));

  afterEach(() => thread?.end());

  const ask = (behaviour: string, told: string[] = []): Promise<unknown> =>
    thread!.ask("change", [behaviour, "main"], (file, index, total) =>
      told.push(`${file} ${index} of ${total}`),
    );

  it("answers one question after the other, and tells how far it is", async () => {
    startedWith();
    const told: string[] = [];
    assert.deepEqual(await ask("answer", told), { answer: "changes is answered" });
    assert.deepEqual(await ask("refuse", told), { refused: "Git was not found." });
    assert.deepEqual(told, ["orders.ts 2 of 3", "orders.ts 2 of 3"]);
  });

  it("finds the Git that is known before all others", async () => {
    startedWith("/opt/git/bin/git");
    const { answer } = (await ask("namePath")) as { answer: string };
    assert.deepEqual(answer.split(delimiter), ["/opt/git/bin", ...process.env["PATH"]!.split(delimiter)]);
  });

  it("gives no answer once somebody has had enough, whatever it is at", async () => {
    const { end } = startedWith();
    const waiting = ask("hang");
    setTimeout(end, 100);
    assert.equal(await waiting, undefined);
    assert.equal(await ask("answer"), undefined);
  });

  it("fails with the mistake that ended it, and who asks later is told too", async () => {
    startedWith();
    await assert.rejects(ask("crash"), /a crash on purpose/);
    await assert.rejects(ask("answer"), /a crash on purpose/);
  });
});
