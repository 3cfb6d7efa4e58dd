import { type LedgerEntry, nameOf } from '#domain/ledger/ledger-entry';
import type { Payment } from '#domain/payments/payment';
import type { OpenPayments, OrderClaim, Transition } from '#domain/payments/payment-store';
import { nextRefundCheckAt } from '#domain/refunds/next-refund-check';
import type { Refund } from '#domain/refunds/refund';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { indexes, keys, ttlAfterDays, yearOf } from './keys.ts';
import { carrying, eventWrite } from './outbox.ts';
import { rowOfPayment } from './stored-payment.ts';
import { type Condition, type Item, keyIsFree, versionBefore, type Write } from './table.ts';
import { isFoundByAge } from './young-payments.ts';

/**
 * Writes a whole payment with its index keys. Omits the form's version, which means the first: many
 * payments end a few bytes below a kilobyte, above which each write costs double.
 *
 * @param now leaves out the key of the index of what is due while the payment is found by its age.
 */
export function paymentWrite(payment: Payment, condition: Condition, now?: Date): Write {
  const { id, createdAt, checkAt, buyer } = payment;
  const isDue = checkAt !== undefined && !(now && isFoundByAge(payment, now));
  const inIndexes = {
    ...indexes.collection(yearOf('PAYMENTS', createdAt.slice(0, 4)), id),
    ...(buyer.customerId && indexes.owner(buyer.customerId, id)),
    ...(isDue && indexes.due('PAYMENTS', checkAt, id)),
  };
  const item = { ...rowOfPayment(payment), ...inIndexes, form: undefined };
  return { put: { key: keys.payment(id), item, condition } };
}

/** A list of open payments, kept a day longer than the last of them. */
export const openPaymentsWrite = (list: OpenPayments, expiresAt: string): Write => ({
  put: {
    key: keys.openPayments(list),
    item: {
      version: list.version,
      entries: list.entries,
      started: list.started,
      ttl: ttlAfterDays(expiresAt, 1),
    },
    condition: list.version === 1 ? keyIsFree : versionBefore(list),
  },
});

/** The first payment of an order claims it; after a full refund the next one may. */
export const orderClaimWrite = ({ order, after }: OrderClaim, paymentId: string): Write => ({
  put: {
    key: keys.orderPaid(order),
    item: { paymentId },
    condition:
      after === undefined
        ? keyIsFree
        : {
            expression: 'attribute_not_exists(pk) OR paymentId = :after',
            values: { ':after': after },
          },
  },
});

/** Writes a transition's event, task and entries; the event is added to a new item if any. */
export function tellingWrites(transition: Omit<Transition, 'orderClaim'>): Write[] {
  const { event, ledgerEntry, refundTask, audit } = transition;
  const writes: Write[] = [];
  if (audit) writes.push(auditWrite(audit));
  if (ledgerEntry) writes.push(ledgerWrite(ledgerEntry, event));
  else if (event) writes.push(eventWrite(event));
  if (refundTask)
    writes.push(refundWrite(refundTask.refund, keyIsFree, carrying(refundTask.event)));
  return writes;
}

/** The entry's name is its key, so nothing is entered twice. */
export const ledgerWrite = (entry: LedgerEntry, event?: DomainEvent): Write => ({
  put: {
    key: keys.ledgerEntry(entry.paymentId, nameOf(entry)),
    item: { ...entry, ...carrying(event) },
    condition: keyIsFree,
  },
});

/** Writes a whole refund with its index keys. */
export function refundWrite(refund: Refund, condition?: Condition, more: Item = {}): Write {
  const { id, paymentId, status } = refund;
  const checkAt = nextRefundCheckAt(refund);
  const inIndexes = {
    ...(status === 'manual' && indexes.collection('REFUND_TASKS', id)),
    ...(checkAt && indexes.due('REFUNDS', checkAt, id)),
  };
  return {
    put: {
      key: keys.refund(paymentId, id),
      item: { ...refund, ...inIndexes, ...more },
      condition,
    },
  };
}
