export type PlanId = "starter" | "team" | "business" | "enterprise";

export type Meter = "api-calls" | "storage-gb-hours" | "seats" | "exports";

/** What a plan includes of a meter each month, and what each started block beyond it costs. */
export interface Allowance {
  included: number;
  blockSize: number;
  pricePerBlock: number;
}

export interface Plan {
  name: string;
  /** In the smallest unit of the currency, per month. */
  pricePerSeat: number;
  currency: "eur" | "usd" | "gbp";
  trialDays: number;
  maximumSeats: number;
  allowances: Partial<Record<Meter, Allowance>>;
}

export const plans: Readonly<Record<PlanId, Plan>> = {
  starter: {
    name: "Starter",
    pricePerSeat: 900,
    currency: "eur",
    trialDays: 14,
    maximumSeats: 5,
    allowances: {
      "api-calls": { included: 10_000, blockSize: 1_000, pricePerBlock: 50 },
      exports: { included: 5, blockSize: 1, pricePerBlock: 100 },
    },
  },
  team: {
    name: "Team",
    pricePerSeat: 1_900,
    currency: "eur",
    trialDays: 14,
    maximumSeats: 100,
    allowances: {
      "api-calls": { included: 100_000, blockSize: 10_000, pricePerBlock: 350 },
      "storage-gb-hours": { included: 36_000, blockSize: 720, pricePerBlock: 12 },
      exports: { included: 50, blockSize: 10, pricePerBlock: 400 },
    },
  },
  business: {
    name: "Business",
    pricePerSeat: 3_400,
    currency: "eur",
    trialDays: 30,
    maximumSeats: 1_000,
    allowances: {
      "api-calls": { included: 1_000_000, blockSize: 100_000, pricePerBlock: 2_500 },
      "storage-gb-hours": { included: 360_000, blockSize: 7_200, pricePerBlock: 95 },
    },
  },
  enterprise: {
    name: "Enterprise",
    pricePerSeat: 5_200,
    currency: "eur",
    trialDays: 0,
    maximumSeats: 5_000,
    allowances: {},
  },
};

const order: readonly PlanId[] = ["starter", "team", "business", "enterprise"];

export function isPlanId(value: unknown): value is PlanId {
  return typeof value === "string" && Object.hasOwn(plans, value);
}

/** Upgrades take effect at once, downgrades at the end of the period. */
export function isUpgrade(from: PlanId, to: PlanId): boolean {
  return order.indexOf(to) > order.indexOf(from);
}

export function smallestPlanFor(seats: number): PlanId {
  const found = order.find((id) => plans[id].maximumSeats >= seats);
  if (!found) throw new RangeError(`No plan has room for ${seats} seats`);
  return found;
}
