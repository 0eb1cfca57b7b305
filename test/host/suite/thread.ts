import { Worker } from "node:worker_threads";

/** What goes to the extension's thread and what becomes of it. */
interface Jobs {
  /** The texts that it is given to review. */
  readonly reviewed: string[];
  /** How many threads were ended. */
  readonly ended: number;
  undo(): void;
}

/** Listens to what the extension does with its thread from now on. The extension host is ours to reach into. */
export function jobsFromNow(): Jobs {
  const { postMessage, terminate } = Worker.prototype;
  const jobs = {
    reviewed: [] as string[],
    ended: 0,
    undo: () => void Object.assign(Worker.prototype, { postMessage, terminate }),
  };
  Worker.prototype.postMessage = function (this: Worker, message: { task?: string; input?: [string] }) {
    if (message.task === "review") jobs.reviewed.push(message.input![0]);
    return postMessage.call(this, message);
  };
  Worker.prototype.terminate = function (this: Worker) {
    jobs.ended++;
    return terminate.call(this);
  };
  return jobs;
}
