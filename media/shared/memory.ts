/** What a place remembers of a person: the slides that were seen, and the options that were chosen, by the slide that asks. */
export interface Memory {
  seen: readonly string[];
  answers: Readonly<Record<string, number | undefined>>;
}
