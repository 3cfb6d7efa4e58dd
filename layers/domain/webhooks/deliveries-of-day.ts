import { InvalidRequestError } from '../errors.ts';
import { timeOfId } from '../ids.ts';
import type { Delivery, DeliveryState, DeliveryStore } from './delivery.ts';
import type { WebhookEndpointStore } from './endpoint.ts';

export type DayWish = {
  /** `2026-11-28`, in UTC. */
  day: string;
  state?: DeliveryState;
  limit: number;
  cursor?: string;
};

/** Pages read for one answer, so that a rare state stays fast. */
const readsMax = 5;

/** Where a list continues: after this event to this endpoint. */
type Place = { eventId: string; endpointId: string };

/**
 * The deliveries of a day to all endpoints that exist, the oldest event first.
 *
 * @throws InvalidRequestError for a cursor of another list.
 */
export async function deliveriesOfDay(
  {
    endpoints,
    deliveries,
  }: {
    endpoints: Pick<WebhookEndpointStore, 'directory'>;
    deliveries: Pick<DeliveryStore, 'between'>;
  },
  { day, state, limit, cursor }: DayWish,
): Promise<{ deliveries: Delivery[]; nextCursor: string | null }> {
  const ids = Object.keys((await endpoints.directory()).listening).sort();
  const found: Delivery[] = [];
  let place = cursor === undefined ? undefined : placeFrom(cursor, day);
  for (let reads = 0; reads < readsMax; reads++) {
    const page = await pageAfter(deliveries, { ids, day, limit, place });
    for (const delivery of page) {
      place = { eventId: delivery.eventId, endpointId: delivery.endpointId };
      if (state === undefined || delivery.state === state) found.push(delivery);
      if (found.length === limit) return { deliveries: found, nextCursor: cursorOf(place) };
    }
    if (page.length < limit) return { deliveries: found, nextCursor: null };
  }
  return { deliveries: found, nextCursor: place ? cursorOf(place) : null };
}

type PageWish = { ids: readonly string[]; day: string; limit: number; place: Place | undefined };

/** The next ones of all endpoints: each is asked for as many as could all be its own. */
async function pageAfter(
  deliveries: Pick<DeliveryStore, 'between'>,
  { ids, day, limit, place }: PageWish,
): Promise<Delivery[]> {
  const to = new Date(`${day}T23:59:59.999Z`);
  const from = new Date(`${day}T00:00:00Z`);
  const pages = await Promise.all(
    ids.map((id) => deliveries.between(id, { from, to, after: startOf(id, place), limit })),
  );
  return pages
    .flat()
    .sort((a, b) => (cursorOf(a) < cursorOf(b) ? -1 : 1))
    .slice(0, limit);
}

/** An endpoint later in the order may have the very event at which the page before has ended. */
function startOf(id: string, place: Place | undefined): string | undefined {
  if (place === undefined || id <= place.endpointId) return place?.eventId;
  // Just before it: a beginning sorts before the whole.
  return place.eventId.slice(0, -1);
}

/** Ids of events are of one length, so these are in the order of the list. */
const cursorOf = ({ eventId, endpointId }: Place): string => `${eventId}-${endpointId}`;

function placeFrom(cursor: string, day: string): Place {
  const [, eventId, endpointId] =
    /^(evt_[0-7][0-9A-HJKMNP-TV-Z]{25})-(we_\w{26})$/.exec(cursor) ?? [];
  if (eventId !== undefined && endpointId !== undefined && isOf(day, eventId))
    return { eventId, endpointId };
  throw new InvalidRequestError('The cursor belongs to another list.', [
    { path: 'cursor', message: 'belongs to another list' },
  ]);
}

/** Each list is of one day, and so are its places. */
function isOf(day: string, eventId: string): boolean {
  const at = timeOfId(eventId).getTime();
  return at >= Date.parse(`${day}T00:00:00Z`) && at <= Date.parse(`${day}T23:59:59.999Z`);
}
