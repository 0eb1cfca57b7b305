import { saveDelivery, type Delivery } from "../repositories/deliveries";

const twoDays = 48 * 60 * 60 * 1000;

export async function planDelivery(order: { id: string; paidAt: number; address: string }): Promise<void> {
  const delivery: Delivery = { id: order.id, address: order.address, due: order.paidAt + twoDays };
  await saveDelivery(delivery);
}
