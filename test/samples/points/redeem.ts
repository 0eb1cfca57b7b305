import type { EventBridgeEvent } from "aws-lambda";
import { RedeemService, type Voucher } from "./redeem-service";
import { VoucherRepository } from "./voucher-repository";

const service = new RedeemService(new VoucherRepository());

export const handler = async (event: EventBridgeEvent<"Voucher", Voucher>) => {
  await service.redeem(event.detail);
};
