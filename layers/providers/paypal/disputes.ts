import type { Payment } from '#domain/payments/payment';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isSuccess } from './refusals.ts';
import type { WireDispute } from './wire.ts';

export type DisputeAnswer =
  | { kind: 'known'; dispute: Payment['dispute'] }
  | { kind: 'unknown'; cause: unknown };

/**
 * Whether a capture is contested, and who won (developer.paypal.com/docs/api/customer-disputes/v1).
 * The list does not tell outcomes, so each dispute that is over is read by itself.
 */
export async function disputeOver(client: PayPalClient, capture: string): Promise<DisputeAnswer> {
  const query = new URLSearchParams({ disputed_transaction_id: capture, page_size: '50' });
  const answer = await client.get(`/v1/customer/disputes?${query}`);
  const { items } = (isSuccess(answer) ? (answer.body ?? {}) : {}) as { items?: WireDispute[] };
  if (!Array.isArray(items)) return { kind: 'unknown', cause: causeOf(answer) };
  if (items.some(({ status }) => status !== 'RESOLVED')) return { kind: 'known', dispute: 'open' };
  const outcomes = await Promise.all(items.map((item) => outcomeOf(client, item)));
  return outcomes.find(({ kind }) => kind === 'unknown') ?? worstOf(outcomes);
}

async function outcomeOf(
  client: PayPalClient,
  { dispute_id }: WireDispute,
): Promise<DisputeAnswer> {
  const answer = await client.get(`/v1/customer/disputes/${encodeURIComponent(dispute_id ?? '')}`);
  if (!isSuccess(answer)) return { kind: 'unknown', cause: causeOf(answer) };
  const { dispute_outcome } = (answer.body ?? {}) as WireDispute;
  return { kind: 'known', dispute: judged(dispute_outcome?.outcome_code) };
}

/** An outcome that we do not know leaves the dispute open for a person to look at. */
function judged(outcome: string | undefined): 'open' | 'won' | 'lost' {
  switch (outcome) {
    case 'RESOLVED_BUYER_FAVOUR':
    case 'ACCEPTED':
      return 'lost';
    case 'RESOLVED_SELLER_FAVOUR':
    case 'RESOLVED_WITH_PAYOUT':
    case 'CANCELED_BY_BUYER':
    case 'DENIED':
    case 'NONE':
      return 'won';
    default:
      return 'open';
  }
}

/** One that is open outweighs those that are over, and a lost one those that were won. */
function worstOf(answers: readonly DisputeAnswer[]): DisputeAnswer {
  const all = answers.map((answer) => (answer.kind === 'known' ? answer.dispute : null));
  const dispute = (['open', 'lost', 'won'] as const).find((one) => all.includes(one)) ?? null;
  return { kind: 'known', dispute };
}
