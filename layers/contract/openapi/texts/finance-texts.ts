import type { Texts } from './texts.ts';

export const financeTexts: Texts = {
  ListedInvoice: {
    self: 'An invoice or a credit note, as lists show it. Days are those of the seller’s zone.',
    amount: 'In minor units, VAT included; of a credit note what is given back.',
    amountDue: 'What is still to be paid.',
    vatAmount: 'The VAT in it.',
    title: 'What was ordered or paid for; null once its customer is erased.',
    corrects: 'Of a credit note: the invoice that it corrects.',
    paymentId: 'The payment that paid it, or whose money was given back.',
    pdfUrl: 'Redirects to a new link; null until the document is stored.',
  },
};
