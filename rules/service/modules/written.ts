import type { ModulePaths } from "./paths.ts";
import type { Summary, SummaryOfFunction } from "./summary.ts";
import { itself, joined, partsOf, type Target } from "../../lambda/targets.ts";

/** How many modules pass an export on before somebody has written it. */
const mostPassings = 8;

/** In how many modules somebody is looked for who has written it. */
const mostLooks = 500;

/** A function, in the file where it is written. */
export interface Written {
  path: string;
  name: string;
  summary: SummaryOfFunction;
}

/**
 * The functions that a name in a module stands for, in the files where they are written.
 *
 * @param files gets the files that were looked at for it
 */
export function writtenAs(
  { module, name }: Target,
  from: string,
  summaryOf: (path: string) => Summary,
  paths: ModulePaths,
  files: Set<string>,
): Written[] {
  const start = paths.from(from, module);
  if (start === undefined) return [];
  // Most names are written in the very file that they are imported from.
  const summary = summaryOf(start).functions.get(name);
  files.add(start);
  if (summary) return [{ path: start, name, summary }];
  const written: Written[] = [];
  const waiting: { path: string | undefined; name: string; passings: number }[] = [
    { path: start, name, passings: 0 },
  ];
  const seen = new Set<string>();
  for (const { path, name: given, passings } of waiting) {
    const wanted = joined(given, "");
    if (path === undefined || seen.has(`${path} ${wanted}`)) continue;
    if (passings > mostPassings || seen.size > mostLooks) continue;
    seen.add(`${path} ${wanted}`);
    files.add(path);
    const summary = summaryOf(path);
    const own = summary.functions.get(wanted);
    if (own) written.push({ path, name: wanted, summary: own });
    else
      for (const other of passedOnBy(summary, wanted))
        waiting.push({
          path: other.module === itself ? path : paths.from(path, other.module),
          name: other.name,
          passings: passings + 1,
        });
  }
  return written;
}

/** Where what a name stands for may be, in which files a module passes on, by the longest part of it that is known. */
function passedOnBy({ passedOn, all }: Summary, name: string): Target[] {
  const parts = partsOf(name);
  for (let length = parts.length; length > 0; length--) {
    const rest = parts.slice(length).join("");
    const targets = passedOn.get(parts.slice(0, length).join(""));
    if (targets) return targets.map((one) => ({ ...one, name: joined(one.name, rest) }));
  }
  // To CommonJS, and to those who import from it, the members of a default export are the module's own.
  const whole = passedOn.get("default") ?? [];
  return [
    ...whole.map((one) => ({ ...one, name: joined(one.name, `.${name}`) })),
    ...all.map((module) => ({ module, name })),
  ];
}
