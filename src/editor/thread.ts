import { Worker } from "node:worker_threads";
import type { Uri } from "vscode";

/** A thread of its own for what would keep the editor's from going on. */
export interface Thread {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

/** What is told of a thread. */
export interface Heard {
  message(said: unknown): void;
  /** That nothing more comes of it. */
  end(how: string): void;
}

/** The file that a thread runs. In a browser, `thread.browser.ts` takes the place of this one. */
export const threadFile = (extension: Uri): string =>
  extension.with({ path: `${extension.path}/dist/node/worker.cjs` }).fsPath;

/** @param cache where Node may keep compiled code, which makes every start but the first a faster one */
export function startThread(file: string, cache: string, { message, end }: Heard): Thread {
  const worker = new Worker(file, { env: { ...process.env, NODE_COMPILE_CACHE: cache } });
  worker.on("message", message);
  worker.on("error", (error) => end(`crashed: ${error.stack ?? error.message}`));
  worker.on("exit", () => end("was ended"));
  return worker;
}

export const platform = (): string => `${process.platform} ${process.arch}, Node.js ${process.versions.node}`;
