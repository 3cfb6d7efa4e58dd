import { auditChain } from './audit-chain.ts';
import { auditCreditNotes } from './audit-credit-notes.ts';
import { auditInvoices } from './audit-invoices.ts';
import { auditLedger } from './audit-ledger.ts';
import { auditMoney } from './audit-money.ts';
import { auditOrders } from './audit-orders.ts';
import { auditRefunds, refundsAwaitingDispute } from './audit-refunds.ts';
import type { Books, Violation } from './books.ts';

/** Compares what the providers know with what the shop knows; nothing is found in good books. */
export const audit = (books: Books): Violation[] => [
  ...auditMoney(books),
  ...auditLedger(books),
  ...auditRefunds(books),
  ...auditInvoices(books),
  ...auditCreditNotes(books),
  ...auditChain(books),
  ...auditOrders(books),
  ...auditListing(books),
  ...auditLeftovers(books),
];

/** The API tells what is stored, of every payment, once. */
function auditListing({ listed, stored, given }: Books): Violation[] {
  const byId = Map.groupBy(listed, ({ id }) => id);
  const known = new Set(stored.map(({ payment }) => payment.id));
  const lost = given.filter(({ paymentId }) => !known.has(paymentId));
  return [
    ...lost.map(({ paymentId }) => ({ paymentId, what: 'was given to the shop, and is gone' })),
    ...listed
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => ({ paymentId: id, what: 'is listed, and not stored' })),
    ...stored.flatMap(({ payment }): Violation[] => {
      const times = byId.get(payment.id) ?? [];
      if (times.length !== 1)
        return [{ paymentId: payment.id, what: `is listed ${times.length} times` }];
      const isSame =
        times[0]!.status === payment.status &&
        times[0]!.amount === payment.amount.minor &&
        times[0]!.currency === payment.amount.currency &&
        times[0]!.amountRefunded === payment.amountRefunded.minor &&
        times[0]!.dispute === payment.dispute;
      return isSame ? [] : [{ paymentId: payment.id, what: 'is listed other than stored' }];
    }),
  ];
}

function auditLeftovers({ stored, deadLetters, due }: Books): Violation[] {
  const open = stored.filter(({ payment: { status } }) =>
    ['pending', 'processing'].includes(status),
  );
  const stillDue = due - stored.flatMap(refundsAwaitingDispute).length;
  return [
    ...open.map(({ payment: { id, status } }) => ({
      paymentId: id,
      what: `is ${status} for ever`,
    })),
    ...deadLetters
      .filter(({ count }) => count > 0)
      .map(({ queue, count }) => ({ what: `${count} dead letters of ${queue}` })),
    ...(stillDue > 0
      ? [{ what: `${stillDue} payments and refunds still wait for their time` }]
      : []),
  ];
}
