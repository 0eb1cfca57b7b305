import type { Step } from "../review/finding.ts";

/** How a handler gets to a finding in another file: `handler (src/api.ts:10) → createOrder (src/orders.ts:42)`. */
export const wayOf = (way: readonly Step[]): string =>
  way.map(({ function: name, file, line }) => `${name} (${file}:${line})`).join(" → ");
