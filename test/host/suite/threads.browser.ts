/// <reference lib="dom" />
import type * as node from "./threads.ts";

/** VS Code has put a function of its own in the place of `Worker`, which still makes what the browser does. */
const idle = new Worker("data:text/javascript,");

export const threads: typeof node.threads = Object.getPrototypeOf(idle);
idle.terminate();

/** A browser tells of a thread that ends by a mistake, and of none that somebody ends. */
export const crash: typeof node.crash = (thread) => {
  void thread.terminate();
  (thread as unknown as Worker).dispatchEvent(new ErrorEvent("error", { message: "a crash on purpose" }));
};
