import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { newest } from "../../test/host/install.ts";
import { unmarked } from "../../test/host/marked.ts";
import { withVSCode } from "../../test/host/server.ts";
import { within } from "../../test/host/time.ts";
import { root, temporaryFolder } from "../../test/host/workspace.ts";
import { longHandler } from "./long-handler.ts";
import type { Row } from "./row.ts";

/** What is measured in the extension host of a real VS Code. */
export async function inVSCode(): Promise<Row[]> {
  const workspace = await temporaryFolder();
  const extension = await temporaryFolder();
  const rows: Row[] = [];
  const others: string[] = [];
  try {
    await writeFile(join(workspace.folder, "orders.js"), longHandler());
    await idleExtension(extension.folder);
    const suite = join(extension.folder, "suite.cjs");
    await build({
      entryPoints: ["bench/editor/host/index.ts"],
      bundle: true,
      platform: "node",
      format: "cjs",
      external: ["vscode"],
      outfile: suite,
    });
    const code = await withVSCode(
      {
        version: newest,
        folder: workspace.folder,
        extension: "development",
        developed: extension.folder,
        suite,
        settings: { "files.autoSave": "off" },
        onLog(text) {
          const line = unmarked(text);
          if (line === undefined) others.push(text);
          else rows.push(JSON.parse(line) as Row);
        },
      },
      (_page, exit) => within(15, exit, "The benchmark did not end"),
    );
    if (code !== 0) throw new Error(`It stopped before its end.\n${others.slice(-20).join("\n")}`);
    return rows;
  } finally {
    workspace.remove();
    extension.remove();
  }
}

/** The extension as it is packed, but that VS Code starts in its place what does nothing: the benchmark starts it, often. */
async function idleExtension(folder: string): Promise<void> {
  for (const part of [
    "dist/node",
    "dist/media",
    "l10n",
    "media",
    "rules/docs",
    "rules/schema.json",
    "package.nls.json",
  ])
    await cp(join(root, part), join(folder, part), { recursive: true });
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as object;
  const idle = { ...manifest, type: "commonjs", main: "./idle.js", activationEvents: [] };
  await writeFile(join(folder, "package.json"), JSON.stringify(idle));
  await writeFile(join(folder, "idle.js"), "exports.activate = () => undefined;");
}
