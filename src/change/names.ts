import type { ChangedFile } from "../git/change.ts";

/** What a file is called on one side of a change, by what it is called on the other. */
export interface Names {
  now(before: string): string;
  before(now: string): string;
}

export function namesIn(files: readonly ChangedFile[]): Names {
  const renamed = files.flatMap(({ path, before }): [string, string][] =>
    path && before ? [[before, path]] : [],
  );
  const namesNow = new Map(renamed);
  const namesBefore = new Map(renamed.map(([before, now]) => [now, before]));
  return {
    now: (before) => namesNow.get(before) ?? before,
    before: (now) => namesBefore.get(now) ?? now,
  };
}
