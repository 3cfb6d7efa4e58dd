import type { InvoiceContent, InvoiceLine, Seller } from './invoice.ts';
import type { Supplies } from './line.ts';

/** What a document is about as a whole (EN 16931, BT-23: B, S or M). */
export type AllSupplies = Supplies | 'both';

/** The kind of a line: its own, or else the seller's. */
export const suppliesOfLine = (
  { supplies }: Pick<InvoiceLine, 'supplies'>,
  seller: Pick<Seller, 'supplies'>,
): Supplies => supplies ?? seller.supplies;

export function suppliesOf({
  lines,
  seller,
}: {
  lines: readonly Pick<InvoiceLine, 'supplies'>[];
  seller: Pick<InvoiceContent['seller'], 'supplies'>;
}): AllSupplies {
  const [kind = seller.supplies, ...others] = new Set(
    lines.map((line) => suppliesOfLine(line, seller)),
  );
  return others.length > 0 ? 'both' : kind;
}
