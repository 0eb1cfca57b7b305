/** Numbers from 0 to 1 that a seed decides: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from each of some groups in turn, at random within each, until there are enough or none are left. */
export function drawn<T>(groups: readonly (readonly T[])[], count: number, random: () => number): T[] {
  const left = groups.map((group) => [...group]);
  const taken: T[] = [];
  while (taken.length < count && left.some((group) => group.length > 0))
    for (const group of left)
      if (group.length > 0 && taken.length < count)
        taken.push(...group.splice(Math.floor(random() * group.length), 1));
  return taken;
}
