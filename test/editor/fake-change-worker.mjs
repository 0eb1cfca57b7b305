import { parentPort, workerData } from "node:worker_threads";

/** Stands in for `src/editor/worker.ts` where it looks at changes: the folder it is given says how it behaves. */
const behaviours = {
  answer: () => ({ answer: `${workerData} is answered` }),
  refuse: () => ({ refused: "Git was not found." }),
  namePath: () => ({ answer: process.env.PATH }),
  crash() {
    throw new Error("a crash on purpose");
  },
  hang() {
    for (;;);
  },
};

parentPort.on("message", ({ input: [folder] }) => {
  parentPort.postMessage({ reviewing: "orders.ts", index: 2, total: 3 });
  parentPort.postMessage(behaviours[folder]());
});
parentPort.postMessage("loaded");
