import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { newFolder } from "./folder.ts";
import { packed } from "./packed.ts";
import { root } from "./root.ts";

const run = promisify(execFile);
const samples = join(root, "test/samples");

/** Packages by their names, each with its version. */
export type Packages = Record<string, string>;

/** The projects that show how a pipeline runs the rules, by the names of their folders. */
export const ciProjects = readdirSync(samples).filter((name) => name.startsWith("ci-"));

/** What a project says that it is checked with, each in one exact version. */
export const toolsOf = (project: string): Packages =>
  (JSON.parse(readFileSync(join(samples, project, "package.json"), "utf8")) as { devDependencies: Packages })
    .devDependencies;

/** The tools of several projects, which agree on their versions. */
export function toolsOfAll(projects: readonly string[]): Packages {
  const all: Packages = {};
  for (const project of projects)
    for (const [name, version] of Object.entries(toolsOf(project))) {
      assert.equal(all[name] ?? version, version, `Install the projects that differ in ${name} apart.`);
      all[name] = version;
    }
  return all;
}

/** Installs tools into a folder, with the plugin as it is packed. */
export async function install(tools: Packages, folder: string): Promise<string> {
  const { tarball } = await packed();
  const devDependencies = { ...tools, "eslint-plugin-effective-lambda": tarball };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, devDependencies }));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: folder });
  return join(folder, "node_modules");
}

/** A copy of a project in a folder of its own, with what is installed. */
export function copyOf(project: string, modules: string): string {
  const folder = newFolder({});
  cpSync(join(samples, project), folder, { recursive: true });
  symlinkSync(modules, join(folder, "node_modules"), "junction");
  return folder;
}

/** What a script of a project prints, whether it fails or not. */
export async function printedBy(script: string, folder: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run("npm", ["run", "--silent", script, "--", ...args], {
    cwd: folder,
  }).catch((error: { stdout: string; stderr: string }) => error);
  assert.equal(stderr, "");
  return stdout;
}
