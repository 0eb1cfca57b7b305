import type { SQSEvent, SQSRecord } from "aws-lambda";
import { addDays, addMonths, type Day } from "../dates";
import { money, total } from "../money";
import { invoiceLines } from "../pricing";
import type { Account } from "../repositories/accounts";
import type { Invoice } from "../repositories/invoices";
import type { Subscription } from "../subscription";

/** Tests name only what they are about; everything else is as ordinary as can be. */
const firstDay: Day = "2026-01-15";

let count = 0;

function nextId(prefix: string): string {
  count += 1;
  return `${prefix}_${String(count).padStart(4, "0")}`;
}

export function anAccount(fields: Partial<Account> = {}): Account {
  return {
    accountId: nextId("acc"),
    version: 1,
    name: "Harbour Books",
    tier: "self-service",
    billingEmail: "accounts@harbour-books.example",
    locale: "en-IE",
    timeZone: "Europe/Dublin",
    country: "IE",
    customer: nextId("cus"),
    paymentMethod: nextId("pm"),
    hasOpenDispute: false,
    ...fields,
  };
}

export function aSubscription(fields: Partial<Subscription> = {}): Subscription {
  const { startedOn = firstDay } = fields;
  return {
    accountId: nextId("acc"),
    subscriptionId: nextId("sub"),
    plan: "team",
    seats: 4,
    status: "active",
    startedOn,
    renewalDay: addMonths(startedOn, 1),
    ...fields,
  };
}

export const aTrial = (fields: Partial<Subscription> = {}): Subscription =>
  aSubscription({ status: "trialing", ...fields });

/** An invoice of a subscription's first period, without usage and without tax. */
export function anInvoiceFor(subscription: Subscription, fields: Partial<Invoice> = {}): Invoice {
  const period = { start: subscription.startedOn, end: subscription.renewalDay };
  const lines = invoiceLines(subscription, period, {});
  const due = total(
    lines.map(({ amount }) => amount),
    "eur",
  );
  return {
    accountId: subscription.accountId,
    invoiceId: nextId("in"),
    subscriptionId: subscription.subscriptionId,
    status: "open",
    period,
    lines: lines.map(({ text, quantity, amount }) => ({ text, quantity, amount: amount.amount })),
    tax: 0,
    amountDue: due.amount,
    currency: due.currency,
    dueOn: addDays(period.start, 14),
    ...fields,
  };
}

export const euros = (amount: number) => money(Math.round(amount * 100), "eur");

export function anSqsRecord(body: unknown, fields: Partial<SQSRecord> = {}): SQSRecord {
  return {
    messageId: nextId("message"),
    receiptHandle: nextId("receipt"),
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1768435200000",
      SenderId: "billing",
      ApproximateFirstReceiveTimestamp: "1768435200100",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:000000000000:invoices",
    awsRegion: "eu-west-1",
    ...fields,
  };
}

export const anSqsEvent = (...bodies: readonly unknown[]): SQSEvent => ({
  Records: bodies.map((body) => anSqsRecord(body)),
});
