import type { Texts } from './texts.ts';

export const financeTexts: Texts = {
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
    revenue: 'Invoices less credit notes, one for each currency; deposits are apart.',
    pdf: 'How many documents there are, and how large they are on average.',
    paymentRate: 'How many of the invoices and deposits were ever paid, from 0 to 1.',
  },
  BillingSummary: {
    self: 'What a customer has paid and got back in a year. Amounts are in minor units, VAT included.',
    months: 'By month and currency; those without money are left out.',
    totals: 'The year, by currency.',
  },
};
