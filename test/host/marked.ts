/** Tells the suite's lines from all else that VS Code writes to its console. */
const mark = "effective-lambda> ";

export const marked = (text: string): string[] => text.split("\n").map((line) => mark + line);

/** The suite's line in a line of the console, if there is one. */
export function unmarked(line: string): string | undefined {
  const at = line.indexOf(mark);
  return at < 0 ? undefined : line.slice(at + mark.length).trimEnd();
}
