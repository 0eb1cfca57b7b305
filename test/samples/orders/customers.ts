/** Tells a customer how far an order is. */
export async function tell({ customer, text }: { customer: string; text: string }): Promise<void> {
  const answer = await fetch(`${process.env.CUSTOMERS_URL}/${customer}/messages`, {
    method: "POST",
    body: text,
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`Customer ${customer} was told nothing: ${answer.status}.`);
}
