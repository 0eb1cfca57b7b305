/** What some answers say, as a text that can be compared: that of sets and maps too. */
export const plainly = (answers: unknown): string =>
  JSON.stringify(answers, (_key, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...(value as Iterable<unknown>)] : value,
  );
