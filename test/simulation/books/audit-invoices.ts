import type { Books, StoredInvoice, StoredPayment, Violation } from './books.ts';

/** Every completed payment has one invoice, nobody else has one, and no number is left out. */
export function auditInvoices({ stored, invoices, creditNotes, series }: Books): Violation[] {
  const byPayment = Map.groupBy(invoices, ({ paymentId }) => paymentId);
  return [
    ...stored.flatMap((one) => auditOne(one, byPayment.get(one.payment.id) ?? [])),
    ...series.flatMap(({ name, last }) => auditSeries(name, last, [...invoices, ...creditNotes])),
  ];
}

function auditOne(
  { payment, invoiceShown }: StoredPayment,
  own: readonly StoredInvoice[],
): Violation[] {
  const { id: paymentId, status, amount } = payment;
  const due = status === 'completed' ? 1 : 0;
  if (own.length !== due)
    return [{ paymentId, what: `is ${status}, and has ${own.length} invoices` }];
  const [invoice] = own;
  if (invoice?.number !== invoiceShown)
    return [{ paymentId, what: `has invoice ${invoice?.number}, and shows ${invoiceShown}` }];
  return invoice && invoice.minor !== amount.minor
    ? [{ paymentId, what: `was invoiced ${invoice.minor}, and is of ${amount.minor}` }]
    : [];
}

function auditSeries(
  name: string,
  last: number,
  documents: readonly { number: string }[],
): Violation[] {
  const numbers = documents
    .filter(({ number }) => number.startsWith(`${name}-`))
    .map(({ number }) => Number(number.slice(name.length + 1)))
    .sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap >= 0) return [{ what: `${name} has ${numbers[gap]} where ${gap + 1} is due` }];
  return numbers.length === last
    ? []
    : [{ what: `${name} counts ${last} and has ${numbers.length} documents` }];
}
