import type { AuditEntry } from '../audit/audit-entry.ts';
import { ProviderUnreachableError } from '../errors.ts';
import type { Payment } from './payment.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';
import { decideTransition } from './transition.ts';

export type CloseRequest = {
  payment: Payment;
  as: NonNullable<Payment['closing']>;
  requestId: string;
  /** The audit entry, when a person of the shop asked for it. */
  audit?: AuditEntry;
};

/**
 * Closes a pending payment, at the provider first: the provider's state wins.
 *
 * The intent is stored before the provider is asked, so that its notification of the closed
 * checkout, which may arrive before its answer, ends the payment in the intended state.
 *
 * @throws ProviderUnreachableError when the provider does not answer: the payment stays pending.
 */
export async function closePayment(
  deps: SettleDeps,
  request: CloseRequest,
  triesLeft = 6,
): Promise<Payment> {
  const { as, requestId, audit } = request;
  const { id } = request.payment;
  const settle = async () => (await settlePayment(deps, { paymentId: id, requestId })).payment;

  const closing = { ...request.payment, closing: as, version: request.payment.version + 1 };
  if ((await deps.payments.save({ payment: closing, audit })) !== 'saved') {
    // Somebody else wrote the payment: another attempt to close it, or the checkout's address.
    const payment = await settle();
    const mayTryAgain = payment.status === 'pending' && triesLeft > 1;
    return mayTryAgain ? closePayment(deps, { ...request, payment }, triesLeft - 1) : payment;
  }

  const provider = await deps.providers(closing.provider);
  const answer = await provider.cancel(closing);
  if (answer.kind === 'unknown') throw new ProviderUnreachableError({ cause: answer.cause });
  if (answer.kind === 'already_final') return settle();

  const context = { now: deps.now(), randomBytes: deps.randomBytes, requestId };
  const transition = decideTransition(closing, { state: as }, context)!;
  const outcome = await deps.payments.save(transition);
  return outcome === 'saved' ? transition.payment : settle();
}
