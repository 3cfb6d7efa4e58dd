import type { FilledPath } from '#vocabulary/paths';
import { type Api, ApiRefusal, UnclearAnswer } from '../api.ts';
import type { Answered, Journal } from './journal.ts';
import type { Planned } from './plan.ts';

/** The result of one row. */
export type Outcome = { line: number } & (
  | { kind: 'answered'; answer: Answered }
  | { kind: 'refused'; says: string }
  /** The next run repeats the request with the same key. */
  | { kind: 'unclear'; says: string }
);

export type CarryOut = {
  api: Api;
  journal: Journal;
  by: string;
  now: () => Date;
  onOutcome: (outcome: Outcome) => void;
};

/**
 * Requests one refund after another.
 *
 * Writes to the journal before each request and after each answer. If the run dies in between, the
 * next run repeats the request with the same key, and the API returns the same refund.
 *
 * @throws ApiRefusal when the API no longer accepts the caller; the remaining rows wait for the
 * next run.
 */
export async function carryOut(planned: readonly Planned[], deps: CarryOut): Promise<void> {
  for (const row of planned) deps.onOutcome(await askFor(row, deps));
}

async function askFor(
  { row, paymentId }: Planned,
  { api, journal, by, now }: CarryOut,
): Promise<Outcome> {
  const { line, idempotencyKey: key } = row;
  if (journal.noted.get(key)?.kind !== 'asked')
    journal.note(key, { kind: 'asked', paymentId, by, at: now().toISOString() });
  try {
    const answer = await requestRefund(api, paymentId, row);
    journal.note(key, { kind: 'answered', answer });
    return { line, kind: 'answered', answer };
  } catch (error) {
    if (error instanceof UnclearAnswer) return { line, kind: 'unclear', says: error.message };
    if (!(error instanceof ApiRefusal) || error.isOfTheCaller) throw error;
    const refused = { code: error.code, says: error.message };
    journal.note(key, { kind: 'refused', refused });
    return { line, kind: 'refused', says: error.message };
  }
}

/**
 * Requests one refund; the same key always gives the same refund.
 *
 * @throws ApiRefusal or UnclearAnswer.
 */
export async function requestRefund(
  api: Api,
  paymentId: string,
  request: { amount?: number; reason: string; note?: string; idempotencyKey: string },
): Promise<Answered> {
  const { amount, reason, note, idempotencyKey } = request;
  const path: FilledPath = `/v1/payments/${encodeURIComponent(paymentId)}/refunds`;
  const body = { amount, reason, noteToBuyer: note };
  const refund = await api.ask<Answered & { id?: string }>({
    method: 'POST',
    path,
    body,
    idempotencyKey,
  });
  const { id, status, amount: minor, currency } = refund;
  if (typeof id !== 'string') throw new UnclearAnswer(`POST ${path} returned no refund`);
  return { refundId: id, paymentId, status, amount: minor, currency };
}
