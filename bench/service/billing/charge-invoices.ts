import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import Stripe from "stripe";
import { requiredEnvironment } from "../shared/environment";

const logger = new Logger({ serviceName: "charge-invoices" });
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const stripe = new Stripe(requiredEnvironment("STRIPE_KEY"), { maxNetworkRetries: 2, timeout: 8_000 });
const invoicesTable = requiredEnvironment("INVOICES_TABLE");

interface ChargeRequest {
  invoiceId: string;
  accountId: string;
  attempt: number;
}

interface Invoice {
  invoiceId: string;
  accountId: string;
  customer: string;
  paymentMethod?: string;
  amountDue: number;
  currency: string;
  status: "draft" | "open" | "paid" | "uncollectible";
}

/** A message that no retry can save; it is noted on the invoice and taken off the queue. */
class Declined extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "Declined";
    this.code = code;
  }
}

class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

function chargeRequest(record: SQSRecord): ChargeRequest {
  let body: unknown;
  try {
    body = JSON.parse(record.body);
  } catch (cause) {
    throw new MalformedMessage("The message is not JSON", { cause });
  }
  if (typeof body !== "object" || body === null) throw new MalformedMessage("The message is not an object");
  const { invoiceId, accountId, attempt } = body as Partial<Record<keyof ChargeRequest, unknown>>;
  if (typeof invoiceId !== "string" || !invoiceId.startsWith("in_")) {
    throw new MalformedMessage("invoiceId must begin with in_");
  }
  if (typeof accountId !== "string") throw new MalformedMessage("accountId must be a text");
  if (typeof attempt !== "number" || attempt < 1) throw new MalformedMessage("attempt must be at least 1");
  return { invoiceId, accountId, attempt };
}

class InvoiceRepository {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#documents = client;
    this.#table = table;
  }

  async find({ accountId, invoiceId }: ChargeRequest): Promise<Invoice | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { accountId, invoiceId }, ConsistentRead: true }),
    );
    return Item as Invoice | undefined;
  }

  async markPaid({ accountId, invoiceId }: Invoice, paymentId: string): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: { accountId, invoiceId },
        UpdateExpression: "SET #status = :paid, paymentId = :payment, paidAt = :now",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ":paid": "paid",
          ":payment": paymentId,
          ":now": new Date().toISOString(),
        },
      }),
    );
  }

  async noteDecline({ accountId, invoiceId }: ChargeRequest, attempt: number, code: string): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: { accountId, invoiceId },
        UpdateExpression: "SET declines.#attempt = :code",
        ExpressionAttributeNames: { "#attempt": String(attempt) },
        ExpressionAttributeValues: { ":code": code },
      }),
    );
  }
}

const invoices = new InvoiceRepository(documents, invoicesTable);

async function pay(invoice: Invoice, attempt: number): Promise<Stripe.PaymentIntent> {
  if (!invoice.paymentMethod) throw new Declined("no_payment_method", "The account has no card on file");
  try {
    return await stripe.paymentIntents.create(
      {
        customer: invoice.customer,
        payment_method: invoice.paymentMethod,
        amount: invoice.amountDue,
        currency: invoice.currency,
        confirm: true,
        off_session: true,
        metadata: { invoiceId: invoice.invoiceId },
      },
      { idempotencyKey: `invoice-${invoice.invoiceId}-attempt-${attempt}` },
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      throw new Declined(error.decline_code ?? error.code ?? "unknown", error.message);
    }
    throw error;
  }
}

async function charge(record: SQSRecord): Promise<void> {
  const request = chargeRequest(record);
  const invoice = await invoices.find(request);
  if (!invoice) throw new Error(`Invoice ${request.invoiceId} is not stored yet`);
  if (invoice.status !== "open" || invoice.amountDue === 0) {
    logger.info("Nothing to charge", { invoiceId: invoice.invoiceId, status: invoice.status });
    return;
  }
  try {
    const payment = await pay(invoice, request.attempt);
    await invoices.markPaid(invoice, payment.id);
    logger.info("Charged", { invoiceId: invoice.invoiceId, paymentId: payment.id });
  } catch (error) {
    if (!(error instanceof Declined)) throw error;
    await invoices.noteDecline(request, request.attempt, error.code);
    logger.warn("Declined", { invoiceId: invoice.invoiceId, attempt: request.attempt, code: error.code });
  }
}

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const outcomes = await Promise.allSettled(event.Records.map(charge));
  const batchItemFailures: SQSBatchItemFailure[] = [];

  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === "fulfilled") continue;
    const { messageId, attributes } = event.Records[index]!;
    logger.error("Message failed", {
      messageId,
      received: Number(attributes.ApproximateReceiveCount),
      error: outcome.reason as Error,
    });
    batchItemFailures.push({ itemIdentifier: messageId });
  }

  return { batchItemFailures };
};
