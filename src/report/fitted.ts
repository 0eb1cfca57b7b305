import { counted } from "./words.ts";

/** Something to say, and how to say it where there is less room. */
export interface Item {
  full: string;
  brief?: string;
}

/** Items under a title. */
export interface Section {
  title: string;
  items: readonly Item[];
  /** What an item is, to say how many there is no room for. */
  noun: string;
  /** What stands between items. */
  between: "\n" | "\n\n";
  /** What stands around all items: the head of a table, for one. */
  around?: readonly [before: string, after: string];
}

const sizeOf = (text: string): number => Buffer.byteLength(text);

/** What stands between the parts of a section, and what says that some of it is left out, takes no more than this. */
const reserve = 200;

/**
 * A head, sections and a tail as one text of at most so many bytes. Items are shortened, the last first, until all have
 * room; where that is not enough, the longest sections lose their last ones. Each says how many.
 */
export function fitted(head: string, sections: readonly Section[], tail: string, limit: number): string {
  const parts = sections.map(({ title, items, between, around = ["", ""] }) => ({
    texts: items.map(({ full }) => full),
    shortened: 0,
    size:
      sizeOf(title + around.join("")) +
      reserve +
      items.reduce((sum, { full }) => sum + sizeOf(full) + between.length, 0),
  }));
  let total = sizeOf(head + tail) + reserve + parts.reduce((sum, { size }) => sum + size, 0);

  for (const [section, part] of [...parts.entries()].reverse())
    for (const [item, { full, brief }] of [...sections[section]!.items.entries()].reverse()) {
      if (total <= limit || brief === undefined) continue;
      part.texts[item] = brief;
      part.shortened++;
      part.size -= sizeOf(full) - sizeOf(brief);
      total -= sizeOf(full) - sizeOf(brief);
    }
  while (total > limit) {
    const longest = parts.reduce((one, other) => (other.size > one.size ? other : one));
    const last = longest.texts.pop();
    if (last === undefined) break;
    longest.size -= sizeOf(last);
    total -= sizeOf(last);
  }

  const shown = sections.map(({ title, items, noun, between, around = ["", ""] }, index) => {
    const { texts, shortened } = parts[index]!;
    const left = items.length - texts.length;
    const short = Math.max(0, shortened - left);
    return [
      title,
      [around[0] + texts[0], ...texts.slice(1)].join(between) + around[1],
      ...(short > 0
        ? [
            `The last ${counted(short, noun)} here ${short === 1 ? "is" : "are"} told in short, for want of room.`,
          ]
        : []),
      ...(left > 0 ? [`${counted(left, `more ${noun}`)} left out, for want of room.`] : []),
    ].join("\n\n");
  });
  return `${[head, ...shown, tail].filter(Boolean).join("\n\n")}\n`;
}
