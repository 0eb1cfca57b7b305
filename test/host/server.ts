import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, type BrowserContextOptions, type Page } from "playwright-core";
import { findBrowser, installServer } from "./install.ts";
import { beforeExit, startGroup } from "./processes.ts";

/** The extension's own folder. */
export const root = resolve(import.meta.dirname, "../..");

export interface ServerOptions {
  /** A version that test/host/install.ts knows. */
  version: string;
  /** The folder to open, absolute. VS Code saves by itself: give it a copy. */
  folder: string;
  /** The file to open first, absolute. */
  file?: string;
  /** User settings beside those that keep VS Code quiet. */
  settings?: Record<string, unknown>;
  /** `development` runs the extension from this folder; a path installs that .vsix. */
  extension: "development" | (string & {});
}

export interface RunningServer {
  /** The workbench, with the folder and the file open. */
  url: string;
  /** Resolves when the server has ended, to why. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on a free port, with a home of its own that goes when it stops. */
export async function startServer(options: ServerOptions & { suite?: string }): Promise<RunningServer> {
  const { node, main } = await installServer(options.version);
  const home = await mkdtemp(join(tmpdir(), "effective-lambda-vscode-"));
  const removeHome = beforeExit(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const folders = ["--server-data-dir", home, "--extensions-dir", join(home, "extensions")];
  const development = options.extension === "development";

  try {
    await writeSettings(home, options.settings);
    if (!development) {
      await promisify(execFile)(node, [main, ...folders, "--install-extension", options.extension], { env: environment() });
    }
    const args = [main, ...folders, ...serverArguments, ...(development ? developmentArguments : [])];
    const server = startGroup(node, args, { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    const stop = async () => {
      await server.stop();
      removeHome();
    };
    try {
      let output = "";
      const listening = new Promise<string>((resolve) => {
        const read = (data: Buffer) => {
          output = (output + data.toString()).slice(-8000);
          const port = /Web UI available at \S+?:(\d+)/.exec(output)?.[1];
          if (port) resolve(port);
        };
        server.child.stdout!.on("data", read);
        server.child.stderr!.on("data", read);
      });
      const ended = server.ended.then((how) => `VS Code's server ended with ${how}:\n${output}`);
      const port = await Promise.race([listening, ended.then((why) => Promise.reject(new Error(why)))]);
      return { url: addressOf(port, options), ended, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    removeHome();
    throw error;
  }
}

const serverArguments = [
  ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
  ...["--telemetry-level", "off", "--disable-workspace-trust"],
];

/** Without the smoke-test driver the workbench takes no extension and no tests from the address. */
const developmentArguments = ["--enable-smoke-test-driver"];

/** Ours, without what would make the server believe it was started by another VS Code or by this Node. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

async function writeSettings(home: string, settings: Record<string, unknown> = {}): Promise<void> {
  const quiet = {
    "workbench.startupEditor": "none",
    "chat.disableAIFeatures": true,
    "git.enabled": false,
    "extensions.autoCheckUpdates": false,
    "workbench.enableExperiments": false,
  };
  const folder = join(home, "data/User");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "settings.json"), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
}

function addressOf(port: string, { folder, file, extension, suite }: ServerOptions & { suite?: string }): string {
  const remote = (path: string) => `vscode-remote://localhost:${port}${pathToFileURL(path).pathname}`;
  const payload = [
    ["skipWelcome", "true"],
    ...(extension === "development" ? [["extensionDevelopmentPath", remote(root)]] : []),
    ...(suite ? [["extensionTestsPath", remote(suite)]] : []),
    ...(file ? [["openFile", remote(file)]] : []),
  ];
  return `http://localhost:${port}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
}

/** Tests to run in the extension host. */
export interface Tests {
  /** The compiled suite: a module that exports `run()`. */
  suite: string;
  /** Gets every line that the workbench and the extension host write to their consoles. */
  onLog(line: string): void;
  /** Gets the suite's end: 0 when its `run()` resolved. */
  onExit(code: number): void;
}

export interface Options extends ServerOptions {
  test?: Tests;
  /** How the page looks: its size, pixels a point, colour scheme, … */
  page?: BrowserContextOptions;
}

/** Opens a folder in a real VS Code in a headless browser, hands the page to `use`, and leaves nothing behind. */
export async function withVSCode<T>(options: Options, use: (page: Page) => Promise<T>): Promise<T> {
  const { test } = options;
  const { executablePath, env } = await findBrowser();
  const server = await startServer({ ...options, ...(test && { suite: test.suite }) });
  try {
    const browser = await chromium.launch({
      executablePath,
      args: browserArguments,
      env: { ...(process.env as Record<string, string>), ...env },
      // Ours end the whole process, which ends the browser too.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    });
    try {
      const page = await browser.newPage(options.page);
      if (test) {
        await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => test.onLog(args.join(" ")));
        await page.exposeFunction("codeAutomationExit", (code: number) => test.onExit(code));
      }
      const crashed = server.ended.then((why) => Promise.reject(new Error(why)));
      const used = page.goto(server.url).then(() => use(page));
      return await Promise.race([used, crashed]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Nothing but the server on this machine can be reached: what passes here passes offline. */
const browserArguments = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update"],
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost",
];
