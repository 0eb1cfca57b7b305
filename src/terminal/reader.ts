import { createInterface } from "node:readline/promises";
import type { Reader } from "./quiz.ts";

/** The person at the terminal. Ctrl+C and Ctrl+D end what they have to say. */
export function readerAtTerminal(): Reader & { close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answers = lines[Symbol.asyncIterator]();
  return {
    tell: (text) => process.stdout.write(`${text}\n`),
    async ask(prompt) {
      lines.setPrompt(prompt);
      lines.prompt();
      const { value, done } = await answers.next();
      return done ? undefined : value;
    },
    close: () => lines.close(),
  };
}
