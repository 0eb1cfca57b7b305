export type Currency = "eur" | "gbp" | "usd" | "chf" | "sek";

/** An amount in the smallest unit of its currency; never a fraction of it. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

const currencies: ReadonlySet<string> = new Set<Currency>(["eur", "gbp", "usd", "chf", "sek"]);

export class CurrencyMismatch extends TypeError {
  constructor(one: Currency, other: Currency) {
    super(`Amounts in ${one} and ${other} do not add up`);
    this.name = "CurrencyMismatch";
  }
}

export function isCurrency(value: unknown): value is Currency {
  return typeof value === "string" && currencies.has(value);
}

export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of cents`);
  return { amount, currency };
}

export const zero = (currency: Currency): Money => ({ amount: 0, currency });

export const negated = ({ amount, currency }: Money): Money => money(amount === 0 ? 0 : -amount, currency);

export function sum(first: Money, ...others: readonly Money[]): Money {
  let total = first.amount;
  for (const other of others) {
    if (other.currency !== first.currency) throw new CurrencyMismatch(first.currency, other.currency);
    total += other.amount;
  }
  return money(total, first.currency);
}

export function total(amounts: readonly Money[], currency: Currency): Money {
  return sum(zero(currency), ...amounts);
}

export const difference = (from: Money, taken: Money): Money => sum(from, negated(taken));

/** Half a cent goes to the even neighbour, so that roundings of a long invoice do not all point upwards. */
function roundedToEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (Math.abs(fraction - 0.5) > 1e-9) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export function times({ amount, currency }: Money, factor: number): Money {
  return money(roundedToEven(amount * factor), currency);
}

export const percentageOf = (whole: Money, percentage: number): Money => times(whole, percentage / 100);

/** Divides an amount by weights without losing a cent: the largest remainders get what rounding left. */
export function allocated({ amount, currency }: Money, weights: readonly number[]): Money[] {
  const whole = weights.reduce((sofar, weight) => sofar + weight, 0);
  if (whole <= 0) throw new RangeError("At least one weight must be above zero");

  const shares = weights.map((weight, index) => {
    const exact = (amount * weight) / whole;
    return { index, cents: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  let left = amount - shares.reduce((sofar, { cents }) => sofar + cents, 0);
  for (const share of shares.toSorted((one, other) => other.remainder - one.remainder)) {
    if (left === 0) break;
    share.cents += 1;
    left -= 1;
  }
  return shares.map(({ cents }) => money(cents, currency));
}

const formats = new Map<string, Intl.NumberFormat>();

export function formatted({ amount, currency }: Money, locale = "en-IE"): string {
  const key = `${locale}/${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency });
    formats.set(key, format);
  }
  return format.format(amount / 100);
}
