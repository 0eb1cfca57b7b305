/** What the carrier is told about an order. */
export interface Order {
  id: string;
  address: string;
}

const carrier = process.env.CARRIER_URL;

export const bookParcel = (order: Order) => post("parcels", order);
export const printLabel = (order: Order) => post("labels", order);

async function post(resource: string, { id, address }: Order): Promise<void> {
  const response = await fetch(`${carrier}/${resource}/${id}`, {
    method: "PUT",
    body: JSON.stringify({ address }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`The carrier answered ${response.status} for order ${id}.`);
}
