import { isTransient } from "./errors";

export interface RetryOptions {
  /** The first try counts as one. */
  attempts?: number;
  firstDelayMs?: number;
  maximumDelayMs?: number;
  isRetryable?: (error: unknown) => boolean;
  onRetry?: (error: unknown, attempt: number, delayMs: number) => void;
  signal?: AbortSignal;
  /** A test gives its own, and does not wait. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export class RetriesExhausted extends Error {
  readonly attempts: number;

  constructor(attempts: number, cause: unknown) {
    super(`Gave up after ${attempts} attempts`, { cause });
    this.name = "RetriesExhausted";
    this.attempts = attempts;
  }
}

const waitFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });

/** Any delay up to the doubled one is as likely: workers that failed together do not come back together. */
function delayBefore(attempt: number, firstDelayMs: number, maximumDelayMs: number): number {
  const ceiling = Math.min(maximumDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return Math.round(Math.random() * ceiling);
}

export async function retried<T>(
  work: (attempt: number) => Promise<T>,
  {
    attempts = 4,
    firstDelayMs = 100,
    maximumDelayMs = 3_000,
    isRetryable = isTransient,
    onRetry,
    signal,
    wait = waitFor,
  }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (attempt >= attempts) throw new RetriesExhausted(attempt, error);
      const delayMs = delayBefore(attempt, firstDelayMs, maximumDelayMs);
      onRetry?.(error, attempt, delayMs);
      await wait(delayMs, signal);
    }
  }
}
