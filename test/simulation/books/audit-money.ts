import { takenOf } from '#domain/payments/payment';
import type { Books, Charge, StoredPayment, Violation } from './books.ts';

/** Every charge has exactly one completed payment of its amount, and none is invented. */
export function auditMoney(books: Books): Violation[] {
  const payments = new Map(books.stored.map((stored) => [stored.payment.id, stored]));
  const charges = Map.groupBy(books.charges, ({ paymentId }) => paymentId);
  return [
    ...books.charges.flatMap((charge) => auditCharge(charge, payments)),
    ...[...charges].flatMap(([paymentId, own]) =>
      paymentId !== undefined && own.length > 1
        ? [{ paymentId, what: `was charged ${own.length} times` }]
        : [],
    ),
    ...books.stored.flatMap((stored) => auditPayment(stored, charges)),
    ...books.given.flatMap(({ paymentId, isCharged }) =>
      isCharged && !charges.has(paymentId)
        ? [{ paymentId, what: 'was paid by its buyer, and the provider has no money of it' }]
        : [],
    ),
  ];
}

function auditCharge(charge: Charge, payments: Map<string, StoredPayment>): Violation[] {
  const { provider, id, paymentId = '', minor, currency } = charge;
  const payment = payments.get(paymentId)?.payment;
  const it = `${provider}'s charge ${id} of ${minor} ${currency}`;
  if (!payment) return [{ what: `${it} has no payment` }];
  const { status, amount } = payment;
  const came = takenOf(payment);
  const isWhatWasAsked = amount.minor === minor && amount.currency === currency;
  const due = isWhatWasAsked ? 'completed' : 'review';
  if (payment.provider !== provider) return [{ paymentId, what: `${it} is at another provider` }];
  if (status !== due) return [{ paymentId, what: `${it}: the payment is ${status}, not ${due}` }];
  const isNoted = came?.minor === minor && came.currency.toUpperCase() === currency;
  return isNoted ? [] : [{ paymentId, what: `${it}: the payment notes another amount` }];
}

function auditPayment(
  { payment }: StoredPayment,
  charges: Map<string | undefined, Charge[]>,
): Violation[] {
  const { id: paymentId, status } = payment;
  const isPaid = status === 'completed' || status === 'review';
  return isPaid && !charges.has(paymentId)
    ? [{ paymentId, what: `is ${status}, and no money came` }]
    : [];
}
