import { parentPort } from "node:worker_threads";
import { lookAgain, readInstead } from "../../rules/service/service-for.ts";
import { fixed, review, saidAround } from "../review/review.ts";

type Place = Parameters<typeof saidAround>;

/** What the worker thread can do: functions from plain data to plain data. */
const tasks = {
  review: (text: string, ...place: Place) => ({ ...review(text, ...place), around: saidAround(...place) }),
  fixed,
  around(places: readonly Place[]) {
    lookAgain();
    return places.map((place) => saidAround(...place));
  },
};

export type Tasks = typeof tasks;

/** What the thread is sent. */
export interface Job {
  task: keyof Tasks;
  input: readonly unknown[];
  /** What open files say, by where they lie on the disk. */
  texts: ReadonlyMap<string, string>;
}

/** The first message says that the thread has loaded; each later one answers one job, in order. */
const host = parentPort!;
host.on("message", ({ task, input, texts }: Job) => {
  readInstead(texts);
  const run = tasks[task] as (...input: unknown[]) => unknown;
  host.postMessage(run(...input));
});
host.postMessage("loaded");
