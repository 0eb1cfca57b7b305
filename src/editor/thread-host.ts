import { parentPort, workerData } from "node:worker_threads";

/** Whoever started this thread. In a browser, `thread-host.browser.ts` takes the place of this file. */
export const host = {
  /** What it was given to know at its start. */
  startedFor: workerData as unknown,
  onMessage: (listener: (message: unknown) => void): unknown => parentPort!.on("message", listener),
  postMessage: (message: unknown): void => parentPort!.postMessage(message),
};
