import { addDays, addMonths, type Day } from "./dates";
import { plans, type PlanId } from "./plans";

export type SubscriptionStatus = "trialing" | "active" | "paused" | "cancelled";

export type Discount =
  { kind: "percentage"; percentage: number; until?: Day } | { kind: "amount"; amount: number; until?: Day };

export interface Subscription {
  accountId: string;
  subscriptionId: string;
  plan: PlanId;
  seats: number;
  status: SubscriptionStatus;
  discount?: Discount;
  startedOn: Day;
  renewalDay: Day;
  cancelAtPeriodEnd?: true;
  cancelledOn?: Day;
}

/** The states a subscription may go to; a cancelled one is never opened again, a new one is. */
const transitions: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  trialing: ["active", "cancelled"],
  active: ["paused", "cancelled"],
  paused: ["active", "cancelled"],
  cancelled: [],
};

export class ForbiddenTransition extends Error {
  readonly from: SubscriptionStatus;
  readonly to: SubscriptionStatus;

  constructor(from: SubscriptionStatus, to: SubscriptionStatus) {
    super(`A subscription that is ${from} cannot become ${to}`);
    this.name = "ForbiddenTransition";
    this.from = from;
    this.to = to;
  }
}

export function withStatus(subscription: Subscription, status: SubscriptionStatus, on: Day): Subscription {
  if (subscription.status === status) return subscription;
  if (!transitions[subscription.status].includes(status)) {
    throw new ForbiddenTransition(subscription.status, status);
  }
  switch (status) {
    case "cancelled": {
      const { cancelAtPeriodEnd: _, ...rest } = subscription;
      return { ...rest, status, cancelledOn: on };
    }
    case "active":
      return { ...subscription, status, renewalDay: addMonths(on, 1) };
    default:
      return { ...subscription, status };
  }
}

export function isBillable({ status, cancelAtPeriodEnd }: Subscription): boolean {
  return status === "active" && cancelAtPeriodEnd === undefined;
}

export function trialEnd({ plan, startedOn }: Pick<Subscription, "plan" | "startedOn">): Day | undefined {
  const { trialDays } = plans[plan];
  return trialDays > 0 ? addDays(startedOn, trialDays) : undefined;
}

/**
 * The day after `renewalDay` on which the next period begins. It is counted from the first day and not from the
 * last renewal: a subscription of 31 January renews on 28 February, and then on 31 March again.
 */
export function nextRenewal({ startedOn, renewalDay }: Pick<Subscription, "startedOn" | "renewalDay">): Day {
  let months = 1;
  while (addMonths(startedOn, months) <= renewalDay) months += 1;
  return addMonths(startedOn, months);
}

export function discountOn({ discount }: Subscription, day: Day): Discount | undefined {
  if (!discount) return undefined;
  return discount.until !== undefined && discount.until < day ? undefined : discount;
}
