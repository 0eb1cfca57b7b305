import { saveCancellation } from "../repositories/cancellations";

export const cancelDelivery = ({ id, reason }: { id: string; reason?: string }) =>
  saveCancellation(id, reason ?? "not given");
