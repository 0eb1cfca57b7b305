import { unmarked } from "./marked.ts";

/** Whoever names tests wants these alone: they may be in one suite only, and nobody walks. */
export const isPartial = process.env["MOCHA_GREP"] !== undefined;

/** Runs a suite and returns its exit code; `onLog` gets everything the console shows. */
export type Host = (version: string, onLog: (text: string) => void) => Promise<number>;

/** Runs the suite in one VS Code, shows each test as it ends, and says whether all went well. */
export async function passes(host: Host, version: string): Promise<boolean> {
  const others: string[] = [];
  let passed = 0;
  let failed = 0;
  let summary: string | undefined;
  const show = (text: string) => {
    const line = unmarked(text);
    if (line === undefined) return void others.push(text.split("\n")[0]!);
    if (/^\d+ passed, \d+ failed$/.test(line)) return void (summary = line);
    if (line.startsWith("  ✔")) passed++;
    if (line.startsWith("  ✖")) failed++;
    console.log(line);
  };

  // VS Code ends with code 0 when its extension host crashes: only the suite's own summary tells that it got there.
  const problem = await host(version, show).then(
    (code) => {
      if (failed > 0) return undefined;
      if (code !== 0 || summary !== `${passed} passed, 0 failed`)
        return `The suite stopped before its end, with code ${code}.`;
      return passed === 0 && !isPartial ? "No test ran." : undefined;
    },
    (error: Error) => error.message,
  );
  if (problem) {
    failed++;
    console.log(`  ✖ ${[problem, ...others.slice(-20)].join("\n      ")}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
