import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { BillingError, InvalidInput } from "./errors";
import { formatted, isCurrency, money } from "./money";
import { plans } from "./plans";
import { listPrice } from "./pricing";
import type { Invoice } from "./repositories/invoices";
import { trialEnd, type Subscription } from "./subscription";

export interface MoneyView {
  amount: number;
  currency: string;
  text: string;
}

const baseHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
} as const;

export function json(
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { ...baseHeaders, ...headers }, body: JSON.stringify(body) };
}

export const noContent = (): APIGatewayProxyStructuredResultV2 => ({ statusCode: 204 });

/** A problem as RFC 9457 has it. */
export function problem(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const headers = { "content-type": "application/problem+json" };
  if (!(error instanceof BillingError)) {
    return json(
      500,
      { title: "Something went wrong on our side", status: 500, instance: requestId },
      headers,
    );
  }
  const body = {
    type: `https://errors.billing.example/${error.code}`,
    title: error.message,
    status: error.statusCode,
    instance: requestId,
    ...(error instanceof InvalidInput && { problems: error.problems }),
  };
  return json(error.statusCode, body, error.isTransient ? { ...headers, "retry-after": "2" } : headers);
}

export function moneyView(amount: number, currency: string, locale?: string): MoneyView {
  if (!isCurrency(currency)) throw new RangeError(`We do not bill in "${currency}"`);
  return { amount, currency, text: formatted(money(amount, currency), locale) };
}

export function subscriptionView(subscription: Subscription, locale?: string) {
  const { amount, currency } = listPrice(subscription.plan, subscription.seats);
  return {
    id: subscription.subscriptionId,
    plan: { id: subscription.plan, name: plans[subscription.plan].name },
    seats: subscription.seats,
    status: subscription.status,
    monthlyTotal: moneyView(amount, currency, locale),
    startedOn: subscription.startedOn,
    trialEndsOn: subscription.status === "trialing" ? (trialEnd(subscription) ?? null) : null,
    renewsOn: subscription.cancelAtPeriodEnd ? null : subscription.renewalDay,
    endsOn: subscription.cancelAtPeriodEnd ? subscription.renewalDay : (subscription.cancelledOn ?? null),
  };
}

export function invoiceView(invoice: Invoice, locale?: string) {
  const view = (amount: number) => moneyView(amount, invoice.currency, locale);
  return {
    id: invoice.invoiceId,
    number: invoice.number ?? null,
    status: invoice.status,
    period: { from: invoice.period.start, to: invoice.period.end },
    lines: invoice.lines.map(({ text, quantity, amount }) => ({ text, quantity, amount: view(amount) })),
    tax: view(invoice.tax),
    total: view(invoice.amountDue),
    dueOn: invoice.dueOn,
    paidAt: invoice.paidAt ?? null,
  };
}

/** A cursor is opaque for clients, so that the keys of the table can change. */
export const cursorFor = (key: Record<string, string> | undefined): string | null =>
  key ? Buffer.from(JSON.stringify(key)).toString("base64url") : null;

export function keyOf(cursor: string | undefined): Record<string, string> | undefined {
  if (!cursor) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as Record<string, string>;
  } catch {
    throw new InvalidInput(["after: is not a cursor of ours"]);
  }
}
