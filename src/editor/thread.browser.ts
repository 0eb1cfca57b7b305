/// <reference lib="dom" />
import type { Uri } from "vscode";
import type * as node from "./thread.ts";

/** A thread where there is no Node. VS Code itself lets a worker be started from the place of an extension. */
export const threadFile: typeof node.threadFile = (extension: Uri) =>
  extension.with({ path: `${extension.path}/dist/web/worker.js` }).toString(true);

export const startThread: typeof node.startThread = (file, _cache, { message, end }) => {
  const worker = new Worker(file);
  worker.onmessage = ({ data }) => message(data);
  worker.onerror = (error) => end(`crashed: ${error.message}`);
  return worker;
};

export const platform: typeof node.platform = () => navigator.userAgent;
