import { daysOfLines } from "../git/blame.ts";
import type { Git } from "../git/run.ts";
import type { Suppressed } from "../review/finding.ts";

/** When the comments were written by which a file silences something, by the lines of what is silent. A baseline says no day. */
export async function daysOf(
  git: Git,
  path: string,
  text: string,
  suppressed: readonly Suppressed[],
): Promise<{ line: number; day: string }[]> {
  const lines = text.split("\n");
  const comments = suppressed
    .filter(({ isInBaseline }) => !isInBaseline)
    .map(({ line }) => ({ line, comment: commentFor(line, lines) }));
  const days = await daysOfLines(git, path, [...new Set(comments.map(({ comment }) => comment))]);
  return comments.flatMap(({ line, comment }) => {
    const day = days.get(comment);
    return day === undefined ? [] : [{ line, day }];
  });
}

/** The nearest line that speaks to ESLint; the metadata of a template stand for themselves. */
function commentFor(line: number, lines: readonly string[]): number {
  const index = lines.slice(0, line).findLastIndex((text) => text.includes("eslint-disable"));
  return index < 0 ? line : index + 1;
}
