import assert from "node:assert/strict";
import { campaign, report } from "./campaign.ts";
import { ownCode } from "./corpus.ts";

/** The same programs each time, as long as the corpus is the same; `npm run fuzz` looks further. */
const seed = Number(process.env.FUZZ_SEED ?? 7);
const programs = 20_000;

describe("no program breaks a rule", () => {
  it(`of ${programs.toLocaleString("en")} with the seed ${seed}`, function () {
    this.timeout("10 minutes");
    const { failures } = campaign(ownCode(), { seed, programs });
    assert.ok(failures.length === 0, [`With the seed ${seed}:`, ...failures.map(report)].join("\n\n"));
  });
});
