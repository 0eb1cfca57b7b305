/** The result of `work`, or an error that says what did not happen when it takes longer. */
export async function within<T>(minutes: number, work: Promise<T>, what: string): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    // Who no longer waits is not kept alive by it.
    setTimeout(() => reject(new Error(`${what} within ${minutes} min.`)), minutes * 60_000).unref();
  });
  return Promise.race([work, late]);
}
