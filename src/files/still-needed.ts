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

/** What installs a package and notes it, by the file that it notes the versions in. npm counts where none is there. */
const npm = { lock: "package-lock.json", add: "npm install --save-dev" };
const managers = [
  npm,
  { ...npm, lock: "npm-shrinkwrap.json" },
  { lock: "pnpm-lock.yaml", add: "pnpm add --save-dev" },
  { lock: "yarn.lock", add: "yarn add --dev" },
  { lock: "bun.lock", add: "bun add --dev" },
  { lock: "bun.lockb", add: "bun add --dev" },
];

const margin = "  ";

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
  const manager = managers.find(({ lock }) => files.includes(lock));
  return [
    ...toInstall(missing, runNpmCi, manager ?? npm),
    ...toMove(packages.get(plugin), manager ?? npm),
    ...(runNpmCi ? toLock(manager, missing.length > 0) : []),
    ...recipes.flatMap(({ runBy }) => runBy ?? []),
  ]
    .map((text) => (text.startsWith(margin) ? tamed(text) : wrapped(tamed(text), width)))
    .join("\n\n");
}

type Manager = typeof npm;

function toInstall(missing: readonly string[], runNpmCi: boolean, { lock, add }: Manager): string[] {
  if (missing.length === 0) return [];
  const them = missing.length === 1 ? "it" : "them";
  const reader = add === npm.add ? `, from which \`npm ci\` installs ${them}` : "";
  const committed = runNpmCi ? `, and commit package.json and ${lock}${reader}` : "";
  return [
    `This needs ${allOf.format(missing)}, which package.json does not name yet. Install ${them}${committed}:`,
    margin + [add, ...missing].join(" "),
    ...(missing.includes(plugin)
      ? [
          `While ${plugin} is not on npm, make its tarball as ${homepage}#in-eslint says, copy it into this folder, and commit and install that:`,
          margin + [add, ...missing.map((one) => (one === plugin ? tarballOf(version) : one))].join(" "),
        ]
      : []),
  ];
}

/** A package of the disk that no other checkout has beside it. */
function toMove(from: unknown, { add }: Manager): string[] {
  const path = /^(?:file:|link:|(?=\.|\/))(.*)$/.exec(String(from))?.[1];
  if (path === undefined || !(posix.isAbsolute(path) || leadsOut(posix.normalize(path)))) return [];
  const name = /[^/]+\.tgz$/.exec(path)?.[0];
  return [
    `package.json takes ${plugin} from ${path}, outside this folder: a pipeline has no such file. Copy the tarball into this folder, and commit and install that:`,
    `${margin}${add} ${name === undefined ? tarballOf(version) : `./${name}`}`,
  ];
}

const tarballOf = (version: string): string => `./${plugin}-${version}.tgz`;

function toLock(manager: Manager | undefined, isInstalled: boolean): string[] {
  if (manager?.add === npm.add) return [];
  const why = "`npm ci` reads package-lock.json, which is not here.";
  if (manager) return [`${why} Put in its place the command that installs from ${manager.lock}.`];
  return isInstalled ? [] : [`${why} Run \`npm install\`, and commit what it writes.`];
}

/** The packages that a manifest names, with where they come from. */
const packagesIn = (manifest: Partial<Record<string, unknown>>): ReadonlyMap<string, unknown> =>
  new Map(
    ["dependencies", "devDependencies", "optionalDependencies"].flatMap((key) =>
      Object.entries((manifest[key] as object | undefined) ?? {}),
    ),
  );
