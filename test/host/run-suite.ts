import { unmarked } from "./marked.ts";
import type { Part } from "./tally.ts";

/** Whoever names tests wants these alone: they may be in one suite only, and nobody walks. */
export const isPartial = process.env["MOCHA_GREP"] !== undefined;

/** Runs a suite and returns its exit code; `onLog` gets everything the console shows. */
export type Host = (version: string, onLog: (text: string) => void) => Promise<number>;

/** Runs the suite in one VS Code, and shows each test as it ends. */
export async function runSuite(host: Host, version: string, part: Part): Promise<void> {
  const others: string[] = [];
  let summary: string | undefined;
  const onLog = (text: string) => {
    const line = unmarked(text);
    if (line === undefined) others.push(text.split("\n")[0]!);
    else if (/^\d+ passed, \d+ failed$/.test(line)) summary = line;
    else part.show(line);
  };

  // VS Code ends with code 0 when its extension host crashes: only the suite's own summary tells that it got there.
  const problem = await host(version, onLog).then(
    (code) => {
      if (part.failed > 0) return undefined;
      if (code !== 0 || summary !== `${part.passed} passed, 0 failed`)
        return `The suite stopped before its end, with code ${code}.`;
      return part.passed === 0 && !isPartial ? "No test ran." : undefined;
    },
    (error: Error) => error.message,
  );
  if (problem) part.fail(problem, others.slice(-20));
}
