import { isDay, type Day } from "./dates";
import { InvalidInput } from "./errors";

/** Reads a value, or says what is wrong with it; `path` is where it stands in the input. */
export type Reader<T> = (value: unknown, path: string, problems: string[]) => T | undefined;

export type ReadBy<R> = R extends Reader<infer T> ? T : never;

type Shape = Record<string, Reader<unknown>>;
type Shaped<S extends Shape> = { [Key in keyof S]: ReadBy<S[Key]> };

const at = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

export function text({ minimum = 1, maximum = 200, pattern }: TextOptions = {}): Reader<string> {
  return (value, path, problems) => {
    if (typeof value !== "string") {
      problems.push(`${path}: must be a text`);
      return undefined;
    }
    const trimmed = value.trim();
    if (trimmed.length < minimum || trimmed.length > maximum) {
      problems.push(`${path}: must have ${minimum} to ${maximum} characters`);
    } else if (pattern && !pattern.test(trimmed)) {
      problems.push(`${path}: is not written as it should be`);
    }
    return trimmed;
  };
}

interface TextOptions {
  minimum?: number;
  maximum?: number;
  pattern?: RegExp;
}

export function wholeNumber(minimum: number, maximum: number): Reader<number> {
  return (value, path, problems) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum) {
      return value;
    }
    problems.push(`${path}: must be a whole number from ${minimum} to ${maximum}`);
    return undefined;
  };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): Reader<Choice> {
  return (value, path, problems) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) problems.push(`${path}: must be one of ${choices.join(", ")}`);
    return choice;
  };
}

export const day: Reader<Day> = (value, path, problems) => {
  if (isDay(value)) return value;
  problems.push(`${path}: must be a day, like 2026-01-31`);
  return undefined;
};

export const email: Reader<string> = text({ maximum: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ });

export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, path, problems) =>
    value === undefined || value === null ? undefined : reader(value, path, problems);
}

export function listOf<T>(reader: Reader<T>, maximum = 100): Reader<T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value) || value.length > maximum) {
      problems.push(`${path}: must be a list of at most ${maximum}`);
      return undefined;
    }
    return value.map((item, index) => reader(item, `${path}[${index}]`, problems) as T);
  };
}

/** Fields nobody asked for are refused: most of them are misspelt ones. */
export function object<S extends Shape>(shape: S): Reader<Shaped<S>> {
  return (value, path, problems) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      problems.push(`${path || "input"}: must be an object`);
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(shape, key)) problems.push(`${at(path, key)}: is not known`);
    }
    const fields = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(shape).map(([key, reader]) => [key, reader(fields[key], at(path, key), problems)]),
    ) as Shaped<S>;
  };
}

/** The value as its reader sees it; all problems come together, so that a form can show them all. */
export function validated<T>(reader: Reader<T>, value: unknown): T {
  const problems: string[] = [];
  const result = reader(value, "", problems);
  if (problems.length > 0) throw new InvalidInput(problems);
  return result as T;
}
