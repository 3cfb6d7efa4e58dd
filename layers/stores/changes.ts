import type { Change } from '#domain/monitoring/count-changes';
import type { GivenBack } from '#domain/monitoring/payment-facts';
import { providerNames } from '#vocabulary/providers';
import { count, instant, listOf, mapWith, optional, text } from './fields.ts';
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

type Captured = {
  paymentId: string;
  at: string;
  settledInMs?: number;
  acknowledgedInMs?: number;
  postings: { to: string }[];
};

const capturedFrom = stored<Captured>({
  paymentId: text,
  at: instant,
  settledInMs: optional(count),
  acknowledgedInMs: optional(count),
  postings: listOf(mapWith<Captured['postings'][number]>({ to: text })),
});

const drawnFrom = stored<{ drawnInMs?: number }>({ drawnInMs: optional(count) });

/** Who holds money that came, as accounts of the ledger name it: `provider:stripe`. */
function settledFrom(item: Item): Change | undefined {
  const { paymentId, at, settledInMs, acknowledgedInMs, postings } = capturedFrom(item);
  const name = providerNames.find((one) => postings.some(({ to }) => to === `provider:${one}`));
  return settledInMs === undefined || name === undefined
    ? undefined
    : { kind: 'settled', paymentId, at, settledInMs, acknowledgedInMs, provider: name };
}

/**
 * What a new or changed row tells to count, by its kind; undefined where it tells nothing.
 *
 * @throws CorruptRowError for an invalid row.
 */
export function changeFrom(item: Item): Change | undefined {
  const { sk } = keyOf(item);
  if (sk === 'PAYMENT') return { kind: 'payment', payment: paymentFrom(item) };
  if (sk.startsWith('LEDGER#refunded#')) return { kind: 'refund', ...givenBackFrom(item) };
  if (sk === 'LEDGER#captured') return settledFrom(item);
  if (item.event === undefined) return undefined;
  const { type, data, occurredAt } = eventOf(item);
  if (type !== 'invoice.issued' || data.paymentId === undefined) return undefined;
  const { drawnInMs } = drawnFrom(item);
  return { kind: 'invoice', paymentId: data.paymentId, issuedAt: occurredAt, drawnInMs };
}
