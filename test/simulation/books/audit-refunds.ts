import { takenAmount } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';
import type { Books, StoredPayment, Violation } from './books.ts';

/** What went back is what the refunds say, never more than came, and what the provider gave. */
export function auditRefunds({ stored, charges, given }: Books): Violation[] {
  const refunded = new Map(charges.map((charge) => [charge.paymentId, charge.refunded]));
  const disputes = new Map(given.map(({ paymentId, dispute }) => [paymentId, dispute]));
  return stored.flatMap((one) => {
    const { id } = one.payment;
    const wrong = [
      ...refundsThatHang(one),
      ...sumsThatAreWrong(one),
      ...sumsThatDiffer(one, refunded.get(id)),
      ...disputesThatDiffer(one, disputes.get(id)),
    ];
    return wrong.map((what) => ({ paymentId: id, what }));
  });
}

/** One that nobody knows of is not asked for again while a dispute is open: its end decides. */
export const refundsAwaitingDispute = ({ payment, refunds }: StoredPayment): Refund[] =>
  payment.dispute === 'open' ? refunds.filter(({ status }) => status === 'requested') : [];

function refundsThatHang(one: StoredPayment): string[] {
  const waiting = new Set(refundsAwaitingDispute(one));
  const isOpen = ({ status }: Refund) => status === 'requested' || status === 'pending';
  return one.refunds
    .filter((refund) => isOpen(refund) && !waiting.has(refund))
    .map(({ id, status }) => `${id} is ${status} for ever`);
}

function sumsThatAreWrong({ payment, refunds }: StoredPayment): string[] {
  const sumOf = (statuses: readonly string[]) =>
    refunds
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { amount }) => sum + amount.minor, 0);
  const given = sumOf(['succeeded']);
  const reserved = sumOf(['requested', 'pending', 'manual', 'succeeded']);
  const captured = takenAmount(payment).minor;
  const { refundState } = payment;
  const [amountRefunded, amountReserved] = [
    payment.amountRefunded.minor,
    payment.amountReserved.minor,
  ];
  const state = given === 0 ? 'none' : given >= captured ? 'full' : 'partial';
  const wrong: string[] = [];
  if (reserved > captured) wrong.push(`${reserved} is going back of ${captured}`);
  if (amountRefunded !== given)
    wrong.push(`says ${amountRefunded} went back, its refunds ${given}`);
  if (amountReserved !== reserved)
    wrong.push(`has ${amountReserved} reserved for refunds of ${reserved}`);
  if (refundState !== state) wrong.push(`says its refund is ${refundState}, it is ${state}`);
  return wrong;
}

/** Where people give money back by hand, the provider knows nothing of it. */
function sumsThatDiffer({ payment, refunds }: StoredPayment, theirs?: number): string[] {
  if (theirs === undefined) return [];
  const byHand = refunds
    .filter(({ proof, status }) => proof !== undefined && status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount.minor, 0);
  const ours = payment.amountRefunded.minor - byHand;
  return ours === theirs ? [] : [`says ${ours} went back, the provider ${theirs}`];
}

const disputesThatDiffer = (
  { payment: { dispute } }: StoredPayment,
  theirs: StoredPayment['payment']['dispute'] = null,
): string[] =>
  dispute === theirs ? [] : [`says its dispute is ${dispute}, the provider ${theirs}`];
