import { tamed } from "./terminal.ts";

/** A line on a terminal that says what is going on and goes away; nothing where there is no terminal. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** More updates than the eye can follow only cost time. */
const betweenUpdates = 50;

export function progressOn(stream: Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">): Progress {
  let last = 0;
  const draw = (text: string) =>
    stream.isTTY && stream.write(`\r${tamed(text).slice(0, stream.columns - 1)}\u001B[K`);
  return {
    show(text) {
      const now = Date.now();
      if (now - last < betweenUpdates) return;
      last = now;
      draw(text);
    },
    clear() {
      draw("");
    },
  };
}
