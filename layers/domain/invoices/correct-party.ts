import type { InvoiceParty } from './invoice.ts';

type Removable = Exclude<keyof InvoiceParty, 'kind' | 'name' | 'email'>;

/** Absent fields stay as they are; null removes. */
export type PartyChange = Partial<Pick<InvoiceParty, 'kind' | 'name' | 'email'>> & {
  [Field in Removable]?: InvoiceParty[Field] | null;
};

/** The buyer as an invoice should have named it. */
export function correctedParty(party: InvoiceParty, change: PartyChange): InvoiceParty {
  const fields = Object.entries({ ...party, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(fields) as InvoiceParty;
}
