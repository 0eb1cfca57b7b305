import { execFile } from "node:child_process";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { createVSIX } from "@vscode/vsce";

/**
 * Packs what was built: the extension as `dist/effective-lambda-VERSION.vsix`, the rules as the npm tarball
 * `dist/eslint-plugin-effective-lambda-VERSION.tgz`.
 */
const { name, version, homepage } = JSON.parse(await readFile("package.json", "utf8"));
await createVSIX({ packagePath: `dist/${name}-${version}.vsix`, dependencies: false });

/** npm packs only what lies in the package's own folder, and there is one README and one licence for both. */
const shared = ["README.md", "LICENSE"];
try {
  await copyFile("LICENSE", "rules/LICENSE");
  await writeFile("rules/README.md", linked(await readFile("README.md", "utf8")));
  const { stdout } = await promisify(execFile)("npm", [
    "pack",
    "--workspace",
    "rules",
    "--pack-destination",
    "dist",
  ]);
  console.log(` DONE  Packaged: dist/${stdout.trim()}`);
} finally {
  for (const file of shared) await rm(`rules/${file}`, { force: true });
}

/** The README with addresses on the web in place of paths, which lead nowhere from npm's page. */
function linked(readme) {
  return readme
    .replace(/(!\[[^\]]*\]\()(?!https?:)/g, `$1${homepage}/raw/main/`)
    .replace(/((?<!!)\[[^\]]*\]\()(?!https?:)/g, `$1${homepage}/blob/main/`);
}
