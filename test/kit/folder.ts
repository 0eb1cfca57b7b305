import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A new folder with files in it, by their names; it is gone when the tests of the file, or of the suite that is being made, are over. */
export const folderWith = async (files: Record<string, string | Uint8Array>): Promise<string> =>
  newFolder(files);

/** The same for tests that are made of what is in it. */
export function newFolder(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "effective-lambda-"));
  after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
