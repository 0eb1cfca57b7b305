import assert from "node:assert/strict";
import { progressOn } from "../../src/report/progress.ts";

/** A stream that remembers what was written to it. */
function streamWith(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { stream: { isTTY, columns: 20, write: write as NodeJS.WriteStream["write"] }, written };
}

describe("progress", () => {
  it("is one line that fits the terminal and goes away", () => {
    const { stream, written } = streamWith(true);
    const progress = progressOn(stream);
    progress.show("Reviewing 1 of 2: src/orders.ts");
    progress.clear();
    assert.deepEqual(written, ["\rReviewing 1 of 2: s\u001B[K", "\r\u001B[K"]);
  });

  it("is silent where there is no terminal", () => {
    const { stream, written } = streamWith(false);
    const progress = progressOn(stream);
    progress.show("Reviewing");
    progress.clear();
    assert.deepEqual(written, []);
  });
});
