import { currencyOf } from '#domain/money';
import type { ProviderDispute } from '#domain/payments/payment-provider';
import { fromWire } from './money.ts';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isSuccess } from './refusals.ts';
import type { WireDispute, WireMoney } from './wire.ts';

export type DisputeAnswer =
  | { kind: 'known'; dispute: ProviderDispute | null }
  | { kind: 'unknown'; cause: unknown };

/**
 * Whether a capture is contested, how much of it, and who won
 * (developer.paypal.com/docs/api/customer-disputes/v1). The list does not tell outcomes, so each
 * dispute that is over is read by itself.
 */
export async function disputeOver(client: PayPalClient, capture: string): Promise<DisputeAnswer> {
  const query = new URLSearchParams({ disputed_transaction_id: capture, page_size: '50' });
  const answer = await client.get(`/v1/customer/disputes?${query}`);
  const { items } = (isSuccess(answer) ? (answer.body ?? {}) : {}) as { items?: WireDispute[] };
  if (!Array.isArray(items)) return { kind: 'unknown', cause: causeOf(answer) };
  const judged = await Promise.all(items.map((item) => judge(client, item)));
  return judged.find(({ kind }) => kind === 'unknown') ?? together(judged);
}

async function judge(client: PayPalClient, item: WireDispute): Promise<DisputeAnswer> {
  const { dispute_id, status, dispute_amount } = item;
  if (status !== 'RESOLVED') return known('open', dispute_amount);
  const answer = await client.get(`/v1/customer/disputes/${encodeURIComponent(dispute_id ?? '')}`);
  if (!isSuccess(answer)) return { kind: 'unknown', cause: causeOf(answer) };
  const { dispute_outcome } = (answer.body ?? {}) as WireDispute;
  const outcome = outcomeIn(dispute_outcome?.outcome_code);
  const isLost = outcome === 'lost';
  return known(outcome, (isLost ? dispute_outcome?.amount_refunded : undefined) ?? dispute_amount);
}

/** An amount in a currency that was not charged, or none, tells nothing: all is taken for withheld. */
function known(state: ProviderDispute['state'], amount: WireMoney | undefined): DisputeAnswer {
  if (state === 'won') return { kind: 'known', dispute: { state, withheldMinor: 0 } };
  const { minor, currency } = fromWire(amount);
  const isTold = currencyOf(currency) !== undefined && minor > 0;
  return { kind: 'known', dispute: { state, ...(isTold && { withheldMinor: minor }) } };
}

/** An unknown outcome leaves the dispute open for a person. */
function outcomeIn(outcome: string | undefined): 'open' | 'won' | 'lost' {
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

/** An open dispute outweighs closed ones, and a lost one outweighs won ones. */
function together(answers: readonly DisputeAnswer[]): DisputeAnswer {
  const all = answers.flatMap((answer) => (answer.kind === 'known' ? (answer.dispute ?? []) : []));
  const states = all.map(({ state }) => state);
  const state = (['open', 'lost', 'won'] as const).find((candidate) => states.includes(candidate));
  if (state === undefined) return { kind: 'known', dispute: null };
  const amounts = all.flatMap(({ withheldMinor }) => withheldMinor ?? []);
  const isTold = amounts.length === all.length;
  const withheldMinor = amounts.reduce((sum, minor) => sum + minor, 0);
  return { kind: 'known', dispute: { state, ...(isTold && { withheldMinor }) } };
}
