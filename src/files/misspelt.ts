import { join } from "node:path";
import leven from "leven";
import { exportsOf } from "../../rules/kit/exports.ts";
import { pathAround } from "../../rules/service/around.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import type { Service } from "../../rules/service/service.ts";
import type { Misspelling } from "../report/report.ts";
import { isYamlOrJson } from "../review/languages.ts";
import { rememberedSourceOf } from "../review/source-code.ts";
import type { FoundFile } from "./find.ts";
import { reportedNames } from "./reported-names.ts";

/**
 * The handlers that a template spells wrong: there is no such file, and beside it one with that export that is called almost so
 * and that nothing deploys. Of any other that is missing, nobody knows whether a build makes it.
 */
export function misspeltIn({ name, root, place, configured }: FoundFile): Misspelling[] {
  if (!isYamlOrJson(name) || configured?.configuration.templates === false) return [];
  const here = serviceFor({ filename: join(root, place), cwd: root });
  if (!here) return [];
  const { service, path } = here;
  return service.missingIn(path).flatMap(({ handler: { value, at }, module, export: wanted, beside }) => {
    const [meant, another] = beside.filter(
      (one) => isAlmost(baseOf(withoutEnding(one)), baseOf(module)) && isFree(one, wanted, service),
    );
    if (meant === undefined || another !== undefined) return [];
    const correct = `${value.slice(0, value.lastIndexOf("/") + 1)}${baseOf(withoutEnding(meant))}.${wanted}`;
    const message = `There is no file for the handler \`${value}\`. Did you mean \`${correct}\`?`;
    const standsIn = pathAround(at) ?? path;
    const elsewhere = standsIn === path ? {} : { file: reportedNames(name, path)(standsIn) };
    return [{ ...elsewhere, line: at.loc.start.line, message }];
  });
}

const baseOf = (module: string): string => module.slice(module.lastIndexOf("/") + 1);

const withoutEnding = (path: string): string => path.replace(/\.\w+$/, "");

/** Whether somebody who wrote one name may have meant the other: short names, and those that are numbered, are often near. */
function isAlmost(one: string, other: string): boolean {
  if (plain(one) === plain(other)) return true;
  const length = Math.min(one.length, other.length);
  if (withoutDigits(one) === withoutDigits(other)) return false;
  return length >= 5 && leven(one, other) <= (length >= 8 ? 2 : 1);
}

/** `getOrders`, `get-orders` and `get_orders` alike. */
const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, "");

const withoutDigits = (name: string) => name.replace(/\d/g, "");

/** Whether a file has an export, and nothing deploys it. */
function isFree(path: string, wanted: string, service: Service): boolean {
  if (service.deploymentsOf(path).length > 0) return false;
  const source = rememberedSourceOf(service.files.read(path) ?? "", path);
  return source !== undefined && exportsOf(source).some(({ name }) => name === wanted);
}
