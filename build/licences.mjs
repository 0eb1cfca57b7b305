import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The licences of what a bundle holds of others, as one text: most of them ask to be passed on with every copy.
 *
 * @param {import("esbuild").Metafile} metafile what esbuild says of a build
 */
export function licencesOf({ inputs }) {
  const folders = new Set(Object.keys(inputs).map(packageAround).filter(Boolean));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license, repository } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    if (!license) throw new Error(`${folder} says nothing of its licence, so it cannot be bundled.`);
    // A few packages only name their licence; where they come from is then all there is to pass on.
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : addressOf(repository);
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `This software holds parts of these packages, each under its own licence.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

const addressOf = (repository) => repository.url ?? repository;

/** The folder of the package in `node_modules` that a file belongs to; `undefined` for our own. */
function packageAround(file) {
  if (!file.includes("node_modules/")) return undefined;
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json")) || !nameIn(folder)) folder = dirname(folder);
  return folder;
}

/** Some packages have nested `package.json` files that only set the kind of module. */
const nameIn = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
