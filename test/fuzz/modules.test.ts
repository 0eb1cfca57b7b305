import assert from "node:assert/strict";
import { ownCode } from "./corpus.ts";
import { failureOfModules } from "./modules.ts";

const seed = Number(process.env.FUZZ_SEED ?? 7);
const programs = 1_000;

describe("code in several files", () => {
  it(`is what it is in one, of ${programs.toLocaleString("en")} programs with the seed ${seed}`, function () {
    this.timeout("10 minutes");
    const { divided, failure } = failureOfModules(ownCode(), { seed, programs });
    assert.equal(failure, undefined);
    assert.ok(divided > 300, `Only ${divided} programs could be divided.`);
  });
});
