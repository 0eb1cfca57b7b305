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
import { isPartial, runSuite, type Host } from "./run-suite.ts";
import { startGroup, stopWith } from "./processes.ts";
import { within } from "./time.ts";
import { reviewClosedFiles } from "./review-walk.ts";
import { followWalkthrough } from "./walkthrough-walk.ts";
import { clearEverywhere } from "./view-walk.ts";
import { Part, sumUp } from "./tally.ts";
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

const walks: Record<string, (version: string, onStep: (what: string) => void) => Promise<void>> = {
  "the commands": runWithNothingOpen,
  "a folder of 5,000 files": openManyFiles,
  "the walkthrough": followWalkthrough,
  "the view of the module": learnWithView,
  "a finding": clearEverywhere,
  "what is found": reviewClosedFiles,
  "the user's own code": mendWithSlide,
  "the deck": readInThemes,
};

/** Does what only a person at the window can. */
async function walk(version: string, part: Part): Promise<void> {
  for (const [subject, steps] of Object.entries(walks)) {
    await steps(version, (what) => part.pass(`${subject} ${what}`)).catch((error: Error) =>
      part.fail(`${subject}, at the window`, error.stack!.split("\n")),
    );
  }
}

async function main(versions: readonly string[]): Promise<boolean> {
  if (!existsSync(suite)) throw new Error(`${suite} does not exist. Run npm run build first.`);
  const name = await chosenHost();
  const host = hosts[name];
  if (!host) throw new Error(`VSCODE_TEST_HOST is ${name}. Use auto, desktop or server.`);

  const parts: Part[] = [];
  const begin = (title: string) => {
    const part = new Part(title);
    parts.push(part);
    return part;
  };
  for (const version of versions) {
    const title = `VS Code ${version}, ${name}`;
    await runSuite(host, version, begin(title));
    if (name !== "server" || version !== newest) continue;

    const untrusted = server(restrictedSuite, { settings: restricted });
    await runSuite(untrusted, version, begin(`${title}, a folder that is not trusted`));
    // An older VS Code shows no dialog while it is driven.
    if (!isPartial) await walk(version, begin(`${title}, at the window`));
  }
  return sumUp(parts);
}

const named = process.argv.slice(2);
await main(named.length > 0 ? named : [newest, oldest]).then(
  (allPass) => (process.exitCode = allPass ? 0 : 1),
  stopWith,
);
