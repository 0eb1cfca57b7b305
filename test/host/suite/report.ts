import type { Runner } from "mocha";
import { marked } from "../marked.ts";

/** Writes each test as it ends, and at last how many there were. */
export function report(runner: Runner): void {
  runner.on("pass", (test) => write(`  ✔ ${test.fullTitle()} (${test.duration} ms)`));
  runner.on("retry", (test, error: unknown) => reportFailure(test.fullTitle(), error, "↻"));
  runner.on("fail", (test, error: unknown) => reportFailure(test.fullTitle(), error));
  runner.on("end", () => write(`${runner.stats!.passes} passed, ${runner.stats!.failures} failed`));
}

/** Writes what failed and why. */
export function reportFailure(title: string, error: unknown, mark = "✖"): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  write(`  ${mark} ${title}\n${details.replace(/^/gm, "      ")}`);
}

/** One call a line: the console shows each by itself, and only the marked ones are ours. */
function write(text: string): void {
  for (const line of marked(text)) console.log(line);
}
