import type { Texts } from './texts.ts';

export const financeTexts: Texts = {
  Declaration: {
    self: 'What is declared of a period. Days are those of the seller’s zone; rates are in basis points; a credit note makes sums smaller, so that they may be negative.',
    paysVatOnDebits: 'Option for VAT on debits: then payments are not declared.',
    sales:
      'To consumers. `TLB1`: taxed goods, `TPS1`: taxed services, `TNT1`: not taxed in France, `TMA1`: on the margin. `net` is in minor units of `currency`, `vatInEuro` in cents; `transactions` counts documents. A final invoice counts without its deposits, which count by themselves.',
    payments:
      'By consumers, for services, VAT included, in cents. What was paid before the invoice counts on the invoice’s day.',
    abroad:
      'Invoices, deposits and credit notes to companies abroad, one by one; `paidDay` is null until it is paid.',
    byPlatform: 'How many documents are left out because a platform carries them.',
    withoutSiren:
      'Numbers of documents to French companies that gave no SIREN: find out whether they are consumers.',
  },
  ListedInvoice: {
    self: 'An invoice or a credit note, as lists show it. Days are those of the seller’s zone.',
    amount: 'In minor units, VAT included; of a credit note what is given back.',
    amountDue: 'What is still to be paid.',
    vatAmount: 'The VAT in it.',
    title: 'Of the order; where it has none, the first line.',
    corrects: 'Of a credit note: the invoice that it corrects.',
    paymentId: 'The payment that paid it, or whose money was given back.',
    pdfUrl: 'Redirects to a new link; null until the document is stored.',
  },
  InvoiceStats: {
    self: 'A year in figures. Amounts are in minor units; `formatted` is the same as French people write it.',
    counts: 'Invoices and deposits, by their status now.',
    revenue:
      'Invoices and deposits less credit notes, one for each currency. A final invoice counts without its deposits.',
    pdf: 'How many documents there are, and how large they are on average.',
    paymentRate: 'How many of the invoices and deposits were ever paid, from 0 to 1.',
  },
  BillingSummary: {
    self: 'What a customer has paid and got back in a year. Amounts are in minor units, VAT included.',
    months: 'By month and currency; those without money are left out.',
    totals: 'The year, by currency.',
  },
};
