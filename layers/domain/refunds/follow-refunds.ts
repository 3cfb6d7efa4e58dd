import { createHash } from 'node:crypto';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { refundRecognisedEntry } from '../ledger/ledger-entry.ts';
import { money } from '../money.ts';
import type { Payment } from '../payments/payment.ts';
import type { ProviderRefund } from '../payments/payment-provider.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { applyChange, type ChangeDeps } from './apply-change.ts';
import { type RefundTransition, reserveRefund } from './move-refund.ts';
import type { Refund } from './refund.ts';

/**
 * Updates a payment's refunds to the provider's current state, and imports those made in its
 * dashboard. Safe to repeat.
 */
export async function followRefunds(
  deps: ChangeDeps,
  payment: Payment,
  reported: readonly ProviderRefund[],
  requestId: string,
): Promise<void> {
  for (const refund of reported) await followRefund(deps, payment, refund, requestId);
}

async function followRefund(
  deps: ChangeDeps,
  { id: paymentId }: Payment,
  reported: ProviderRefund,
  requestId: string,
): Promise<void> {
  const refund = await findOrImport(deps, paymentId, reported);
  const change = { status: reported.status, providerReference: reported.reference };
  await applyChange(deps, refund, change, requestId);
}

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the payment' };

async function findOrImport(
  deps: ChangeDeps,
  paymentId: string,
  reported: ProviderRefund,
): Promise<Refund> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    if (!payment) throw new NotFoundError('payment');
    const known = refunds.find(
      ({ id, providerReference }) =>
        id === reported.refundId || providerReference === reported.reference,
    );
    if (known) return known;
    const byHand = refunds.find((refund) => isMadeByHand(refund, reported));
    const taken = byHand
      ? recognised(payment, byHand, reported, deps.now())
      : reserveRefund(payment, importedRefund(payment, reported, deps.now()));
    return (await deps.refunds.save(taken)) === 'saved' ? taken.refund : overtaken;
  });
}

/** A refund task may be done in the provider's dashboard: that is not a second refund. */
const isMadeByHand = (refund: Refund, reported: ProviderRefund): boolean =>
  (refund.status === 'manual' || (refund.status === 'succeeded' && refund.proof !== undefined)) &&
  refund.providerReference === undefined &&
  refund.amount.minor === reported.minor &&
  reported.status !== 'failed';

const recognised = (
  payment: Payment,
  refund: Refund,
  { reference }: ProviderRefund,
  now: Date,
): RefundTransition => ({
  payment: { ...payment, version: payment.version + 1 },
  refund: { ...refund, providerReference: reference },
  ledgerEntry:
    refund.status === 'succeeded'
      ? refundRecognisedEntry(payment, refund, now.toISOString())
      : undefined,
});

/** Its id is derived from the provider's, so that two imports create one refund. */
const importedRefund = (payment: Payment, reported: ProviderRefund, now: Date): Refund => ({
  id: newId(
    'ref',
    new Date(payment.createdAt),
    createHash('sha256').update(`${payment.provider}:${reported.reference}`).digest(),
  ),
  paymentId: payment.id,
  amount: money(reported.minor, payment.amount.currency),
  reason: 'provider_dashboard',
  status: 'requested',
  requestedBy: payment.provider,
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  providerReference: reported.reference,
});
