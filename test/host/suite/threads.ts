import { Worker } from "node:worker_threads";

/** What every thread of the extension can do. In a browser, `threads.browser.ts` takes the place of this file. */
export const threads: Pick<Worker, "postMessage" | "terminate"> = Worker.prototype;

/** Has a thread crash, as its owner is told at once. */
export const crash = (thread: typeof threads): void => void thread.terminate();
