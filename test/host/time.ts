/** The result of `work`, or an error that says what did not happen when it takes longer. */
export async function within<T>(minutes: number, work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${minutes} min.`)), minutes * 60_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
