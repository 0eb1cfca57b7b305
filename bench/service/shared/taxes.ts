import { isMemberState, normalizeCountry, standardRate } from "./countries";
import { percentageOf, sum, total, zero, type Money } from "./money";
import type { Line } from "./pricing";

export interface Seller {
  country: string;
  taxNumber: string;
}

export interface Buyer {
  country: string;
  /** Present only once the register of its country confirmed it. */
  taxNumber?: string;
}

export type Treatment =
  | { kind: "domestic"; rate: number }
  | { kind: "destination"; rate: number; country: string }
  | { kind: "reverse-charge" }
  | { kind: "export" };

export interface TaxedTotal {
  net: Money;
  tax: Money;
  gross: Money;
  note?: string;
}

/**
 * Where a service is taxed: at home for buyers at home, with the buyer for confirmed businesses of other member
 * states, in the buyer's country and at its rate for consumers there, and not at all outside of the Union.
 */
export function treatmentOf(seller: Seller, buyer: Buyer): Treatment {
  const home = normalizeCountry(seller.country);
  const country = normalizeCountry(buyer.country);
  if (country === home) return { kind: "domestic", rate: standardRate(home) };
  if (!isMemberState(country)) return { kind: "export" };
  if (buyer.taxNumber) return { kind: "reverse-charge" };
  return { kind: "destination", rate: standardRate(country), country };
}

function noteOf(treatment: Treatment, buyer: Buyer): string | undefined {
  switch (treatment.kind) {
    case "domestic":
      return undefined;
    case "destination":
      return `Value added tax of ${treatment.country} at ${treatment.rate} %`;
    case "reverse-charge":
      return `Reverse charge: the tax is owed by the recipient, ${buyer.taxNumber}`;
    case "export":
      return "Not taxable in the European Union";
  }
}

/** The tax is taken once from the sum: rounded line by line it would differ from what authorities compute. */
export function taxed(
  lines: readonly Line[],
  currency: Money["currency"],
  seller: Seller,
  buyer: Buyer,
): TaxedTotal {
  const treatment = treatmentOf(seller, buyer);
  const net = total(
    lines.map(({ amount }) => amount),
    currency,
  );
  const tax = "rate" in treatment ? percentageOf(net, treatment.rate) : zero(currency);
  return { net, tax, gross: sum(net, tax), note: noteOf(treatment, buyer) };
}
