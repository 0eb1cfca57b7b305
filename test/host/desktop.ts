import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { writeSettings } from "./settings.ts";
import { eslintExtension, judgedWorkspace, root, temporaryFolder } from "./workspace.ts";

/**
 * Runs the suite in the desktop's VS Code: `VSCODE_EXECUTABLE`, or the version given, which is downloaded.
 * A program of its own, so that test/host/run.ts reads its output and can end it with all its windows.
 */
const [version, suite] = process.argv.slice(2) as [string, string];
const executable = process.env["VSCODE_EXECUTABLE"];
const workspace = await judgedWorkspace();
const home = await temporaryFolder();
await writeSettings(join(home.folder, "data/User"));

await runTests({
  ...(executable ? { vscodeExecutablePath: executable } : { version }),
  extensionDevelopmentPath: [root, eslintExtension],
  extensionTestsPath: suite,
  launchArgs: [
    workspace.folder,
    `--user-data-dir=${join(home.folder, "data")}`,
    `--extensions-dir=${join(home.folder, "extensions")}`,
  ],
});
