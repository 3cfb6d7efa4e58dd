import type { Books, StoredPayment, Violation } from './books.ts';

/** Each order has been paid for by one payment; what came besides is known, and shall go back. */
export function auditOrders({ stored, ordersPaid }: Books): Violation[] {
  const completed = stored.filter(({ payment }) => payment.status === 'completed');
  const byOrder = Map.groupBy(completed, ({ payment }) => payment.orderId);
  const payers = new Map(ordersPaid.map(({ order, paymentId }) => [order, paymentId]));
  return [
    ...[...byOrder].flatMap(([order, paying]) =>
      order === undefined ? [] : auditOrder(order, paying, payers.get(order)),
    ),
    ...completed.filter(isDuplicate).flatMap(auditDuplicate),
  ];
}

const isDuplicate = ({ payment }: StoredPayment): boolean => payment.isDuplicate === true;

function auditOrder(
  order: string,
  paying: readonly StoredPayment[],
  payer: string | undefined,
): Violation[] {
  const first = paying.filter((one) => !isDuplicate(one));
  if (first.length !== 1) return [{ what: `${order} was paid for by ${first.length} payments` }];
  const { id } = first[0]!.payment;
  return id === payer
    ? []
    : [{ paymentId: id, what: `has paid for ${order}, which says ${payer}` }];
}

function auditDuplicate({ payment: { id, orderId, amount }, refunds }: StoredPayment): Violation[] {
  const tasks = refunds.filter(({ reason }) => reason === 'duplicate_payment');
  const isWhole = tasks.length === 1 && tasks[0]!.amount.minor === amount.minor;
  if (orderId === undefined) return [{ paymentId: id, what: 'is a duplicate of no order' }];
  return isWhole ? [] : [{ paymentId: id, what: `is a duplicate with ${tasks.length} refunds` }];
}
