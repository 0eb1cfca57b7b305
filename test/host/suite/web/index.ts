import "mocha/mocha.js";
import { report, reportFailure } from "../report.ts";

/** What mocha's build for browsers puts into the world. */
declare const mocha: {
  setup(options: Mocha.MochaOptions): void;
  run(end: (failures: number) => void): Mocha.Runner;
};

/** The tests to run, by their titles, where not all; whoever bundles the suite puts them here. */
declare const grep: string | undefined;

/** The whole suite as one file, for VS Code in a browser. The tests are loaded once mocha's words are there. */
export async function run(): Promise<void> {
  const reporter = function () {
    // Mocha's own reporters write into a page.
  } as never;
  // Whatever a test waits for has its own limit: this one is for what never comes back.
  mocha.setup({ ui: "bdd", reporter, retries: 1, timeout: 120_000, ...(grep !== undefined && { grep }) });
  try {
    await import("./tests.ts");
  } catch (error) {
    reportFailure("the suite could not be loaded", error);
    throw error;
  }
  const failures = await new Promise<number>((resolve) => report(mocha.run(resolve)));
  if (failures > 0) throw new Error(`${failures} tests failed in VS Code.`);
}
