import { parentPort } from "node:worker_threads";
import { fixed, review } from "../review/review.ts";

/** What the worker thread can do: functions from plain data to plain data. */
const tasks = { review, fixed };

export type Tasks = typeof tasks;

/** The first message says that the thread has loaded; each later one answers one job, in order. */
const host = parentPort!;
host.on("message", ({ task, input }: { task: keyof Tasks; input: unknown[] }) => {
  const run = tasks[task] as (...input: unknown[]) => unknown;
  host.postMessage(run(...input));
});
host.postMessage("loaded");
