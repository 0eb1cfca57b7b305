import type { Runner } from "mocha";
import { marked } from "../marked.ts";

/** Writes each test as it ends. */
export function report(runner: Runner): void {
  runner.on("pass", (test) => write(`  ✔ ${test.fullTitle()} (${test.duration} ms)`));
  runner.on("fail", (test, error: Error) =>
    write(`  ✖ ${test.fullTitle()}\n${error.stack ?? String(error)}`),
  );
}

/** One call a line: the console shows each by itself, and only the marked ones are ours. */
function write(text: string): void {
  for (const line of marked(text)) console.log(line);
}
