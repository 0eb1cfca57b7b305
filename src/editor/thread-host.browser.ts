/// <reference lib="dom" />
import type * as node from "./thread-host.ts";

export const host: typeof node.host = {
  startedFor: undefined,
  onMessage: (listener) => self.addEventListener("message", ({ data }) => listener(data)),
  postMessage: (message) => self.postMessage(message),
};
