import type { markdown } from "../teaching/markdown.ts";
import { linked, painted } from "../report/terminal.ts";
import type { Sheet } from "./sheet.ts";

type Token = ReturnType<typeof markdown.parse>[number];

/** A text of one look, and where it leads. */
interface Fragment {
  text: string;
  shown: string;
  address?: string;
}

/** What stands between two spaces. */
type Word = Fragment[];

/** Longer code is broken like prose. */
const unbrokenCode = 40;

/** The words of a paragraph. Where the terminal knows no links, an address follows the words that lead to it. */
export function wordsOf(tokens: readonly Token[], { terminal, addressOf }: Sheet): Word[] {
  const words: Word[] = [];
  const formats: ("bold" | "italic")[] = [];
  let link: string | undefined;
  let isJoined = false;

  const add = (text: string, format: Parameters<typeof painted>[1]) => {
    const address = link === undefined || !terminal.hyperlinks ? undefined : addressOf(link);
    const fragment = { text, shown: painted(text, format, terminal), address };
    if (isJoined) words.at(-1)!.push(fragment);
    else words.push([fragment]);
    isJoined = true;
  };
  const addAll = (text: string, format: Parameters<typeof painted>[1]) => {
    for (const piece of text.split(/(\s+)/).filter(Boolean)) {
      if (piece.trim()) add(piece, format);
      else isJoined = false;
    }
  };

  for (const token of tokens) {
    switch (token.type) {
      case "text":
        addAll(token.content, formats);
        break;
      case "code_inline": {
        const text = terminal.colours ? token.content : `\`${token.content}\``;
        (text.length > unbrokenCode ? addAll : add)(text, "cyan");
        break;
      }
      case "strong_open":
        formats.push("bold");
        break;
      case "em_open":
        formats.push("italic");
        break;
      case "strong_close":
      case "em_close":
        formats.pop();
        break;
      case "softbreak":
        isJoined = false;
        break;
      case "link_open":
        link = String(token.attrGet("href"));
        break;
      case "link_close": {
        const address = link!;
        link = undefined;
        if (!terminal.hyperlinks && URL.canParse(address)) addAll(` ${address}`, "dim");
        break;
      }
      default:
        throw new Error(`A terminal cannot show ${token.type}.`);
    }
  }
  return words;
}

/** Words in lines of at most `width` columns. A longer word, as an address, stays whole. */
export function lines(words: readonly Word[], width: number): string {
  const lines: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const needed = word.reduce((sum, { text }) => sum + text.length, 0);
    const fits = lines.length > 0 && used + 1 + needed <= width;
    if (fits) lines.at(-1)!.push(word);
    else lines.push([word]);
    used = fits ? used + 1 + needed : needed;
  }
  return lines.map(lineOf).join("\n");
}

/** The words of a line. Those that lead to the same page are one link, with the spaces between them. */
function lineOf(words: readonly Word[]): string {
  const fragments = words.flatMap((word, index) => {
    const before = words[index - 1]?.at(-1)?.address;
    const space = { text: " ", shown: " ", address: before === word[0]!.address ? before : undefined };
    return index === 0 ? word : [space, ...word];
  });
  const links = fragments.reduce<Fragment[]>((links, fragment) => {
    const last = links.at(-1);
    if (last && last.address === fragment.address) last.shown += fragment.shown;
    else links.push({ ...fragment });
    return links;
  }, []);
  return links
    .map(({ shown, address }) =>
      address === undefined ? shown : linked(shown, address, { hyperlinks: true }),
    )
    .join("");
}
