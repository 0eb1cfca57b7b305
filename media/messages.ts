import type { Memory } from "./shared/memory.ts";

/**
 * What the editor's deck and the extension say to each other. Either side takes nothing of the other unseen: what is no
 * such message is none.
 */

/**
 * What the page tells the extension: that it can listen, which slide it shows, which option of a slide's question is the
 * answer, that the slide is wanted as a web page, that it is left for the editor, or what is wished of a finding.
 */
export type FromDeck =
  "ready" | "leave" | "web" | { shown: string } | { answered: number; on: string } | Wish;

/** What somebody wants of one of their findings: to go to it, to see what a change makes of it, or to have that change. */
export type Wish = { go: Place } | { preview: Place; change: number } | { apply: Place; change: number };

/**
 * What the extension tells the page: the slide to show, what the person has seen and answered so far, or what the user's
 * own code has to do with the slide that is shown.
 */
export type ToDeck = { show: string } | { learnt: Memory } | { code: OwnCode };

/** A finding as the extension knows it: one of those that a review of a file had. */
export interface Place {
  file: string;
  review: number;
  index: number;
}

/** What is known of the user's code on one slide. */
export interface OwnCode {
  topic: string;
  /** Those of the slide, by place. */
  findings: Listed[];
  /** Whether a handler or a template is open, in which there could be some. */
  isAnyOpen: boolean;
  /** The one somebody came from, or the first. */
  yours?: Yours;
  /** A sentence on what became of the last wish. */
  notice?: string;
}

/** A finding as people are told of it. */
export interface Listed {
  place: Place;
  /** What people call the file. */
  file: string;
  line: number;
  message: string;
  /** The text of its line. */
  code: string;
  /** How many changes there are to choose from. */
  changes: number;
  /** Whether it is the one that the tab shows. */
  isYours: boolean;
}

export interface Yours {
  place: Place;
  file: string;
  line: number;
  message: string;
  before: CodeLine[];
  /** What can be done, the best first; no change where it takes a person. */
  changes: { title: string; files: ChangedFile[] }[];
}

/** What a change does in a file. */
export interface ChangedFile {
  file: string;
  hunks: CodeLine[][];
}

/** A line of code: that of a finding, one taken away or added, or one beside these. */
export interface CodeLine {
  number: number;
  mark: (typeof marks)[number];
  pieces: Piece[];
}

export interface Piece {
  text: string;
  kind?: (typeof kinds)[number];
}

const marks = [" ", ">", "-", "+"] as const;
const kinds = ["comment", "string", "keyword"] as const;

export const fromDeck = (message: unknown): FromDeck | undefined =>
  either(is("ready"), is("leave"), is("web"), { shown: text }, { answered: count, on: text }, wish)(message)
    ? (message as FromDeck)
    : undefined;

export const toDeck = (message: unknown): ToDeck | undefined =>
  either({ show: text }, { learnt: memory }, { code: ownCode })(message) ? (message as ToDeck) : undefined;

/** Whether a value has a shape: a question about it, or the shapes of its properties and no other property. */
type Shape = ((value: unknown) => boolean) | { [name: string]: Shape };

const has = (shape: Shape, value: unknown): boolean =>
  typeof shape === "function"
    ? shape(value)
    : isRecord(value) &&
      Object.keys(value).every((name) => Object.hasOwn(shape, name)) &&
      Object.entries(shape).every(([name, inside]) => has(inside, value[name]));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const either =
  (...shapes: Shape[]) =>
  (value: unknown) =>
    shapes.some((shape) => has(shape, value));
const is = (expected: unknown) => (value: unknown) => value === expected;
const list = (shape: Shape) => (value: unknown) =>
  Array.isArray(value) && value.every((one) => has(shape, one));
const perhaps = (shape: Shape) => either(is(undefined), shape);
const text = (value: unknown) => typeof value === "string";
const count = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

const memory: Shape = {
  seen: list(text),
  answers: (value) => isRecord(value) && Object.values(value).every(perhaps(count)),
};
const place: Shape = { file: text, review: count, index: count };
const wish = either({ go: place }, { preview: place, change: count }, { apply: place, change: count });
const piece: Shape = { text, kind: perhaps(either(...kinds.map(is))) };
const line: Shape = { number: count, mark: either(...marks.map(is)), pieces: list(piece) };
const named = { place, file: text, line: count, message: text };
const yours: Shape = {
  ...named,
  before: list(line),
  changes: list({ title: text, files: list({ file: text, hunks: list(list(line)) }) }),
};
const yesOrNo = either(is(true), is(false));
const listed: Shape = { ...named, code: text, changes: count, isYours: yesOrNo };
const ownCode: Shape = {
  topic: text,
  findings: list(listed),
  isAnyOpen: yesOrNo,
  yours: perhaps(yours),
  notice: perhaps(text),
};
