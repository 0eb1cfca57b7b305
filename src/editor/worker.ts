import { parentPort } from "node:worker_threads";
import { heeds, lookAgain, readInstead } from "../../rules/service/service-for.ts";
import { trees } from "../../rules/service/trees.ts";
import { reasonsFor } from "./reasons.ts";
import { around, configured, openFixed, openReview } from "./reviewing.ts";
import { ruleSettings, withRule } from "./rule-setting.ts";
import { silenced, silencedThroughout } from "./silence.ts";

/** What the worker thread can do: functions from plain data to plain data. */
const tasks = {
  review: openReview,
  fixed: openFixed,
  reasons: reasonsFor,
  configuration: configured,
  around(places: readonly Parameters<typeof around>[]) {
    lookAgain();
    return places.map((place) => around(...place));
  },
  heeds,
  silenced,
  silencedThroughout,
  ruleSettings(...file: Parameters<typeof ruleSettings>) {
    lookAgain();
    return ruleSettings(...file);
  },
  withRule,
};

export type Tasks = typeof tasks;

/** What the thread is sent. */
export interface Job {
  task: keyof Tasks;
  input: readonly unknown[];
  /** What open files say, by where they lie on the disk. */
  texts: ReadonlyMap<string, string>;
}

// What is typed is parsed once, to follow handlers and to be reviewed: enough for the longest file that anybody types in.
trees.ask(100_000);

/** The first message says that the thread has loaded; each later one answers one job, in order. */
const host = parentPort!;
host.on("message", ({ task, input, texts }: Job) => {
  readInstead(texts);
  const run = tasks[task] as (...input: unknown[]) => unknown;
  host.postMessage(run(...input));
});
host.postMessage("loaded");
