/** An error that a caller of the API may read; everything else is answered with a plain 500. */
export abstract class BillingError extends Error {
  abstract readonly code: string;
  abstract readonly statusCode: number;

  /** Whether the same request may succeed a little later. */
  get isTransient(): boolean {
    return false;
  }
}

export class InvalidInput extends BillingError {
  override readonly name = "InvalidInput";
  readonly code = "invalid_input";
  readonly statusCode = 422;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The input has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    this.problems = problems;
  }
}

export class NotFound extends BillingError {
  override readonly name = "NotFound";
  readonly code = "not_found";
  readonly statusCode = 404;

  constructor(kind: string, id: string) {
    super(`There is no ${kind} ${id}`);
  }
}

/** Somebody else changed the thing between our reading and our writing of it. */
export class Conflict extends BillingError {
  override readonly name = "Conflict";
  readonly code = "conflict";
  readonly statusCode = 409;

  constructor(kind: string, id: string, options?: ErrorOptions) {
    super(`The ${kind} ${id} was changed in the meantime`, options);
  }

  override get isTransient(): boolean {
    return true;
  }
}

export class PaymentDeclined extends BillingError {
  override readonly name = "PaymentDeclined";
  readonly code = "payment_declined";
  readonly statusCode = 402;
  readonly declineCode: string;

  constructor(declineCode: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.declineCode = declineCode;
  }
}

export class ProviderUnavailable extends BillingError {
  override readonly name = "ProviderUnavailable";
  readonly code = "provider_unavailable";
  readonly statusCode = 503;

  constructor(provider: string, options?: ErrorOptions) {
    super(`${provider} cannot be reached`, options);
  }

  override get isTransient(): boolean {
    return true;
  }
}

const transientNames: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TransactionConflictException",
  "TimeoutError",
]);

export function isTransient(error: unknown): boolean {
  if (error instanceof BillingError) return error.isTransient;
  return error instanceof Error && transientNames.has(error.name);
}
