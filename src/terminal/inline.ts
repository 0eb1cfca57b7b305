import type { markdown } from "../teaching/markdown.ts";
import { linked, painted } from "../report/terminal.ts";
import type { Sheet } from "./sheet.ts";

type Token = ReturnType<typeof markdown.parse>[number];

/** What stands between two spaces: how many columns it takes, and how it is written. */
interface Word {
  width: number;
  shown: string;
}

/** Longer code is broken like prose. */
const unbrokenCode = 40;

/** The words of a paragraph. Where the terminal knows no links, an address follows the words that lead to it. */
export function wordsOf(tokens: readonly Token[], { terminal, addressOf }: Sheet): Word[] {
  const words: Word[] = [];
  const formats: ("bold" | "italic")[] = [];
  let link: string | undefined;
  let isJoined = false;

  const add = (text: string, format: Parameters<typeof painted>[1]) => {
    const plain = painted(text, format, terminal);
    const shown = link === undefined ? plain : linked(plain, addressOf(link), terminal);
    const last = isJoined ? words.pop() : undefined;
    words.push({ width: (last?.width ?? 0) + text.length, shown: (last?.shown ?? "") + shown });
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
  let used = 0;
  let text = "";
  for (const word of words) {
    const fits = used + 1 + word.width <= width;
    if (used > 0) text += fits ? " " : "\n";
    text += word.shown;
    used = used > 0 && fits ? used + 1 + word.width : word.width;
  }
  return text;
}
