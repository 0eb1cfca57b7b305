import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { createVSIX } from "@vscode/vsce";

/**
 * Packs what was built into a folder, `dist` where none is named: the extension as `effective-lambda-VERSION.vsix`, the rules
 * as the npm tarball `eslint-plugin-effective-lambda-VERSION.tgz`.
 */
const [into = "dist"] = process.argv.slice(2);
const { name, version, homepage } = JSON.parse(await readFile("package.json", "utf8"));
await createVSIX({ packagePath: join(into, `${name}-${version}.vsix`), dependencies: false });

/**
 * npm packs only what lies in the package's own folder, and there is one README and one licence for both: they join a copy,
 * so that the checkout stays as it is.
 */
const copy = await mkdtemp(join(tmpdir(), "effective-lambda-package-"));
try {
  await cp("rules", copy, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await copyFile("LICENSE", join(copy, "LICENSE"));
  await writeFile(join(copy, "README.md"), linked(await readFile("README.md", "utf8")));
  const { stdout } = await promisify(execFile)("npm", ["pack", copy, "--pack-destination", resolve(into)]);
  console.log(` DONE  Packaged: ${join(into, stdout.trim())}`);
} finally {
  await rm(copy, { recursive: true, force: true });
}

/** The README with addresses on the web in place of paths, which lead nowhere from npm's page. */
function linked(readme) {
  return readme
    .replace(/(!\[[^\]]*\]\()(?!https?:)/g, `$1${homepage}/raw/main/`)
    .replace(/((?<!!)\[[^\]]*\]\()(?!https?:)/g, `$1${homepage}/blob/main/`);
}
