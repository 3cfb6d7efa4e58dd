import { ProviderUnreachableError } from '../errors.ts';
import { isOpen, type Payment } from './payment.ts';
import {
  type SettleDeps,
  type Settled,
  type SettleRequest,
  settlePayment,
} from './settle-payment.ts';

/** However often a page polls, the provider is asked at most this often. */
const askIntervalMs = 5_000;

/** A new payment's notification is still on its way, so asking earlier is useless. */
const patienceMs = 15_000;

export type Refreshed =
  | { kind: 'asked'; settled: Settled }
  /** There is nothing to ask, or it is too soon. */
  | { kind: 'not_asked' }
  /** The provider does not answer: only the stored state is known. */
  | { kind: 'silent' };

/** Asks the provider about a payment that somebody is looking at, when its notification is late. */
export async function refreshPayment(
  deps: SettleDeps,
  payment: Payment,
  requestId: string,
): Promise<Refreshed> {
  const now = deps.now();
  const isLate = isOpen(payment) && now.getTime() - Date.parse(payment.createdAt) > patienceMs;
  if (!isLate || !payment.providerReference) return { kind: 'not_asked' };
  if (!(await deps.payments.takeTurnToAsk(payment.id, now, askIntervalMs)))
    return { kind: 'not_asked' };
  return settleIfAnswered(deps, { paymentId: payment.id, requestId });
}

/** Settles for a waiting caller, who gets the stored state when the provider does not answer. */
export async function settleIfAnswered(
  deps: SettleDeps,
  request: SettleRequest,
): Promise<Exclude<Refreshed, { kind: 'not_asked' }>> {
  try {
    return { kind: 'asked', settled: await settlePayment(deps, request) };
  } catch (error) {
    if (!(error instanceof ProviderUnreachableError)) throw error;
    return { kind: 'silent' };
  }
}
