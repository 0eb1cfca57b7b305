import { execFile } from "node:child_process";
import { copyFile, readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { createVSIX } from "@vscode/vsce";

/**
 * Packs what was built: the extension as `dist/effective-lambda-VERSION.vsix`, the rules as the npm tarball
 * `dist/eslint-plugin-effective-lambda-VERSION.tgz`.
 */
const { name, version } = JSON.parse(await readFile("package.json", "utf8"));
await createVSIX({ packagePath: `dist/${name}-${version}.vsix`, dependencies: false });

/** npm packs only what lies in the package's own folder, and there is one README and one licence for both. */
const shared = ["README.md", "LICENSE"];
try {
  for (const file of shared) await copyFile(file, `rules/${file}`);
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
