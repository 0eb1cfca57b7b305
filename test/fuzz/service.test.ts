import assert from "node:assert/strict";
import { ownTemplates } from "./corpus.ts";
import { failureOfService } from "./coherence.ts";

const seed = Number(process.env.FUZZ_SEED ?? 7);
const histories = 1_500;

describe("the service model", () => {
  it(`says the same of ${histories.toLocaleString("en")} repositories as they change, and as they are found, with the seed ${seed}`, function () {
    this.timeout("10 minutes");
    assert.equal(failureOfService(ownTemplates(), { seed, histories }), undefined);
  });
});
