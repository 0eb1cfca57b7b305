import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unmarked } from "./marked.ts";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { root, temporaryFolder } from "./workspace.ts";

/** Opens a folder of 5,000 files, and counts what the extension looks at. Says what it has seen to be right. */
export async function openManyFiles(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await temporaryFolder();
  const suite = join(root, "dist/test/many-files.cjs");
  const said: string[] = [];
  const onLog = (text: string) => void said.push(unmarked(text) ?? "");
  try {
    await writeFile(join(folder, "notes.md"), "# Notes\n");
    for (let count = 1; count < 5000; count++)
      await writeFile(join(folder, `module-${count}.js`), `export const number = ${count};\n`);
    const code = await withVSCode(
      { version, folder, extension: "development", suite, onLog },
      (_page, exit) => within(3, exit, "The folder was not opened"),
    );
    assert.equal(code, 0, said.filter(Boolean).join("\n"));
    see("is opened without a scan, which waits until somebody asks for a review");
  } finally {
    remove();
  }
}
