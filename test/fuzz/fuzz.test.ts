import assert from "node:assert/strict";
import { campaign, report } from "./campaign.ts";
import { ownCode, ownTemplates } from "./corpus.ts";
import { programsFrom } from "./programs.ts";
import { templatesFrom } from "./templates.ts";

/** The same programs each time, as long as the corpus is the same; `npm run fuzz` looks further. */
const seed = Number(process.env.FUZZ_SEED ?? 7);

describe("no program breaks a rule", () => {
  const holds = (kind: string, arbitrary: () => Parameters<typeof campaign>[0], programs: number) =>
    it(`of ${programs.toLocaleString("en")} ${kind} with the seed ${seed}`, function () {
      // Each program has its own patience; on a crowded machine, so many need more than ten minutes.
      this.timeout("30 minutes");
      const { failures } = campaign(arbitrary(), { seed, programs });
      assert.ok(failures.length === 0, [`With the seed ${seed}:`, ...failures.map(report)].join("\n\n"));
    });

  holds("in code", () => programsFrom(ownCode()), 20_000);
  holds("in templates", () => templatesFrom(ownTemplates()), 10_000);
});
