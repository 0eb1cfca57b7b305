import type { VoucherRepository } from "./voucher-repository";

export interface Voucher {
  code: string;
  customer: string;
}

export class RedeemService {
  constructor(private readonly vouchers: VoucherRepository) {}

  async redeem({ code, customer }: Voucher): Promise<void> {
    await this.vouchers.markAsUsed(code, customer);
  }
}
