import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { report, reportFailure } from "./report.ts";

/**
 * Runs the tests that lie beside the compiled suite. VS Code calls it in its extension host and takes
 * a rejection for a failed run.
 */
export async function run(suite: string): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ...(process.env["MOCHA_GREP"] && { grep: process.env["MOCHA_GREP"] }),
    forbidOnly: true,
    forbidPending: true,
    reporter: "base",
    // VS Code answers when it comes to it. Whatever had to be tried again is told at the end of the run.
    retries: 1,
    timeout: 120_000,
  });
  const folder = dirname(suite);
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".test.cjs")) mocha.addFile(join(folder, name));
  }

  const failures = await new Promise<number>((resolve) => report(mocha.run(resolve))).catch(
    (error: unknown) => {
      reportFailure("the suite could not be loaded", error);
      throw error;
    },
  );
  if (failures > 0) throw new Error(`${failures} tests failed in VS Code.`);
}
