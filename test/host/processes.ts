import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { constants } from "node:os";

/** What must not outlive this process, however it ends; the last comes first, so that what writes ends before its folder goes. */
const cleanUps = new Set<() => void>();

process.on("exit", () => {
  for (const cleanUp of [...cleanUps].reverse()) cleanUp();
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

/** Does `cleanUp` (at once, nothing asynchronous) when this process ends, unless the returned function is called first: then now. */
export function beforeExit(cleanUp: () => void): () => void {
  cleanUps.add(cleanUp);
  return () => {
    if (cleanUps.delete(cleanUp)) cleanUp();
  };
}

/** Ends this process with a sentence for the person who started it. */
export function stopWith({ message }: Error): never {
  console.error(message);
  process.exit(1);
}

/** A program with all the processes it starts itself. */
export interface Group {
  child: ChildProcess;
  /** Resolves when the program has ended, to its exit code. */
  ended: Promise<number>;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

/** Starts a program as a group of its own: VS Code's server, killed alone, would leave its extension host behind. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): Group {
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code!));
  });

  // At the latest when the program itself has ended: later its number may belong to a stranger.
  const kill = beforeExit(() => killGroup(child));
  child.once("close", kill);
  return {
    child,
    ended,
    async stop() {
      kill();
      await ended;
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
