import { existsSync, writeFileSync } from "node:fs";
import { parentPort, threadId } from "node:worker_threads";

/** Stands in for `src/editor/worker.ts`: the text it is given says how it behaves. */
const behaviours = {
  answer: ([, path]) => `${path} is answered`,
  nameThread: () => threadId,
  countTexts: (_input, texts) => texts.size,
  countHeld(_input, _texts, held = new Map()) {
    const texts = [...held.values()].flatMap((files) => [...files.values()]);
    return { files: texts.length, characters: texts.join("").length };
  },
  crash() {
    throw new Error("a crash on purpose");
  },
  hang() {
    for (;;);
  },
  /** Crashes the first time only; the path is a file that remembers. */
  crashOnce([, path]) {
    if (existsSync(path)) return "answered by the next thread";
    writeFileSync(path, "");
    process.exit(1);
  },
};

parentPort.on("message", ({ input, texts, held }) =>
  parentPort.postMessage(behaviours[input[0]](input, texts, held)),
);
parentPort.postMessage("loaded");
