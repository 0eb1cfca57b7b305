import leven from "leven";

/** `a, b or c` */
export const anyOf = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** The name nearest to one that is unknown, unless all are far from it. */
export const nearestTo = (unknown: string, names: readonly string[]): string | undefined =>
  byDistance(unknown, names)[0];

/** `Did you mean …?` with up to three names: those that are about as near as the nearest, then those that hold what was written. */
export function meant(unknown: string, names: readonly string[]): string {
  const near = byDistance(unknown, names);
  const holding = names.filter((name) => unknown && name.includes(unknown.toLowerCase()));
  const candidates = [...new Set([...near, ...holding])].slice(0, 3);
  return candidates.length > 0 ? ` Did you mean ${anyOf.format(candidates)}?` : "";
}

function byDistance(unknown: string, names: readonly string[]): string[] {
  const distances = names.map((name) => ({ name, distance: leven(unknown, name) }));
  const nearest = Math.min(...distances.map(({ distance }) => distance));
  return distances
    .filter(({ distance }) => distance < unknown.length / 2 && distance <= nearest + 1)
    .sort((one, other) => one.distance - other.distance)
    .map(({ name }) => name);
}
