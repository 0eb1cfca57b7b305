/** How many writes are under way that must not be left half done. */
let writes = 0;

/** What ends the command once they are done. */
let end: (() => void) | undefined;

/** Does what must be done as a whole: an interruption waits for it. */
export async function undivided<Result>(write: () => Promise<Result>): Promise<Result> {
  writes++;
  try {
    return await write();
  } finally {
    writes--;
    if (writes === 0) end?.();
  }
}

/** Exit codes by the signals that ask a command to end: 128 and the number of the signal, as shells have it. */
const codes = { SIGINT: 130, SIGTERM: 143 };

/** Says what ends the command when somebody interrupts it. Who does so twice waits for nothing. */
export function onInterruption(stop: (exitCode: number) => void): void {
  for (const [signal, code] of Object.entries(codes))
    process.on(signal, () => {
      const isFirst = end === undefined;
      end = () => stop(code);
      if (writes === 0 || !isFirst) end();
    });
}
