/**
 * Answers to a question of the kind "is there any way", which may lead back to itself, as names do that are made of each
 * other. Whoever comes back to a part that is being asked about finds no way there; what follows from that is only kept
 * once the part has an answer of its own, because it may have one after all.
 */
export class Ways<Part> {
  readonly #known = new Map<Part, boolean>();
  /** The parts that are being asked about, with how many were before. */
  readonly #asked = new Map<Part, number>();
  /** The parts without a way as far as one can tell before some part that is being asked about has its answer: which. */
  readonly #open = new Map<Part, number>();
  readonly #opened: Part[] = [];
  /** The first of the parts being asked about that the answer under way follows from. */
  #first = Infinity;

  /** How many parts have been asked about, or are being. */
  get size(): number {
    return this.#known.size + this.#asked.size + this.#open.size;
  }

  /** How many parts are being asked about, each on the way from the one before. */
  get depth(): number {
    return this.#asked.size;
  }

  /** Whether there is a way from a part, as `isAny` finds when it is first asked. */
  from(part: Part, isAny: () => boolean): boolean {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const before = this.#asked.get(part) ?? this.#open.get(part);
    if (before !== undefined) {
      this.#first = Math.min(this.#first, before);
      return false;
    }
    return this.#ask(part, isAny);
  }

  #ask(part: Part, isAny: () => boolean): boolean {
    const [outer, opened, place] = [this.#first, this.#opened.length, this.#asked.size];
    this.#first = Infinity;
    this.#asked.set(part, place);
    const answer = isAny();
    this.#asked.delete(part);

    const isSure = answer || this.#first >= place;
    if (isSure) {
      // What followed from this part has no way either, or else has to be asked again.
      for (const other of this.#opened.splice(opened)) {
        this.#open.delete(other);
        if (!answer) this.#known.set(other, false);
      }
      this.#known.set(part, answer);
      this.#first = outer;
    } else {
      this.#open.set(part, this.#first);
      this.#opened.push(part);
      this.#first = Math.min(this.#first, outer);
    }
    return answer;
  }
}
