import type { Payment } from '../payments/payment.ts';
import { type CountDeps, countFacts } from './count-facts.ts';
import type { Fact } from './fact.ts';
import {
  factOfInvoice,
  factOfRefund,
  factOfSettling,
  factsOfPayment,
  type GivenBack,
  type Issued,
  type Settled,
} from './payment-facts.ts';

/** What a changed row tells: a payment as it is then, money that came or was given back, an invoice. */
export type Change =
  | { kind: 'payment'; payment: Payment }
  | (GivenBack & { kind: 'refund' })
  | (Settled & { kind: 'settled' })
  | (Issued & { kind: 'invoice'; paymentId: string });

export type CountChangesDeps = CountDeps & {
  /** Reads payments as they are now, without those that are not stored. */
  paymentsOf: (ids: readonly string[]) => Promise<Payment[]>;
};

/**
 * Counts what changed rows tell, each fact once, whatever comes twice, late, or in another order.
 * Only payments that the changes do not bring along are read.
 *
 * @returns how many slots have changed.
 */
export async function countChanges(
  deps: CountChangesDeps,
  changes: readonly Change[],
): Promise<number> {
  const payments = await paymentsIn(deps, changes);
  return countFacts(
    deps,
    changes.flatMap((change) => factsIn(change, payments)),
  );
}

function factsIn(change: Change, payments: ReadonlyMap<string, Payment>): Fact[] {
  if (change.kind === 'payment') return factsOfPayment(change.payment);
  if (change.kind === 'settled') return [factOfSettling(change)];
  const payment = payments.get(change.paymentId);
  if (!payment) return [];
  return change.kind === 'refund'
    ? [factOfRefund(payment, change)]
    : [factOfInvoice(payment, change) ?? []].flat();
}

/** Those that other changes are about: as the changes bring them, if complete, or as they are now. */
async function paymentsIn(
  { paymentsOf }: CountChangesDeps,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Payment>> {
  const brought = new Map<string, Payment>();
  const wanted = new Set<string>();
  for (const change of changes)
    if (change.kind === 'invoice' || change.kind === 'refund') wanted.add(change.paymentId);
    else if (change.kind === 'settled') continue;
    else if (change.payment.completedAt !== undefined)
      brought.set(change.payment.id, change.payment);
  const missing = [...wanted].filter((id) => !brought.has(id));
  const read = missing.length > 0 ? await paymentsOf(missing) : [];
  return new Map([...brought, ...read.map((payment) => [payment.id, payment] as const)]);
}
