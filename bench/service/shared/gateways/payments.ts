import Stripe from "stripe";
import { requiredEnvironment } from "../environment";
import { PaymentDeclined, ProviderUnavailable } from "../errors";
import { isCurrency, money, type Money } from "../money";
import type { Account } from "../repositories/accounts";

const stripe = new Stripe(requiredEnvironment("STRIPE_KEY"), { maxNetworkRetries: 2, timeout: 8_000 });
const webhookSecret = requiredEnvironment("STRIPE_WEBHOOK_SECRET");

export interface Payment {
  paymentId: string;
  amount: Money;
  isSettled: boolean;
}

export interface PaymentRequest {
  customer: string;
  paymentMethod: string;
  amount: Money;
  /** The same key never charges twice. */
  key: string;
  metadata: Record<string, string>;
}

/** Errors of the provider, as the rest of the service knows them. */
function translated(error: unknown): unknown {
  if (error instanceof Stripe.errors.StripeCardError) {
    return new PaymentDeclined(error.decline_code ?? error.code ?? "unknown", error.message, {
      cause: error,
    });
  }
  if (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeAPIError
  ) {
    return new ProviderUnavailable("The payment provider", { cause: error });
  }
  return error;
}

async function translating<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translated(error);
  }
}

function paymentOf({ id, amount, currency, status }: Stripe.PaymentIntent): Payment {
  if (!isCurrency(currency)) throw new RangeError(`Payment ${id} is in ${currency}, which we do not bill in`);
  return { paymentId: id, amount: money(amount, currency), isSettled: status === "succeeded" };
}

export async function createCustomer(account: Account): Promise<string> {
  const { id } = await translating(() =>
    stripe.customers.create(
      {
        name: account.name,
        email: account.billingEmail,
        preferred_locales: [account.locale],
        address: { country: account.country },
        metadata: { accountId: account.accountId },
      },
      { idempotencyKey: `customer-${account.accountId}` },
    ),
  );
  return id;
}

export async function takePayment(request: PaymentRequest): Promise<Payment> {
  const intent = await translating(() =>
    stripe.paymentIntents.create(
      {
        customer: request.customer,
        payment_method: request.paymentMethod,
        amount: request.amount.amount,
        currency: request.amount.currency,
        confirm: true,
        off_session: true,
        metadata: request.metadata,
      },
      { idempotencyKey: request.key },
    ),
  );
  return paymentOf(intent);
}

export async function refund(paymentId: string, amount: Money, key: string): Promise<string> {
  const { id } = await translating(() =>
    stripe.refunds.create({ payment_intent: paymentId, amount: amount.amount }, { idempotencyKey: key }),
  );
  return id;
}

/** The cards of a customer that are still good in the month that is given as `2026-01`. */
export async function usableCards(customer: string, month: string): Promise<string[]> {
  const { data } = await translating(() => stripe.paymentMethods.list({ customer, type: "card", limit: 20 }));
  return data
    .filter(({ card }) => {
      if (!card) return false;
      return `${card.exp_year}-${String(card.exp_month).padStart(2, "0")}` >= month;
    })
    .map(({ id }) => id);
}

export function signedEvent(body: string, signature: string): Stripe.Event {
  return stripe.webhooks.constructEvent(body, signature, webhookSecret);
}
