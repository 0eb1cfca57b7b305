import { delimiter, dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { forChanges, type ChangeTasks, type FromChanges } from "./change-messages.ts";

/** An answer, or a sentence why there is none. */
export type Said<T> = { answer: T } | { refused: string };

/** Is told which file is reviewed, how many were before it, and of how many. */
export type Tell = (file: string, index: number, total: number) => void;

/** A thread that looks at changes, for as long as somebody asks about one: all the memory that takes goes with it. */
export interface ChangeThread {
  /** Gives `undefined` once the thread was ended. */
  ask<T extends keyof ChangeTasks>(
    task: T,
    input: Parameters<ChangeTasks[T]>,
    tell?: Tell,
  ): Promise<Said<ReturnType<ChangeTasks[T]>> | undefined>;
  end(): void;
}

interface Options {
  /** The file that the thread runs. */
  file: string;
  /** Where Node may keep compiled code. */
  cache: string;
  /** Where Git lies, if that is known. */
  git: string | undefined;
}

export function changeThread({ file, cache, git }: Options): ChangeThread {
  const env = { ...environmentWith(git), NODE_COMPILE_CACHE: cache };
  const worker = new Worker(file, { workerData: forChanges, env });
  let failure: Error | undefined;
  let isOver = false;
  // It may fail while nobody waits for an answer; whoever asks next is told.
  worker.on("error", (error) => (failure = error));
  worker.on("exit", () => (isOver = true));

  return {
    ask: (task, input, tell) =>
      new Promise((resolve, reject) => {
        const end = () => (failure ? reject(failure) : resolve(undefined));
        if (isOver) return end();
        const hear = (message: FromChanges | "loaded") => {
          if (message === "loaded") return;
          if ("reviewing" in message) return tell?.(message.reviewing, message.index, message.total);
          worker.off("message", hear).off("exit", end);
          resolve(message as Said<ReturnType<ChangeTasks[typeof task]>>);
        };
        worker.on("message", hear).on("exit", end);
        worker.postMessage({ task, input });
      }),
    end: () => void worker.terminate(),
  };
}

/** The environment of this process, in which the Git that is known is found before all others. */
function environmentWith(git: string | undefined): NodeJS.ProcessEnv {
  if (git === undefined) return process.env;
  // In a thread the names of variables are told apart by their case, on Windows too.
  const name = Object.keys(process.env).find((one) => one.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [name]: [dirname(git), process.env[name]].filter(Boolean).join(delimiter) };
}
