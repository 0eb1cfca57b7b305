import { remainingShare, type Day, type Period } from "./dates";
import { difference, money, percentageOf, sum, times, zero, type Money } from "./money";
import { plans, type Meter, type PlanId } from "./plans";
import { discountOn, type Discount, type Subscription } from "./subscription";

export interface Line {
  text: string;
  quantity: number;
  amount: Money;
}

/** Seats beyond `from` cost that much less; the ones below keep their price. */
const volumeDiscounts = [
  { from: 0, percentage: 0 },
  { from: 50, percentage: 5 },
  { from: 200, percentage: 12 },
  { from: 1_000, percentage: 20 },
] as const;

function seatsInTier(seats: number, tier: number): number {
  const { from } = volumeDiscounts[tier]!;
  const until = volumeDiscounts[tier + 1]?.from ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(seats, until) - from);
}

/** What the seats of a plan cost in a month, before discounts of the customer's own. */
export function listPrice(plan: PlanId, seats: number): Money {
  const { pricePerSeat, currency } = plans[plan];
  return volumeDiscounts.reduce((sofar, { percentage }, tier) => {
    const full = money(pricePerSeat * seatsInTier(seats, tier), currency);
    return sum(sofar, difference(full, percentageOf(full, percentage)));
  }, zero(currency));
}

/** A discount brings a price down to nothing at most; it never becomes a credit. */
export function discountAmount(price: Money, discount: Discount): Money {
  switch (discount.kind) {
    case "percentage":
      return percentageOf(price, discount.percentage);
    case "amount":
      return money(Math.min(discount.amount, price.amount), price.currency);
  }
}

export function usageLines(plan: PlanId, usage: Partial<Record<Meter, number>>): Line[] {
  const { allowances, currency } = plans[plan];
  const lines: Line[] = [];
  for (const [meter, allowance] of Object.entries(allowances)) {
    const beyond = (usage[meter as Meter] ?? 0) - allowance.included;
    if (beyond <= 0) continue;
    const blocks = Math.ceil(beyond / allowance.blockSize);
    lines.push({
      text: `${meter} beyond the ${allowance.included} included`,
      quantity: blocks,
      amount: money(blocks * allowance.pricePerBlock, currency),
    });
  }
  return lines;
}

/** The lines of an invoice: seats ahead for the period, and the usage of the one before. */
export function invoiceLines(
  subscription: Subscription,
  period: Period,
  usage: Partial<Record<Meter, number>>,
): Line[] {
  const { plan, seats } = subscription;
  const price = listPrice(plan, seats);
  const lines: Line[] = [{ text: `${plans[plan].name}, per seat`, quantity: seats, amount: price }];

  const discount = discountOn(subscription, period.start);
  if (discount) {
    const text = discount.kind === "percentage" ? `Discount of ${discount.percentage} %` : "Discount";
    lines.push({ text, quantity: 1, amount: times(discountAmount(price, discount), -1) });
  }
  return [...lines, ...usageLines(plan, usage)];
}

type Terms = Pick<Subscription, "plan" | "seats">;

/** A change within a period: the rest of it is credited at the old price and charged at the new one. */
export function prorationLines(before: Terms, after: Terms, period: Period, on: Day): Line[] {
  const share = remainingShare(period, on);
  if (share === 0) return [];
  return [
    {
      text: `Unused time of ${plans[before.plan].name} from ${on}`,
      quantity: before.seats,
      amount: times(listPrice(before.plan, before.seats), -share),
    },
    {
      text: `${plans[after.plan].name} from ${on}`,
      quantity: after.seats,
      amount: times(listPrice(after.plan, after.seats), share),
    },
  ];
}
