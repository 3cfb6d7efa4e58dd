import type { Invoice } from '#domain/invoices/invoice-store';
import { addresses } from './addresses.ts';
import { clientTokens } from './client-tokens.ts';

/** Whoever has this link may pay the invoice, and nothing more (decision 0028). */
export const payUrl = async ({ id, content }: Pick<Invoice, 'id' | 'content'>): Promise<string> =>
  addresses.payInvoice({ id, locale: content.locale }, (await clientTokens()).issue(id));
