import type { Job } from "../../../src/editor/worker.ts";
import { threads } from "./threads.ts";

/** What goes to the extension's thread and what becomes of it. */
interface Jobs {
  /** The texts that it is given to review. */
  readonly reviewed: string[];
  /** The places of the disk that it is asked about because something happened there, one list for each time. */
  readonly heeded: string[][];
  /** What it is told of folders that lie on no disk: the texts of files. */
  readonly held: (string | undefined)[];
  /** How many times it is asked what other files say of those that are open. */
  readonly looks: number;
  /** How many threads were ended. */
  readonly ended: number;
  undo(): void;
}

type Message = Pick<Job, "held"> &
  (
    { task: "review"; input: [string] } | { task: "heeds"; input: [{ place: string }[]] } | { task: "around" }
  );

/** Listens to what the extension does with its thread from now on. The extension host is ours to reach into. */
export function jobsFromNow(): Jobs {
  const { postMessage, terminate } = threads;
  const jobs = {
    reviewed: [] as string[],
    heeded: [] as string[][],
    held: [] as (string | undefined)[],
    looks: 0,
    ended: 0,
    undo: () => void Object.assign(threads, { postMessage, terminate }),
  };
  threads.postMessage = function (this: typeof threads, message: Message) {
    if (message.task === "review") jobs.reviewed.push(message.input[0]);
    if (message.task === "heeds") jobs.heeded.push(message.input[0].map(({ place }) => place));
    if (message.task === "around") jobs.looks++;
    for (const files of message.held?.values() ?? []) jobs.held.push(...files.values());
    return postMessage.call(this, message);
  };
  threads.terminate = function (this: typeof threads) {
    jobs.ended++;
    return terminate.call(this);
  };
  return jobs;
}

/** Keeps a text from the extension's thread, which is to review it, until somebody lets it go. */
export function keptBack(text: string): { readonly isKept: boolean; letGo(): void } {
  const { postMessage } = threads;
  let send: (() => void) | undefined;
  threads.postMessage = function (this: typeof threads, message: Message) {
    if (message.task !== "review" || message.input[0] !== text) return postMessage.call(this, message);
    send = () => postMessage.call(this, message);
  };
  return {
    get isKept() {
      return send !== undefined;
    },
    letGo() {
      Object.assign(threads, { postMessage });
      send?.();
      send = undefined;
    },
  };
}
