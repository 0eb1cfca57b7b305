import { holdFiles } from "../../rules/service/held-files.ts";
import { heeds, lookAgain, readInstead } from "../../rules/service/service-for.ts";
import { trees } from "../../rules/service/trees.ts";
import { answerChanges } from "./change-answers.ts";
import { forChanges } from "./change-messages.ts";
import { reasonsFor } from "./reasons.ts";
import { around, configured, openFixed, openReview } from "./reviewing.ts";
import { ruleSettings, withRule } from "./rule-setting.ts";
import { silenced, silencedThroughout } from "./silence.ts";
import { templateReasonsFor } from "./template-reasons.ts";
import { host } from "./thread-host.ts";

/** What the worker thread can do: functions from plain data to plain data. */
const tasks = {
  review: openReview,
  fixed: openFixed,
  reasons: reasonsFor,
  templateReasons: templateReasonsFor,
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
  /** What folders hold that lie on no disk, as far as that is new to the thread. */
  held?: HeldChanges;
}

/** Texts by their paths in a folder, by the folder's root; none for files that are gone. */
export type HeldChanges = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

function holdAll(folders: HeldChanges): void {
  for (const folder of folders) holdFiles(...folder);
  lookAgain();
}

/** Each message answers one job, in order. */
function answerJobs(): void {
  // What is typed is parsed once, to follow handlers and to be reviewed: enough for the longest file that anybody types in.
  trees.ask(100_000);
  host.onMessage((message) => {
    const { task, input, texts, held } = message as Job;
    if (held) holdAll(held);
    readInstead(texts);
    const run = tasks[task] as (...input: unknown[]) => unknown;
    host.postMessage(run(...input));
  });
}

// To review a change is to look at a repository as it was, which nobody who types may notice.
if (host.startedFor === forChanges) answerChanges(host);
else answerJobs();
// The first message says that the thread has loaded.
host.postMessage("loaded");
