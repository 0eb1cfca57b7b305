import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { findBrowser, installServer, newest, oldest } from "./install.ts";
import { mendWithSlide } from "./code-walk.ts";
import { readInThemes } from "./deck-in-themes.ts";
import { runWithNothingOpen } from "./empty-walk.ts";
import { openManyFiles } from "./many-files.ts";
import { learnWithView } from "./module-walk.ts";
import { isPartial, passes, type Host } from "./passes.ts";
import { startGroup, stopWith } from "./processes.ts";
import { within } from "./time.ts";
import { reviewClosedFiles } from "./review-walk.ts";
import { followWalkthrough } from "./walkthrough-walk.ts";
import { clearEverywhere } from "./view-walk.ts";
import { withVSCode, type ServerOptions } from "./server.ts";
import { restricted } from "./settings.ts";
import { eslintExtension, judgedWorkspace, root } from "./workspace.ts";

/**
 * Runs the compiled suite inside real VS Codes, by default the newest and the oldest we support.
 * `VSCODE_TEST_HOST` says in which kind: `server` (a browser's, everything from npm), `desktop`, or `auto`.
 */
const suite = join(root, "dist/test/index.cjs");
const restrictedSuite = join(root, "dist/test/restricted/index.cjs");
const minutes = 10;

/** VS Code's server, with whatever else a suite needs. */
const server =
  (suite: string, more: Pick<ServerOptions, "beside" | "settings">): Host =>
  async (version, onLog) => {
    // The downloads of the first time do not count against the suite's limit.
    await installServer(version);
    await findBrowser();
    const { folder, remove } = await judgedWorkspace();
    const options = { version, folder, extension: "development", suite, onLog, ...more };
    try {
      return await withVSCode(options, async (page, exit) => {
        const code = await within(minutes, exit, "The suite did not end");
        await assertNoNotification(page);
        return code;
      });
    } finally {
      remove();
    }
  };

const hosts: Record<string, Host> = {
  server: server(suite, { beside: eslintExtension }),

  async desktop(version, onLog) {
    const program = [...process.execArgv, join(import.meta.dirname, "desktop.ts"), version, suite];
    const { child, ended, stop } = startGroup(process.execPath, program, {});
    for (const input of [child.stdout!, child.stderr!]) createInterface({ input }).on("line", onLog);
    try {
      return await within(minutes, ended, "The suite did not end");
    } finally {
      await stop();
    }
  },
};

/** No test asks for a notification, and nothing else may make the extension show one. The API tells of none, the bell does. */
async function assertNoNotification(page: Page): Promise<void> {
  const bell = page.locator(".codicon-bell-dot");
  if (!(await bell.isVisible())) return;
  await bell.click();
  const texts = await page.locator(".notification-list-item").allInnerTexts();
  throw new Error(`VS Code showed a notification: ${texts.join(" | ")}`);
}

/** The desktop's VS Code only where it can be had and shown. */
async function chosenHost(): Promise<string> {
  const wanted = process.env["VSCODE_TEST_HOST"] ?? "auto";
  if (wanted !== "auto") return wanted;
  if (process.env["VSCODE_EXECUTABLE"]) return "desktop";
  const hasDisplay = process.platform !== "linux" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (!hasDisplay) return "server";

  const updates = fetch("https://update.code.visualstudio.com/api/releases/stable", {
    signal: AbortSignal.timeout(3000),
  });
  return updates.then(
    ({ ok }) => (ok ? "desktop" : "server"),
    () => "server",
  );
}

/** Does what only a person at the window can, and says whether all was there. */
async function isWalked(version: string): Promise<boolean> {
  try {
    await runWithNothingOpen(version, (what) => console.log(`  ✔ the commands ${what}`));
    await openManyFiles(version, (what) => console.log(`  ✔ a folder of 5,000 files ${what}`));
    await followWalkthrough(version, (what) => console.log(`  ✔ the walkthrough ${what}`));
    await learnWithView(version, (what) => console.log(`  ✔ the view of the module ${what}`));
    await clearEverywhere(version, (what) => console.log(`  ✔ a finding ${what}`));
    await reviewClosedFiles(version, (what) => console.log(`  ✔ what is found ${what}`));
    await mendWithSlide(version, (what) => console.log(`  ✔ the user's own code ${what}`));
    await readInThemes(version, (what) => console.log(`  ✔ the deck ${what}`));
    return true;
  } catch (error) {
    console.log(`  ✖ at the window: ${(error as Error).stack}`);
    return false;
  }
}

async function main(versions: readonly string[]): Promise<boolean> {
  if (!existsSync(suite)) throw new Error(`${suite} does not exist. Run npm run build first.`);
  const name = await chosenHost();
  const host = hosts[name];
  if (!host) throw new Error(`VSCODE_TEST_HOST is ${name}. Use auto, desktop or server.`);

  let allPass = true;
  for (const version of versions) {
    console.log(`VS Code ${version}, ${name}`);
    if (!(await passes(host, version))) allPass = false;
    if (name !== "server" || version !== newest) continue;

    console.log(`VS Code ${version}, ${name}, a folder that is not trusted`);
    if (!(await passes(server(restrictedSuite, { settings: restricted }), version))) allPass = false;
    // An older VS Code shows no dialog while it is driven.
    if (!isPartial && !(await isWalked(version))) allPass = false;
  }
  return allPass;
}

const named = process.argv.slice(2);
await main(named.length > 0 ? named : [newest, oldest]).then(
  (allPass) => (process.exitCode = allPass ? 0 : 1),
  stopWith,
);
