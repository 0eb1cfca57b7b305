import { rmSync } from "node:fs";
import { cp, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeExit } from "./processes.ts";

/** The extension's own folder. */
export const root = resolve(import.meta.dirname, "../..");

/** An extension that stands in for ESLint's own, which is in no registry that the tests may ask. */
export const eslintExtension = join(root, "test/host/eslint");

/** A folder that is removed by the returned function, or when this process ends. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => void }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "effective-lambda-")));
  // What was killed a moment ago may still hold files.
  const remove = beforeExit(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  );
  return { folder, remove };
}

/** A copy of the sample service to open: VS Code saves by itself, and tests edit. */
export async function sampleWorkspace(): Promise<{ folder: string; remove: () => void }> {
  const temporary = await temporaryFolder();
  const folder = join(temporary.folder, "samples");
  // The projects beside it are no part of it.
  await cp(join(root, "test/samples"), folder, {
    recursive: true,
    filter: (path) => !/[/\\]ci-/.test(path),
  });
  return { folder, remove: temporary.remove };
}
