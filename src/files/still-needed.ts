import { readdir } from "node:fs/promises";
import { posix } from "node:path";
import manifest from "../../rules/package.json" with { type: "json" };
import { tamed } from "../report/terminal.ts";
import { allOf, wrapped } from "../report/words.ts";
import { orNothing } from "./file-error.ts";
import { leadsOut } from "./find.ts";
import { manifestIn } from "./manifest.ts";
import type { Recipe } from "./starts.ts";

const { name: plugin, version, homepage } = manifest;

const install = "  npm install --save-dev";

/**
 * What a project needs besides some recipes for these to work, in paragraphs: the packages, a place for ours that a pipeline
 * has too, what `npm ci` reads, and whatever runs a recipe. Empty where nothing is known to be missing.
 */
export async function stillNeeded(
  recipes: readonly Recipe[],
  folder: string,
  width: number,
): Promise<string> {
  const files = await readdir(folder).catch(orNothing<string[]>([]));
  const packages = packagesIn(await manifestIn(folder));
  const missing = [...new Set(recipes.flatMap(({ needs }) => needs))].filter((one) => !packages.has(one));
  const runNpmCi = recipes.some(({ text }) => text.includes("npm ci"));
  return [
    ...toInstall(missing, runNpmCi),
    ...toMove(packages.get(plugin)),
    ...(runNpmCi ? toLock(files, missing.length > 0) : []),
    ...recipes.flatMap(({ runBy }) => runBy ?? []),
  ]
    .map((text) => (text.startsWith(install) ? tamed(text) : wrapped(tamed(text), width)))
    .join("\n\n");
}

function toInstall(missing: readonly string[], runNpmCi: boolean): string[] {
  if (missing.length === 0) return [];
  const them = missing.length === 1 ? "it" : "them";
  const committed = runNpmCi
    ? `, and commit package.json and package-lock.json, from which \`npm ci\` installs ${them}`
    : "";
  return [
    `This needs ${allOf.format(missing)}, which package.json does not name yet. Install ${them}${committed}:`,
    [install, ...missing].join(" "),
    ...(missing.includes(plugin)
      ? [
          `While ${plugin} is not on npm, make its tarball as ${homepage}#in-eslint says, copy it into this folder, and commit and install that:`,
          [install, ...missing.map((one) => (one === plugin ? tarballOf(version) : one))].join(" "),
        ]
      : []),
  ];
}

/** A package of the disk that no other checkout has beside it. */
function toMove(from: unknown): string[] {
  const path = /^(?:file:|link:|(?=\.|\/))(.*)$/.exec(String(from))?.[1];
  if (path === undefined || !(posix.isAbsolute(path) || leadsOut(posix.normalize(path)))) return [];
  const name = /[^/]+\.tgz$/.exec(path)?.[0];
  return [
    `package.json takes ${plugin} from ${path}, outside this folder: a pipeline has no such file. Copy the tarball into this folder, and commit and install that:`,
    `${install} ${name === undefined ? tarballOf(version) : `./${name}`}`,
  ];
}

const tarballOf = (version: string): string => `./${plugin}-${version}.tgz`;

function toLock(files: readonly string[], isInstalled: boolean): string[] {
  if (files.some((file) => /^(package-lock|npm-shrinkwrap)\.json$/.test(file))) return [];
  const others = files.find((file) => /^(pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)$/.test(file));
  const why = "`npm ci` reads package-lock.json, which is not here.";
  if (others !== undefined) return [`${why} Put in its place the command that installs from ${others}.`];
  return isInstalled ? [] : [`${why} Run \`npm install\`, and commit what it writes.`];
}

/** The packages that a manifest names, with where they come from. */
const packagesIn = (manifest: Partial<Record<string, unknown>>): ReadonlyMap<string, unknown> =>
  new Map(
    ["dependencies", "devDependencies", "optionalDependencies"].flatMap((key) =>
      Object.entries((manifest[key] as object | undefined) ?? {}),
    ),
  );
