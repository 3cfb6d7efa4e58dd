import type { Change } from '#domain/monitoring/count-changes';
import type { GivenBack } from '#domain/monitoring/payment-facts';
import { count, instant, listOf, mapWith, text } from './fields.ts';
import { eventOf } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { paymentFrom } from './stored-payment.ts';
import type { Item } from './table.ts';

/** An entry of the ledger, as far as it is counted. */
const givenBackFrom = stored<GivenBack>({
  of: text,
  at: instant,
  paymentId: text,
  postings: listOf(
    mapWith<GivenBack['postings'][number]>({
      money: mapWith<GivenBack['postings'][number]['money']>({ minor: count }),
    }),
  ),
});

/**
 * What a new or changed row tells to count, by its kind; undefined where it tells nothing.
 *
 * @throws CorruptRowError for an invalid row.
 */
export function changeFrom(item: Item): Change | undefined {
  const { sk } = keyOf(item);
  if (sk === 'PAYMENT') return { kind: 'payment', payment: paymentFrom(item) };
  if (sk.startsWith('LEDGER#refunded#')) return { kind: 'refund', ...givenBackFrom(item) };
  if (item.event === undefined) return undefined;
  const { type, data, occurredAt } = eventOf(item);
  return type === 'invoice.issued' && data.paymentId !== undefined
    ? { kind: 'invoice', paymentId: data.paymentId, issuedAt: occurredAt }
    : undefined;
}
