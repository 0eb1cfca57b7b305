import { tokensOf } from "./mutations.ts";
import type { Program } from "./programs.ts";

type Fails = (parts: readonly string[]) => boolean;

/** A smaller program that still fails: what the failure does not need is taken away, lines first, then tokens. */
export function smallest(program: Program, fails: (program: Program) => boolean, seconds: number): Program {
  const deadline = Date.now() + seconds * 1_000;
  const stillFails: Fails = (parts) => Date.now() < deadline && fails({ ...program, text: parts.join("") });
  const ways = [(text: string) => text.split(/(?<=\n)/), tokensOf];

  let text = program.text;
  for (let before = ""; before !== text;) {
    before = text;
    for (const partsOf of ways)
      for (const reduce of [withoutRuns, withoutPairs]) text = reduce(partsOf(text), stillFails).join("");
  }
  return { ...program, text };
}

/** First half of the parts are left out at once, in the end one by one. */
function withoutRuns(parts: readonly string[], fails: Fails): readonly string[] {
  let left = parts;
  for (let size = Math.max(1, parts.length >> 1); size >= 1; size = size >> 1) {
    for (let start = 0; start < left.length;) {
      const fewer = left.toSpliced(start, size);
      if (fails(fewer)) left = fewer;
      else start += size;
    }
  }
  return left;
}

/** What opens a bracket is left out together with what closes it. */
function withoutPairs(parts: readonly string[], fails: Fails): readonly string[] {
  let left = parts;
  for (let start = 0; start < left.length;) {
    const end = closing(left, start);
    const fewer = left.toSpliced(end, 1).toSpliced(start, 1);
    if (end > start && fails(fewer)) left = fewer;
    else start += 1;
  }
  return left;
}

function closing(parts: readonly string[], start: number): number {
  let open = 0;
  for (let end = start; end < parts.length; end += 1) {
    open += (parts[end]!.match(/[([{]/g)?.length ?? 0) - (parts[end]!.match(/[)\]}]/g)?.length ?? 0);
    if (open <= 0) return end;
  }
  return -1;
}
