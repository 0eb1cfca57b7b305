import { painted } from "../report/terminal.ts";
import { indented } from "../report/words.ts";
import { piecesOf, type Kind } from "../teaching/highlight.ts";
import { markdown } from "../teaching/markdown.ts";
import { lines, wordsOf } from "./inline.ts";
import { narrower, type Sheet } from "./sheet.ts";

type Token = ReturnType<typeof markdown.parse>[number];

/** Markdown as a terminal shows it. */
export const prose = (text: string, sheet: Sheet): string =>
  blocks(markdown.parse(text, {}), sheet).join("\n\n");

function blocks(tokens: readonly Token[], sheet: Sheet): string[] {
  return groupsOf(tokens).map(([first, ...rest]) => {
    const inside = rest.slice(0, -1);
    switch (first!.type) {
      case "heading_open":
        return painted(inside[0]!.content, "bold", sheet.terminal);
      case "paragraph_open":
        return lines(wordsOf(inside[0]!.children!, sheet), sheet.width);
      case "bullet_list_open":
        return groupsOf(inside)
          .map((item) => listItem(item.slice(1, -1), sheet))
          .join("\n");
      case "fence":
        return indented(code(first!.content, narrower(sheet, 2)), "  ");
      case "table_open":
        return table(inside, sheet);
      default:
        throw new Error(`A terminal cannot show ${first!.type}.`);
    }
  });
}

/** A block and what it holds lie between tokens of the same level. */
function groupsOf(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) groups.push([]);
    groups.at(-1)!.push(token);
    depth += token.nesting;
  }
  return groups;
}

const listItem = (tokens: readonly Token[], sheet: Sheet): string =>
  `- ${indented(blocks(tokens, narrower(sheet, 2)).join("\n"), "  ").trimStart()}`;

const paints = { comment: "dim", string: "green", keyword: "magenta" } as const satisfies Record<
  Kind,
  string
>;

/** Code in colours; a line that is too long goes on below, a little to the right. */
function code(text: string, { width, terminal }: Sheet): string {
  const fitting = everyLine(text.trimEnd(), (line) => fit(line, width));
  return piecesOf(fitting)
    .map(({ text, kind }) => (kind ? everyLine(text, (line) => painted(line, paints[kind], terminal)) : text))
    .join("");
}

function fit(line: string, width: number): string {
  if (line.length <= width) return line;
  const start = /^ */.exec(line)![0].length;
  const lastSpace = line.lastIndexOf(" ", width);
  if (lastSpace <= start) return line;
  // Best behind a bracket or a comma, so that what belongs together stays together.
  const best = /.*[{([,](?= )/.exec(line.slice(0, width + 1))?.[0].length ?? 0;
  const cut = best > width / 2 ? best : lastSpace;
  return `${line.slice(0, cut)}\n${fit(" ".repeat(start + 4) + line.slice(cut + 1), width)}`;
}

const everyLine = (text: string, change: (line: string) => string) => text.split("\n").map(change).join("\n");

/** A table in columns as wide as their widest cells; one that is too wide, as a list of its rows. */
function table(tokens: readonly Token[], { terminal, width }: Sheet): string {
  const rows = tokens.flatMap(({ type }, index) =>
    type === "tr_open" ? [cellsFrom(tokens.slice(index + 1))] : [],
  );
  const [titles, ...others] = rows as [string[], ...string[][]];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  if (widths.reduce((sum, one) => sum + one + gap.length, 0) > width)
    return others
      .map(([first, ...cells]) =>
        [`- ${first}`, ...cells.map((cell, index) => `  ${titles[index + 1]}: ${cell}`)].join("\n"),
      )
      .join("\n");

  const inColumns = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join(gap)
      .trimEnd();
  return [painted(inColumns(titles), "bold", terminal), ...others.map(inColumns)].join("\n");
}

const gap = "  ";

const cellsFrom = (tokens: readonly Token[]): string[] =>
  tokens
    .slice(
      0,
      tokens.findIndex(({ type }) => type === "tr_close"),
    )
    .flatMap(({ type, content }) => (type === "inline" ? [content.replaceAll("`", "")] : []));
