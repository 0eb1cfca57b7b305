import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { newest } from "./install.ts";
import { stopWith } from "./processes.ts";
import { startServer } from "./server.ts";
import { root, sampleWorkspace } from "./workspace.ts";

/** Opens the sample service in a real VS Code with the packed extension installed, until the server ends. */
async function open(): Promise<never> {
  const manifest = await readFile(join(root, "package.json"), "utf8");
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  const extension = join(root, `dist/${name}-${version}.vsix`);
  if (!existsSync(extension)) throw new Error(`${extension} does not exist. Run npm run package first.`);

  const { folder } = await sampleWorkspace();
  const file = join(folder, "orders/create-order.ts");
  // The samples' packages are not installed, which TypeScript would report beside what we find.
  const settings = { "typescript.validate.enable": false };
  const { url, ended } = await startServer({ version: newest, folder, file, settings, extension });
  console.log(`VS Code ${newest} shows the sample service at\n\n  ${url}\n`);
  console.log("Ctrl+C ends it. What you change there is a copy, which goes with it.");
  throw new Error(await ended);
}

await open().catch(stopWith);
