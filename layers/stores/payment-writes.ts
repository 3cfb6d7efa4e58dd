import { isOpen, type Payment } from '#domain/payments/payment';
import { indexes, keys, paymentsOf } from './keys.ts';
import type { Condition, Write } from './table.ts';

/** A whole payment, with its places in the indexes. */
export function paymentWrite(payment: Payment, condition: Condition): Write {
  const { id, createdAt, expiresAt, buyer } = payment;
  const inIndexes = {
    ...indexes.collection(paymentsOf(createdAt.slice(0, 4)), id),
    ...(buyer.customerId && indexes.owner(buyer.customerId, id)),
    ...(isOpen(payment) && indexes.due(expiresAt, id)),
  };
  return { put: { key: keys.payment(id), item: { ...payment, ...inIndexes }, condition } };
}

/** Nobody has written the payment since the version that this one follows. */
export const versionBefore = ({ version }: Payment): Condition => ({
  expression: '#version = :before',
  names: { '#version': 'version' },
  values: { ':before': version - 1 },
});
