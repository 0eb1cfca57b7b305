import { FilesInMemory } from "./files.ts";

/** The files of folders that lie on no disk, by the names that these go by. */
const folders = new Map<string, { files: FilesInMemory; texts: ReadonlyMap<string, string> }>();

/** Has a folder hold these texts, by their paths in it, and nothing else. */
export function holdFiles(root: string, texts: ReadonlyMap<string, string>): void {
  const known = folders.get(root) ?? { files: new FilesInMemory(), texts: new Map<string, string>() };
  for (const path of known.texts.keys()) if (!texts.has(path)) known.files.remove(path);
  for (const [path, text] of texts) if (known.texts.get(path) !== text) known.files.write(path, text);
  folders.set(root, { files: known.files, texts });
}

/** The files of a folder that was handed over; `undefined` for one that lies on the disk. */
export const heldFiles = (root: string): FilesInMemory | undefined => folders.get(root)?.files;
