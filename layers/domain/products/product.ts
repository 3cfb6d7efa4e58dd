import type { ExemptionReason } from '../invoices/exemption.ts';
import type { Currency } from '../money.ts';

/** What a stranger may buy, at the shop's price. Times are ISO 8601 UTC. */
export type Product = {
  /** `prd_…`. */
  id: string;
  name: string;
  description?: string;
  /** Minor units with VAT, of one. */
  unitGrossMinor: number;
  currency: Currency;
  /** Basis points, 2000 is 20 %. */
  vatRate: number;
  /** Why the rate is 0; the seller's default reason when absent. */
  exemption?: ExemptionReason;
  supplies: 'goods' | 'services';
  /** Only active products are listed and sold. */
  active: boolean;
  createdAt: string;
  updatedAt: string;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
};
