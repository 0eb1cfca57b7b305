import type { HeldChanges } from "./worker.ts";

/** What is read of folders that lie on no disk, and when each file last became another. */
export class HeldTexts {
  readonly #folders = new Map<string, { since: number; files: Map<string, Held> }>();
  #version = 0;

  /** Counts the changes. */
  get version(): number {
    return this.#version;
  }

  /** The files of a folder that are there at a path, or below it. */
  below(root: string, path: string): string[] {
    const files = [...(this.#folders.get(root)?.files ?? [])];
    const isAround = (one: string) => path === "" || one === path || one.startsWith(`${path}/`);
    return files.flatMap(([one, { text }]) => (text !== undefined && isAround(one) ? [one] : []));
  }

  /** Has files of a folder say something else; those without a text are not there. Whether any of them said another thing. */
  change(root: string, texts: Iterable<readonly [path: string, text: string | undefined]>): boolean {
    const before = this.#version;
    let folder = this.#folders.get(root);
    // That a folder is held is worth telling while nothing is known of it yet.
    if (!folder) this.#folders.set(root, (folder = { since: ++this.#version, files: new Map() }));
    for (const [path, text] of texts)
      if (folder.files.get(path)?.text !== text) folder.files.set(path, { text, since: ++this.#version });
    return this.#version > before;
  }

  /** What has become another since a version; since 0, all. */
  since(version: number): HeldChanges {
    const changes = new Map<string, Map<string, string | undefined>>();
    for (const [root, { since, files }] of this.#folders) {
      const changed = [...files].filter(([, one]) => one.since > version);
      if (since > version || changed.length > 0)
        changes.set(root, new Map(changed.map(([path, { text }]) => [path, text])));
    }
    return changes;
  }
}

interface Held {
  /** `undefined` for a file that is gone. */
  text: string | undefined;
  /** The version with which it became what it is. */
  since: number;
}
