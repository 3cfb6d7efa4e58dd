import type { MissedAnswer } from '#domain/payments/payment-provider';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isSuccess } from './refusals.ts';
import type { Link } from './wire.ts';

const path = '/v1/notifications/webhooks-events';
const pageSize = 100;

/**
 * A page of the events since then, newest first; PayPal keeps them for 30 days. It does not say
 * which were delivered, so this returns all of them: one already processed has no effect again.
 *
 * @param cursor the query of the next page, from the previous page.
 */
export async function missedAtPayPal(
  client: PayPalClient,
  { since, now, cursor }: { since: Date; now: Date; cursor?: string },
): Promise<MissedAnswer> {
  const answer = await client.get(`${path}?${cursor ?? firstPage(since, now)}`);
  const { events, links } = (isSuccess(answer) ? (answer.body ?? {}) : {}) as EventPage;
  if (!Array.isArray(events)) return { kind: 'unknown', cause: causeOf(answer) };
  return {
    kind: 'known',
    rawBodies: events.map((event) => JSON.stringify(event)),
    nextCursor: queryOf(links?.find(({ rel }) => rel === 'next')),
  };
}

const firstPage = (since: Date, now: Date): string =>
  new URLSearchParams({
    start_time: since.toISOString(),
    end_time: now.toISOString(),
    page_size: String(pageSize),
  }).toString();

/** Uses only the query: a link must not choose where our token is sent. */
const queryOf = (next: Link | undefined): string | undefined =>
  next && URL.canParse(next.href) ? new URL(next.href).search.slice(1) || undefined : undefined;

type EventPage = { events?: unknown[]; links?: Link[] };
