import { setFlagsFromString } from "node:v8";

// cspell:ignore pretenuring

/** Where many trees of code happen to live for long, V8 takes all for old from their start, and seldom collects what is old. */
export const letTreesDieYoung = (): void => setFlagsFromString("--no-allocation-site-pretenuring");

/**
 * Has V8 make less of our code fast: where next to nothing is left to review, making it fast takes longer than it saves. Node.js
 * 20 says after how much code that is run, later ones after how many calls.
 */
export const makeLessCodeFast = (): void =>
  setFlagsFromString(
    process.versions.node.startsWith("20.")
      ? "--interrupt-budget=1000000"
      : "--invocation-count-for-turbofan=30000",
  );
