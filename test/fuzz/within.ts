import { createContext, Script } from "node:vm";

const context = createContext({ run: undefined });
const script = new Script("run()");

/** What a function returns; one that takes too long is stopped in the middle, even in a loop without end. */
export function within<T>(milliseconds: number, run: () => T): T {
  context.run = run;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    throw isTimeout(error) ? new TooLong() : error;
  }
}

const isTimeout = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

export class TooLong extends Error {}
