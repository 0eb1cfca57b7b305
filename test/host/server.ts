import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, type BrowserContextOptions, type Page } from "playwright-core";
import { findBrowser, installServer } from "./install.ts";
import { startGroup, type Group } from "./processes.ts";
import { writeSettings } from "./settings.ts";
import { suiteIn } from "./suite-in-page.ts";
import { within } from "./time.ts";
import { inSight } from "./window.ts";
import { root, temporaryFolder } from "./workspace.ts";

export interface ServerOptions {
  /** A version that test/host/install.ts knows. */
  version: string;
  /** The folder to open, absolute; none for an empty window. VS Code saves by itself: give it a copy. */
  folder?: string;
  /** The file to open first, absolute. */
  file?: string;
  /** User settings beside those that keep VS Code quiet. */
  settings?: Record<string, unknown>;
  /** `development` runs the extension from this project; a path installs that .vsix. */
  extension: "development" | (string & {});
  /** Where the extension lies that is run in `development`, where it is not this project's. */
  developed?: string;
  /** The folder of another extension, which is there beside it in `development`. */
  beside?: string;
  /** A compiled suite that exports `run()`, to run in the extension host. Only with `development`. */
  suite?: string;
}

export interface Server {
  /** The workbench, with the folder and the file open. */
  url: string;
  /** Resolves when the server has ended, to a sentence with what it last said. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on a free port, with a home of its own that goes when it stops. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, main } = await installServer(options.version);
  const home = await temporaryFolder();
  const extensions = join(home.folder, "extensions");
  const command = [main, "--server-data-dir", home.folder, "--extensions-dir", extensions];
  let group: Group | undefined;
  const stop = async () => {
    await group?.stop();
    home.remove();
  };

  try {
    const env = environmentIn(home.folder);
    await writeSettings(join(home.folder, "data/User"), options.settings);
    if (options.extension !== "development") {
      await promisify(execFile)(node, [...command, "--install-extension", options.extension], { env });
    }
    // Of an address, VS Code takes one extension; of a new home, what lies there.
    if (options.beside) await cp(options.beside, join(extensions, "beside"), { recursive: true });
    group = startGroup(node, [...command, ...argumentsFor(options)], { env });
    const { port, ended } = await listening(group);
    return { url: addressOf(port, options), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function argumentsFor({ extension }: ServerOptions): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
    ...["--telemetry-level", "off"],
    // Without it the workbench takes no extension and no tests from the address.
    ...(extension === "development" ? ["--enable-smoke-test-driver"] : []),
  ];
}

/**
 * Ours, without what would make the server take this Node's or another VS Code's settings for its own,
 * and with a place for its sockets that goes with it. The extension gallery is off.
 */
function environmentIn(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

/** Waits for the server to say which port it took. */
async function listening({ child, ended }: Group): Promise<{ port: string; ended: Promise<string> }> {
  let output = "";
  const said = new Promise<string>((resolve) => {
    const read = (data: Buffer) => {
      output = (output + data.toString()).slice(-4000);
      const port = /Web UI available at \S+?:(\d+)/.exec(output)?.[1];
      if (port) resolve(port);
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
  });
  const why = ended.then((code) => `VS Code's server ended with code ${code}. It said:\n${output}`);
  const started = Promise.race([said, why.then((sentence) => Promise.reject(new Error(sentence)))]);
  return { port: await within(1, started, "VS Code's server did not start"), ended: why };
}

function addressOf(
  port: string,
  { folder, file, extension, developed = root, suite }: ServerOptions,
): string {
  const remote = (path: string) => `vscode-remote://localhost:${port}${pathToFileURL(path).pathname}`;
  const payload = [
    ["skipWelcome", "true"],
    ...(extension === "development" ? [["extensionDevelopmentPath", remote(developed)]] : []),
    ...(suite ? [["extensionTestsPath", remote(suite)]] : []),
    ...(file ? [["openFile", remote(file)]] : []),
  ];
  const opened: [string, string] = folder === undefined ? ["ew", "true"] : ["folder", folder];
  return `http://localhost:${port}/?${new URLSearchParams([opened, ["payload", JSON.stringify(payload)]])}`;
}

export interface Options extends ServerOptions {
  /** Gets what the workbench and the extension host write to their consoles while a suite runs. */
  onLog?: (text: string) => void;
  /** How the page looks: its size, pixels a point, colour scheme, … */
  page?: BrowserContextOptions;
}

/**
 * Opens a folder in a real VS Code in a headless browser, hands the page to `use`, and leaves nothing behind.
 * With a suite, `exit` resolves to its exit code: 0 when its `run()` resolved.
 */
export async function withVSCode<T>(
  options: Options,
  use: (page: Page, exit: Promise<number>) => Promise<T>,
): Promise<T> {
  const { executablePath, env } = await findBrowser();
  const server = await startServer(options);
  try {
    const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, ...quietly });
    try {
      const page = await browser.newPage(options.page);
      const { exit, crash } = await suiteIn(page, (text) => options.onLog?.(text));
      const end = server.ended.then((sentence) => Promise.reject(new Error(sentence)));
      await Promise.race([page.goto(server.url), crash, end]);
      const used = use(page, exit).catch(async (error: Error) => {
        // A page that answers nothing any more may be why.
        const seen = within(1, inSight(page), "The page did not say what it shows");
        error.stack = `${error.stack}\n${await seen.catch(({ message }: Error) => message)}`;
        throw error;
      });
      return await Promise.race([used, crash, end]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** How browsers are started that run VS Code. */
export const quietly = {
  // Nothing but the server on this machine can be reached: what works here works offline.
  args: [
    ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
    ...["--disable-background-networking", "--disable-component-update"],
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost",
  ],
  // A signal ends this process in test/host/processes.ts, and the browser with it.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};
