import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { lstat, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import manifest from "../../rules/package.json" with { type: "json" };
import type { StoreOfTexts } from "./cached-engine.ts";
import { FileError, fileError } from "./file-error.ts";
import { writeWhole } from "./write-whole.ts";

/** Where reviews are kept in a project that says nothing of it. */
const usualFolder = ".effective-lambda-cache";

/** What the file is called in a folder. */
const usualName = "effective-lambda.cache";

/** What the file starts with, whoever wrote it. */
const mark = "effective-lambda cache ";

/** For how many days something is kept that nobody asks for. */
const mostDays = 14;

/** How much is kept at most, in characters. */
const mostCharacters = 50_000_000;

const millisecondsInDay = 24 * 60 * 60 * 1000;

interface Entry {
  /** When somebody last asked for it, in days. */
  day: number;
  /** JSON. */
  text: string;
}

/**
 * What runs keep for the next, in one file: a line an entry, after one with the version and a digest of the rest. An entry is
 * found by a digest of all that it was made of, so that none is ever wrong, and of a file that is damaged, or that other code
 * than ours wrote, nothing counts.
 */
export class Cache implements StoreOfTexts {
  readonly #path: string;
  readonly #isUsual: boolean;
  readonly #today: number;
  readonly #version: string;
  isEmpty = true;
  #entries = new Map<string, Entry>();
  #isChanged = false;

  private constructor(
    path: string,
    isUsual: boolean,
    { today, version }: { today: number; version: string },
  ) {
    this.#path = path;
    this.#isUsual = isUsual;
    this.#today = Math.floor(today / millisecondsInDay);
    this.#version = version;
  }

  /** @param location a file or a folder; the usual one where nobody names it */
  static async at(
    location: string | undefined,
    cwd: string,
    { today = Date.now(), version = ownVersion() } = {},
  ): Promise<Cache> {
    const place = resolve(cwd, location ?? usualFolder);
    const isFolder = location === undefined || /[\\/]$/.test(location) || (await isFolderAt(place));
    const path = isFolder ? join(place, usualName) : place;
    const cache = new Cache(path, location === undefined, { today, version });
    cache.#entries = (await cache.#read()).entries;
    cache.isEmpty = cache.#entries.size === 0;
    return cache;
  }

  keyOf(parts: readonly string[]): string {
    // With their lengths, no parts are taken for others.
    return digestOf(parts.map((part) => `${part.length} ${part}`).join(""));
  }

  get(key: string): unknown {
    const entry = this.#used(key);
    return entry && JSON.parse(entry.text);
  }

  put(key: string, value: unknown): void {
    this.#entries.set(key, { day: this.#today, text: JSON.stringify(value) });
    this.#isChanged = true;
  }

  keep(text: string): string {
    const name = this.keyOf(["text", text]);
    if (!this.#used(name)) this.put(name, text);
    return name;
  }

  textNamed(name: string): string | undefined {
    return this.get(name) as string | undefined;
  }

  /** Writes what there is for the next run, all of it or nothing. Throws a `FileError` where that cannot be. */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    try {
      const { entries, isOurs } = await this.#read();
      if (!isOurs)
        throw new FileError("This is no cache of effective-lambda, and stays as it is. Name another file.");
      // Whoever ran meanwhile may have learnt something else.
      const kept = this.#worthKeeping(new Map([...entries, ...this.#entries]));
      const rest = kept.map(([key, { day, text }]) => `${key} ${day} ${text}\n`).join("");
      await this.#prepareFolder();
      await writeWhole(this.#path, this.#headOf(rest) + rest);
    } catch (error) {
      const { message } = fileError(error, "written");
      throw new FileError(`The cache ${this.#path} is not kept. ${message}`);
    }
  }

  #used(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.day !== this.#today) {
      this.#entries.set(key, { ...entry, day: this.#today });
      this.#isChanged = true;
    }
    return entry;
  }

  /** The entries that somebody asked for not long ago, the latest first as long as there is room. */
  #worthKeeping(entries: ReadonlyMap<string, Entry>): [key: string, Entry][] {
    const recent = [...entries].filter(([, { day }]) => this.#today - day <= mostDays);
    let characters = 0;
    return recent
      .sort(([, one], [, other]) => other.day - one.day)
      .filter(([, { text }]) => (characters += text.length) <= mostCharacters);
  }

  #headOf(rest: string): string {
    return `${mark}${this.#version} ${digestOf(rest)}\n`;
  }

  /** The entries of the file as it is now, and whether it may be replaced: it is not there yet, or a cache. */
  async #read(): Promise<{ entries: Map<string, Entry>; isOurs: boolean }> {
    const entries = new Map<string, Entry>();
    const text = await readFile(this.#path, "utf8").catch((error: NodeJS.ErrnoException) =>
      /^(ENOENT|ENOTDIR)$/.test(error.code ?? "") ? "" : undefined,
    );
    const isOurs = this.#isUsual || text === "" || text?.startsWith(mark) === true;
    if (text === undefined) return { entries, isOurs };
    const rest = text.slice(text.indexOf("\n") + 1);
    if (!text.startsWith(this.#headOf(rest))) return { entries, isOurs };
    for (let start = 0; start < rest.length;) {
      const end = rest.indexOf("\n", start);
      const [key = "", day = ""] = rest.slice(start, start + lengthOfKey + 10).split(" ", 2);
      entries.set(key, { day: Number(day), text: rest.slice(start + key.length + day.length + 2, end) });
      start = end + 1;
    }
    return { entries, isOurs };
  }

  /** A folder that nobody asked for has Git leave it alone. Where it is, a repository may have put links to anything. */
  async #prepareFolder(): Promise<void> {
    const folder = dirname(this.#path);
    if (!this.#isUsual) {
      await mkdir(folder, { recursive: true });
      return;
    }
    const ignoring = join(folder, ".gitignore");
    for (const place of [folder, this.#path, ignoring])
      if (await isLink(place)) throw new FileError(`${place} is a link, and may lead anywhere. Remove it.`);
    await mkdir(folder, { recursive: true });
    await writeFile(ignoring, "*\n");
  }
}

const lengthOfKey = 32;

const digestOf = (text: string): string => hash("sha256", text, "base64url").slice(0, lengthOfKey);

/** The version, with a digest of the bundle: one that is built anew, or patched where it is installed, may find something else. */
function ownVersion(): string {
  const folder = import.meta.dirname;
  const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const code = createHash("sha256");
  for (const name of names.sort()) code.update(readFileSync(join(folder, name)));
  return `${manifest.version}-${code.digest("base64url").slice(0, lengthOfKey)}`;
}

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;

const isFolderAt = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
