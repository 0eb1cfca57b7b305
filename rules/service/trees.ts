import type * as parser from "../parser.ts";

/** What the parser makes of a text. */
export type Parsed = ReturnType<typeof parser.parseForESLint>;

/**
 * Trees that were made to see what a module does, kept for the linter that will read the same text: parsing is most of
 * what both do. Each is taken once, since whoever takes it may change it. Nothing is kept until somebody is to take it.
 */
export class Trees {
  /** How much code is kept parsed at most, in characters: a tree is some hundred times as large. */
  #most = 0;
  #characters = 0;
  readonly #kept = new Map<string, { ending: string; parsed: Parsed }>();

  /** How many trees are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** From now on trees are kept, of so much code. */
  ask(most: number): void {
    this.#most = most;
    this.#fit();
  }

  /** Keeps a tree, and lets go of those that nobody has taken for the longest time. */
  keep(text: string, path: string, parsed: Parsed): void {
    if (this.#most === 0 || text.length > this.#most) return;
    this.#remove(text);
    this.#characters += text.length;
    this.#kept.set(text, { ending: endingOf(path), parsed });
    this.#fit();
  }

  /** The tree of a text, if there is one; the language of the file decides what the same text means. */
  take(text: string, path: string): Parsed | undefined {
    const kept = this.#kept.get(text);
    if (kept?.ending !== endingOf(path)) return undefined;
    this.#remove(text);
    return kept.parsed;
  }

  #fit(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#characters <= this.#most) return;
      this.#remove(oldest);
    }
  }

  #remove(text: string): void {
    if (this.#kept.delete(text)) this.#characters -= text.length;
  }
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf("."));

export const trees = new Trees();
