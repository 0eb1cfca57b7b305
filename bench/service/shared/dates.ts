/** A day of the calendar, as `2026-01-31`; days compare like the texts they are. */
export type Day = `${number}-${number}-${number}`;

/** From its first day up to, and without, the day on which the next one begins. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

const dayMs = 86_400_000;

const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

const dayAt = (date: Date): Day => date.toISOString().slice(0, 10) as Day;

export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  // 30 February is read as 2 March by some engines and refused by others.
  return !Number.isNaN(date.getTime()) && dayAt(date) === value;
}

export function parsedDay(value: string): Day {
  if (!isDay(value)) throw new RangeError(`"${value}" is no day of the calendar`);
  return value;
}

/** The day it is for a customer, who reads an invoice in the time of the place. */
export function today(timeZone = "UTC", now: Date = new Date()): Day {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return parsedDay(`${part("year")}-${part("month")}-${part("day")}`);
}

export function addDays(day: Day, count: number): Day {
  return dayAt(new Date(atMidnight(day).getTime() + count * dayMs));
}

const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** Stays in the month it should reach: a month after 31 January is the last day of February. */
export function addMonths(day: Day, count: number): Day {
  const date = atMidnight(day);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const target = Math.min(date.getUTCDate(), daysInMonth(year, month));
  return dayAt(new Date(Date.UTC(year, month, target)));
}

export function daysFrom(start: Day, end: Day): number {
  return Math.round((atMidnight(end).getTime() - atMidnight(start).getTime()) / dayMs);
}

export const monthOf = (day: Day): string => day.slice(0, 7);

export function monthPeriod(day: Day): Period {
  const start = parsedDay(`${monthOf(day)}-01`);
  return { start, end: addMonths(start, 1) };
}

export const lengthOf = ({ start, end }: Period): number => daysFrom(start, end);

export const isWithin = (day: Day, { start, end }: Period): boolean => start <= day && day < end;

/** The part of a period that is still to come on a day, from 0 to 1. */
export function remainingShare(period: Period, on: Day): number {
  if (on <= period.start) return 1;
  if (on >= period.end) return 0;
  return daysFrom(on, period.end) / lengthOf(period);
}

export function* daysOf({ start, end }: Period): Generator<Day> {
  for (let day = start; day < end; day = addDays(day, 1)) yield day;
}

export function longDate(day: Day, locale = "en-IE"): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(atMidnight(day));
}
