import { renderInvoicePdf } from '#documents/invoice-pdf';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { readAssets } from '#runtime/assets';
import { variableOf } from '#runtime/environment';
import { setting } from './settings.ts';

const { primaryColor, logo } = setting('BRAND');
const assets = { ...readAssets(variableOf('ASSETS_DIRECTORY'), logo), primaryColor };

/** Renders an invoice with the shop's colour, logo and fonts. */
export const renderInvoice = (content: InvoiceContent, shown?: Shown) =>
  renderInvoicePdf(content, assets, shown);
