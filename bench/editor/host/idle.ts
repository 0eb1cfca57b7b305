import threads from "node:worker_threads";
import { rowOf, type Row } from "../row.ts";
import { started } from "./extension.ts";
import { pause } from "./document.ts";

/** What the extension keeps going while nothing is open that concerns it: no thread, no timer. */
export async function idle(): Promise<Row[]> {
  const { Worker } = threads;
  const { setTimeout: timeout, setInterval: interval } = globalThis;
  let workers = 0;
  let timers = 0;
  const counted = <T extends (...input: never[]) => unknown>(timer: T) =>
    ((...input: Parameters<T>) => {
      // VS Code has timers of its own, some of which our calls bring about.
      const [, , caller] = new Error().stack!.split("\n");
      if (caller?.includes("extension.cjs")) timers++;
      return timer(...input);
    }) as unknown as T;
  threads.Worker = class extends Worker {
    constructor(...input: ConstructorParameters<typeof Worker>) {
      super(...input);
      workers++;
    }
  };
  Object.assign(globalThis, { setTimeout: counted(timeout), setInterval: counted(interval) });
  try {
    const run = started();
    await pause(1000);
    run.dispose();
  } finally {
    threads.Worker = Worker;
    Object.assign(globalThis, { setTimeout: timeout, setInterval: interval });
  }
  return [
    rowOf("nothing relevant open: threads", [workers], "", 0),
    rowOf("nothing relevant open: timers", [timers], "", 0),
  ];
}
