import type { HeldTexts } from "./held-texts.ts";
import { startThread, type Thread } from "./thread.ts";
import type { Job, Tasks } from "./worker.ts";

/** Runs the rules away from the editor's own thread, so that typing never waits for them. */
export interface Analysis {
  /**
   * Runs a task on a subject (a document). A newer request for the same task and subject takes the place of one
   * that still waits. Gives undefined where that happened, or where the thread failed on this input twice.
   */
  run<T extends keyof Tasks>(
    subject: string,
    task: T,
    ...input: Parameters<Tasks[T]>
  ): Promise<ReturnType<Tasks[T]> | undefined>;
  /** Ends the thread in a while, with all the memory it takes, unless somebody needs it then. A later request starts another. */
  rest(): void;
  dispose(): void;
}

interface Options {
  /** The file the thread runs. */
  file: string;
  /** Where Node may keep compiled code, which makes every start but the first a faster one. */
  cache: string;
  /** How many milliseconds a thread may take to load. */
  patienceToLoad: number;
  /** How many milliseconds one task may take. Loading the thread does not count. */
  patience: number;
  /** How many the first task of a thread may take, which reads what it has to know of the repository. */
  patienceAtFirst: number;
  /** After how many milliseconds of rest a thread is ended. */
  grace: number;
  /** Whether there is anything for the thread to do soon. */
  isNeeded(): boolean;
  /** What open files say, by where they lie, in place of what the disk has of them. Each task is told as it is sent. */
  texts: Job["texts"];
  /** What folders hold that lie on no disk. Each thread is told all once, and then what has changed. */
  held: Pick<HeldTexts, "version" | "since">;
  warn(message: string): void;
}

interface Request extends Pick<Job, "task" | "input"> {
  subject: string;
  failures: number;
  settle(result: unknown): void;
}

/** Starts its thread with the first request, and again with the next request after the thread crashed or hung. */
export function analysis(options: Options): Analysis {
  const { file, cache, patienceToLoad, patience, patienceAtFirst } = options;
  const { grace, isNeeded, texts, held, warn } = options;
  const waiting = new Map<string, Request>();
  const abandoned = new Map<string, string>();
  let thread: { worker: Thread; loaded: boolean; answered: boolean; holds: number } | undefined;
  let running: Request | undefined;
  let timer: NodeJS.Timeout | undefined;
  let resting: NodeJS.Timeout | undefined;

  function runNext(): void {
    const [next] = waiting;
    if (running || !next) return;
    waiting.delete(next[0]);
    running = next[1];
    thread ??= start();
    send();
  }

  function start() {
    const worker = startThread(file, cache, {
      message(said) {
        if (thread !== started) return;
        if (started.loaded) {
          started.answered = true;
          return finish(said);
        }
        started.loaded = true;
        clearTimeout(timer);
        limit();
      },
      end: (how) => fail(started, how),
    });
    const started = { worker, loaded: false, answered: false, holds: 0 };
    return started;
  }

  /** A thread that still loads finds the job when it is ready: the editor's own thread may have no time just then. */
  function send(): void {
    if (!thread || !running) return;
    const { task, subject, input } = running;
    try {
      const news = thread.holds === held.version ? {} : { held: held.since(thread.holds) };
      thread.worker.postMessage({ task, input, texts, ...news } satisfies Job);
      thread.holds = held.version;
      limit();
    } catch (error) {
      // What cannot be sent now cannot be sent later, and others wait behind it.
      warn(`The analysis of ${subject} cannot begin: ${(error as Error).message}`);
      finish(undefined);
    }
  }

  /** The time of a task begins, or that of loading the thread for it. A browser does not tell when a thread ends while it loads. */
  function limit(): void {
    if (!thread || !running) return;
    const time = thread.answered ? patience : thread.loaded ? patienceAtFirst : patienceToLoad;
    timer = setTimeout(() => fail(thread, `took longer than ${time} ms`), time);
  }

  function finish(result: unknown): void {
    clearTimeout(timer);
    const done = running;
    running = undefined;
    done?.settle(result);
    runNext();
  }

  /** Gives up a thread. What it was doing is tried once more, in a new one: the machine may have been at fault. */
  function fail(which: typeof thread, how: string): void {
    if (!thread || thread !== which) return;
    end();
    if (!running) return;

    const { subject, input } = running;
    running.failures += 1;
    if (waiting.has(nameOf(running))) {
      warn(`The analysis of ${subject} ${how}. It goes on with the newer text.`);
    } else if (running.failures === 1) {
      warn(`The analysis of ${subject} ${how}. It is tried once more.`);
      thread = start();
      return send();
    } else {
      warn(`The analysis of ${subject} ${how} again. The file is left alone until it changes.`);
      abandoned.set(nameOf(running), JSON.stringify(input));
    }
    finish(undefined);
  }

  /** No timer waits where no thread is. */
  function rest(): void {
    clearTimeout(resting);
    if (!thread) return;
    resting = setTimeout(() => {
      if (running) return rest();
      if (!isNeeded()) end();
    }, grace);
  }

  function end(): void {
    clearTimeout(timer);
    void thread?.worker.terminate();
    thread = undefined;
  }

  return {
    run: (subject, task, ...input) =>
      new Promise((settle) => {
        const request: Request = { subject, task, input, failures: 0, settle: settle as Request["settle"] };
        const name = nameOf(request);
        if (abandoned.has(name)) {
          if (abandoned.get(name) === JSON.stringify(input)) return settle(undefined);
          abandoned.delete(name);
        }
        waiting.get(name)?.settle(undefined);
        waiting.set(name, request);
        runNext();
      }),

    rest,

    dispose() {
      clearTimeout(resting);
      end();
      for (const request of [...waiting.values(), ...(running ? [running] : [])]) request.settle(undefined);
      waiting.clear();
    },
  };
}

const nameOf = ({ task, subject }: Request) => `${task} ${subject}`;
