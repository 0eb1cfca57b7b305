import { FilesInMemory } from "./files.ts";

/** The files of folders that lie on no disk, by the names that these go by. */
const folders = new Map<string, FilesInMemory>();

/** Has files of a folder hold these texts, by their paths in it. Those without a text are not there, all others as they were. */
export function holdFiles(root: string, texts: ReadonlyMap<string, string | undefined>): void {
  const files = folders.get(root) ?? new FilesInMemory();
  folders.set(root, files);
  for (const [path, text] of texts)
    if (text === undefined) files.remove(path);
    else files.write(path, text);
}

/** The files of a folder that was handed over; `undefined` for one that lies on the disk. */
export const heldFiles = (root: string): FilesInMemory | undefined => folders.get(root);
