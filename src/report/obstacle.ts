import type { Obstacle } from "../review/finding.ts";

/** Why there is no change of several files, with the place that this is about. */
export const sentenceOf = ({ file, line, obstacle }: Obstacle): string =>
  [file, line].filter(Boolean).join(":") + (file === undefined ? "" : ": ") + obstacle;
