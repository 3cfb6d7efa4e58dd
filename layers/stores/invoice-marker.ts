import { text } from './fields.ts';
import { stored } from './stored.ts';

/** Marks that a payment, or a period, has its invoice. */
export type InvoiceMarker = { invoiceId: string; number: string };

export const invoiceMarkerFrom = stored<InvoiceMarker>({ invoiceId: text, number: text });
