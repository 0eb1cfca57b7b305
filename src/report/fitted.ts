/** Something to say, and how to say it where there is less room. */
export interface Item {
  full: string;
  brief?: string;
}

/** Items under a title. */
export interface Section {
  title: string;
  items: readonly Item[];
  /** What stands between items. */
  between: "\n" | "\n\n";
  /** Says how many items there is no room for. */
  more: (count: number) => string;
}

const sizeOf = (text: string): number => Buffer.byteLength(text);

/** What stands between sections, and what says that some of one is left out, take no more than this. */
const reserve = 200;

/**
 * Sections as one text of at most so many bytes: items are shortened, the last first, until all have room; where that is
 * not enough, the longest sections lose their last ones, and say how many.
 */
export function fitted(head: string, sections: readonly Section[], limit: number): string {
  const parts = sections.map(({ title, items, between }) => ({
    texts: items.map(({ full }) => full),
    size: sizeOf(title) + reserve + items.reduce((sum, { full }) => sum + sizeOf(full) + between.length, 0),
  }));
  let total = sizeOf(head) + parts.reduce((sum, { size }) => sum + size, 0);

  const put = (section: number, item: number, text: string) => {
    const part = parts[section]!;
    const saved = sizeOf(part.texts[item]!) - sizeOf(text);
    part.texts[item] = text;
    part.size -= saved;
    total -= saved;
  };
  for (let section = sections.length - 1; section >= 0; section--) {
    const { items } = sections[section]!;
    for (let item = items.length - 1; item >= 0 && total > limit; item--) {
      const { brief } = items[item]!;
      if (brief !== undefined) put(section, item, brief);
    }
  }
  while (total > limit) {
    const longest = parts.reduce((one, other) => (other.size > one.size ? other : one));
    const last = longest.texts.pop();
    if (last === undefined) break;
    longest.size -= sizeOf(last);
    total -= sizeOf(last);
  }

  const shown = sections.map(({ title, items, between, more }, index) => {
    const { texts } = parts[index]!;
    const left = items.length - texts.length;
    return [title, texts.join(between), left > 0 ? more(left) : ""].filter(Boolean).join("\n\n");
  });
  return `${[head, ...shown].filter(Boolean).join("\n\n")}\n`;
}
