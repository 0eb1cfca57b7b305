import type { ReviewOptions } from "./finding.ts";

/** Where ESLint is told that a file lies. Outside of the root no configuration would match, so that nothing may lead out of it. */
export function placeOf(path: string, { root }: Pick<ReviewOptions, "root">): string {
  const inside = path.replace(/^([A-Za-z]:)?[\\/]+|^(\.\.[\\/])+/, "") || "file.ts";
  return root === undefined ? inside : `${root.replace(/[\\/]$/, "")}/${inside}`;
}
