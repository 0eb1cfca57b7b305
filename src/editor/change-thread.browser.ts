import type * as node from "./change-thread.ts";

/** No command leads here in a browser, which has no Git. */
export const changeThread: typeof node.changeThread = () => {
  throw new Error("A browser has no Git.");
};
