import { orNothing, type Git } from "./run.ts";

/** The day on which each of some lines of a file was written last, by the line: `2026-03-01`; none of what is not committed yet. */
export async function daysOfLines(
  git: Git,
  path: string,
  lines: readonly number[],
): Promise<Map<number, string>> {
  const days = new Map<number, string>();
  if (lines.length === 0) return days;
  const spans = lines.flatMap((line) => ["-L", `${line},${line}`]);
  const said = await git
    .text(["blame", "--line-porcelain", "--no-textconv", ...spans, "--", path])
    .catch(orNothing);
  let line = 0;
  for (const text of said.split("\n")) {
    const [, commit, number] = /^([\da-f]{40,64}) \d+ (\d+)/.exec(text) ?? [];
    if (commit) line = /^0+$/.test(commit) ? 0 : Number(number);
    const [, seconds] = /^author-time (\d+)$/.exec(text) ?? [];
    if (seconds && line > 0) days.set(line, new Date(Number(seconds) * 1000).toISOString().slice(0, 10));
  }
  return days;
}
