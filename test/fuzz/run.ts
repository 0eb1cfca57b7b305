import { parseArgs } from "node:util";
import fc from "fast-check";
import { rules } from "../../rules/plugin.ts";
import { campaign, report } from "./campaign.ts";
import { failureOfService } from "./coherence.ts";
import { codeBelow, ownCode, ownTemplates, templatesBelow } from "./corpus.ts";
import { failureOfModules } from "./modules.ts";
import { programsFrom } from "./programs.ts";
import { templatesFrom } from "./templates.ts";

/**
 * Tries the rules on programs for a while, and for a tenth of it each the service model on repositories, and the rules on
 * programs that are divided into several files: `npm run fuzz -- --minutes 10`. With folders, it changes the code and the
 * templates in them; with a seed it makes the same programs again.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const given = positionals.length > 0;
const code = given ? codeBelow(positionals) : ownCode();
const templates = given ? templatesBelow(positionals) : ownTemplates();
console.log(`Seed ${seed}, ${code.length} sources, ${templates.length} templates, ${minutes} minutes …`);

const arbitraries = [
  ...(code.length > 0 ? [programsFrom(code)] : []),
  ...(templates.length > 0 ? [templatesFrom(templates)] : []),
];
const outcome = campaign(fc.oneof(...arbitraries), { seed, programs: 1e9, minutes: 0.8 * minutes });
const ofService =
  templates.length > 0
    ? failureOfService(templates, { seed, histories: 1e9, minutes: 0.1 * minutes })
    : undefined;
const ofModules =
  code.length > 0
    ? failureOfModules(code, { seed, programs: 1e9, minutes: 0.1 * minutes }).failure
    : undefined;

if (ofModules !== undefined) console.log(`\nCode in several files: ${ofModules}`);
if (ofService !== undefined) console.log(`\nThe service model: ${ofService}`);
for (const failure of outcome.failures) console.log(`\n${report(failure)}`);
const { user, system } = process.cpuUsage();
const rate = Math.round((1e6 * outcome.programs) / (user + system));
const share = Math.round((100 * outcome.read) / outcome.programs);
console.log(
  `\n${outcome.programs} programs, ${rate} in a second of the processor; ${share} % of them parse.\n`,
);
for (const id of Object.keys(rules)) {
  const offers = [...outcome.offers].filter(([name]) => name.startsWith(`${id} `));
  const shown = offers.map(([name, times]) => `${name.slice(id.length + 1)} ${times}`).join(", ");
  console.log(`${id.padEnd(32)} ${String(outcome.reports.get(id) ?? 0).padStart(7)}  ${shown}`);
}
const failures = outcome.failures.length + [ofService, ofModules].filter((one) => one !== undefined).length;
console.log(`\n${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
