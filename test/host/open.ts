import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { newest } from "./install.ts";
import { startServer } from "./server.ts";
import { root, sampleWorkspace } from "./workspace.ts";

/** Opens the sample service in a real VS Code with the packed extension installed, for somebody who wants to try it. */
const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<
  string,
  string
>;
const extension = join(root, `dist/${name}-${version}.vsix`);
if (!existsSync(extension)) throw new Error(`${extension} does not exist. Run npm run package first.`);

const { folder } = await sampleWorkspace();
const { url, ended } = await startServer({ version: newest, folder, extension });
console.log(
  `VS Code ${newest} with the sample service is at\n\n  ${url}\n\nOpen it in a browser. Ctrl+C ends it; your changes are in a copy that goes with it.`,
);
throw new Error(await ended);
