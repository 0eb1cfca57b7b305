// `npm start` reviews the sample service, `npm start -- PATH…` anything else, both by the command as it is published.
import { parseArgs } from "node:util";

const given = process.argv.slice(2);
const text = { type: "string" };
const { positionals: paths } = parseArgs({
  args: given,
  options: { format: text, preset: text, "fail-on": text },
  allowPositionals: true,
  strict: false,
});

const samples = paths.length > 0 ? [] : ["test/samples"];
process.argv.splice(2, given.length, "review", "--fail-on", "never", ...given, ...samples);
await import("../rules/dist/cli.js");
