import { ownCode } from "./corpus.ts";
import { failureOfModules } from "./modules.ts";
const corpus = ownCode();
for (const seed of process.argv.slice(2).map(Number)) { const r = failureOfModules(corpus, { seed, programs: 1500 }); console.log(seed, r.divided, r.failure ?? "ok"); }
