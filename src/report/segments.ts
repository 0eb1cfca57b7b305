/** A piece of a message: prose, or code that stands between backticks. */
export interface Segment {
  isCode: boolean;
  text: string;
}

/** The pieces of a message. */
export const segmentsOf = (message: string): Segment[] =>
  message
    .split(/`([^`]*)`/)
    .map((text, index) => ({ isCode: index % 2 === 1, text }))
    .filter(({ text }) => text !== "");
