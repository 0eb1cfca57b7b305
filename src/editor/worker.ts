import { parentPort } from "node:worker_threads";
import { fixed, review } from "../review/review.ts";

/** What the worker thread can do: functions from plain data to plain data. */
const tasks = { review, fixed };

export type Tasks = typeof tasks;

/** One task and what it is given. */
export type Job = { [T in keyof Tasks]: { task: T; input: Parameters<Tasks[T]> } }[keyof Tasks];

/** The first message says that the thread has loaded; each later one answers one job, in order. */
const host = parentPort!;
host.on("message", ({ task, input }: Job) => host.postMessage(tasks[task](...input)));
host.postMessage("loaded");
