/** Gives the money back, at the bank. */
export async function refund(payment: string | undefined): Promise<void> {
  const answer = await fetch(`${process.env.BANK_URL}/${payment}/refund`, {
    method: "PUT",
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The bank answered ${answer.status}.`);
}
