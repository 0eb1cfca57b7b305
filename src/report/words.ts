/** `1 handler`, `2 handlers`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `a, b and c` */
export const allOf = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** Beyond this many columns, prose is hard to read. */
export const maximumProse = 80;

/** Breaks a text into lines of at most `width` columns, between words. A longer word stays whole, and so do code and a number with what it counts. */
export function wrapped(text: string, width: number): string {
  const lines = [""];
  for (const word of text.match(/(?:`[^`]*`|\b\d+ (?=\S)|\S)+/g) ?? []) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}

export const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
