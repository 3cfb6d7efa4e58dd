import type { WebhookInclude } from '#vocabulary/webhooks';
import type { Clock } from '../clock.ts';
import { type Delivery, type DeliveryStore, newDelivery } from './delivery.ts';
import { groupsOf, type HandOverGroup } from './delivery-group.ts';
import { listenersTo, type WebhookEndpoint, type WebhookEndpointStore } from './endpoint.ts';
import type { EventObject, EventObjects, PublicEvent } from './event-object.ts';
import { namedPerson } from './named-person.ts';

export type FanOutDeps = {
  endpoints: Pick<WebhookEndpointStore, 'directory' | 'glanceAt'>;
  deliveries: Pick<DeliveryStore, 'create' | 'find'>;
  objects: EventObjects;
  /** The body for endpoints with these wishes. */
  payloadOf: (
    event: PublicEvent,
    object: EventObject | undefined,
    include: readonly WebhookInclude[],
  ) => string;
  handOver: HandOverGroup;
  now: Clock;
};

export type FannedOut = { listeners: number; created: number; handedOver: number };

/**
 * Makes one delivery of an event for each endpoint that listens, and has them sent. Its body is
 * frozen here: every attempt sends the same bytes. The same event again makes no second delivery,
 * and has only those sent that nobody has tried.
 *
 * @throws Error when it has to be done again.
 */
export async function fanOutEvent(deps: FanOutDeps, event: PublicEvent): Promise<FannedOut> {
  const ids = listenersTo(await deps.endpoints.directory(), event.type);
  if (ids.length === 0) return { listeners: 0, created: 0, handedOver: 0 };
  const [endpoints, object] = await Promise.all([
    deps.endpoints.glanceAt(ids),
    deps.objects.viewOf(event),
  ]);
  const freeze = freezing(deps, event, object);
  const made = await Promise.all(
    endpoints.map((endpoint) => make(deps, newDelivery(endpoint, freeze(endpoint)))),
  );
  const toSend = made.flatMap(({ unsent }) => unsent ?? []);
  for (const group of groupsOf(toSend, event.requestId)) await deps.handOver(group);
  const created = made.filter(({ isNew }) => isNew).length;
  return { listeners: endpoints.length, created, handedOver: toSend.length };
}

/** A person stands in a body only for an endpoint that asked for it, and is found by an erasure. */
function freezing(
  { payloadOf, now }: FanOutDeps,
  event: PublicEvent,
  object: EventObject | undefined,
) {
  const person = object && namedPerson(object);
  const bodies = new Map<string, string>();
  const frozen = {
    eventId: event.id,
    type: event.type,
    occurredAt: event.occurredAt,
    requestId: event.requestId,
    createdAt: now().toISOString(),
  };
  return (endpoint: WebhookEndpoint) => {
    const include = person === undefined ? [] : (endpoint.include ?? []);
    const name = include.join();
    const body = bodies.get(name) ?? payloadOf(event, object, include);
    bodies.set(name, body);
    return { ...frozen, body, ...(include.length > 0 && { personOf: person }) };
  };
}

async function make(
  { deliveries }: FanOutDeps,
  delivery: Delivery,
): Promise<{ isNew: boolean; unsent?: { endpointId: string; eventId: string } }> {
  const { endpointId, eventId } = delivery;
  const isNew = (await deliveries.create(delivery)) === 'created';
  const stored = isNew ? delivery : await deliveries.find({ endpointId, eventId });
  const isUntried = stored?.state === 'pending' && stored.tried === 0 && !stored.isWaiting;
  return { isNew, ...(isUntried && { unsent: { endpointId, eventId } }) };
}
