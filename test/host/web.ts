import { writeFile, mkdir } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { browserParts } from "../../build/browser-parts.mjs";
import { findBrowser, installWeb } from "./install.ts";
import { runSuite } from "./run-suite.ts";
import { Part, sumUp } from "./tally.ts";
import { stopWith } from "./processes.ts";
import { quietly } from "./server.ts";
import { suiteIn } from "./suite-in-page.ts";
import { within } from "./time.ts";
import { judgedWorkspace, root, temporaryFolder } from "./workspace.ts";

/**
 * Runs the suite in VS Code for the web, as vscode.dev is: extensions run in the browser, and the folder lies on no disk.
 * Not a part of `npm test`, for the time it takes and the 600 MB that it installs.
 */
async function runInBrowser(_version: string, onLog: (text: string) => void): Promise<number> {
  const { server, builds, commit } = await installWeb();
  const { executablePath, env } = await findBrowser();
  const { folder, remove } = await judgedWorkspace();
  const profile = await temporaryFolder();
  await bundleSuite();
  await allowOtherSites(profile.folder);
  const port = await freePort();
  const opened = await server.open({
    ...{ browserType: "none", quality: "insiders", commit, esm: true, testRunnerDataDir: builds, port },
    ...{ extensionDevelopmentPath: root, extensionTestsPath: suite, folderPath: folder },
  });
  try {
    const options = { executablePath, env: { ...process.env, ...env }, ...quietly };
    const browser = await chromium.launchPersistentContext(profile.folder, options);
    try {
      const page = await browser.newPage();
      const { exit, crash } = await suiteIn(page, onLog);
      await Promise.race([page.goto(`http://localhost:${port}`), crash]);
      return await Promise.race([within(10, exit, "The suite did not end"), crash]);
    } finally {
      // One that has ended cannot be closed, which is no more than its page has told.
      await browser.close().catch(() => undefined);
    }
  } finally {
    opened.dispose();
    profile.remove();
    remove();
  }
}

const suite = join(root, "dist/test/web/index.cjs");

/** One file, since VS Code in a browser loads no more than that. */
const bundleSuite = () =>
  build({
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    logLevel: "warning",
    supported: { "dynamic-import": false },
    entryPoints: [join(root, "test/host/suite/web/index.ts")],
    outfile: suite,
    external: ["vscode"],
    plugins: [browserParts],
    alias: { "node:assert/strict": join(root, "test/host/suite/web/assert.ts") },
    // Mocha would take itself for what the suite exports.
    define: { grep: JSON.stringify(process.env["MOCHA_GREP"]) ?? "undefined", exports: "undefined" },
  });

/** The slides are a frame of another site, whose worker has to be let in. */
async function allowOtherSites(profile: string): Promise<void> {
  await mkdir(join(profile, "Default"));
  const preferences = { profile: { cookie_controls_mode: 0 } };
  await writeFile(join(profile, "Default/Preferences"), JSON.stringify(preferences));
}

/** The server takes a port and does not tell which it got. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const part = new Part("VS Code in the browser");
await runSuite(runInBrowser, "web", part).then(() => process.exit(sumUp([part]) ? 0 : 1), stopWith);
