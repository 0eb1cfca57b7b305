import type Mocha from "mocha";
import { marked } from "../marked.ts";

/** Writes one line a test, as it ends: in VS Code nothing of a line may be written later. */
export class Reporter {
  constructor(runner: Mocha.Runner) {
    runner.on("pass", (test) => write(`  ✔ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on("fail", (test, error: Error) => write(`  ✖ ${test.fullTitle()}\n${indented(error.stack ?? String(error))}`));
    runner.on("end", () => write(`${runner.stats!.passes} passed, ${runner.stats!.failures} failed`));
  }
}

const indented = (text: string) => text.replace(/^/gm, "      ");

function write(text: string): void {
  for (const line of marked(text)) console.log(line);
}
