import * as z from 'zod/mini';
import { type EventObject, type PublicEvent, versionOf } from '#domain/webhooks/event-object';
import { type WebhookInclude, webhookApiVersion } from '#vocabulary/webhooks';
import { messages } from './messages.ts';
import { objectSchemas } from './objects.ts';
import { buyerOf, viewObject } from './view-object.ts';

/** Bytes; the Standard Webhooks ask for less than 20 kB. */
export const payloadBytesMax = 20_000;

/**
 * The body that every endpoint with these wishes gets of an event: `{type, timestamp, data}`.
 *
 * Names nobody unless the customer is included, and then only a person that was not erased; never
 * holds a client token, a link to a document, or what a provider sent. An object that makes it too
 * large is left out: the ids in `about` are always there.
 */
export function payloadOf(
  event: PublicEvent,
  object: EventObject | undefined,
  include: readonly WebhookInclude[] = [],
): string {
  const body = JSON.stringify(messageOf(event, object, include));
  if (Buffer.byteLength(body) <= payloadBytesMax) return body;
  const { customer, ...data } = messageOf(event, object, []).data;
  return JSON.stringify({ ...headOf(event), data: { ...data, object: null } });
}

const headOf = ({ type, occurredAt }: PublicEvent) => ({ type, timestamp: occurredAt });

function messageOf(
  event: PublicEvent,
  object: EventObject | undefined,
  include: readonly WebhookInclude[],
) {
  const isWhole = include.includes('customer');
  const customer = isWhole && object ? buyerOf(object) : undefined;
  return {
    ...headOf(event),
    data: {
      id: event.id,
      apiVersion: webhookApiVersion,
      occurredAt: event.occurredAt,
      version: object ? versionOf(object) : null,
      about: aboutOf(event),
      object: object ? seen(object, event, isWhole) : null,
      ...(customer && { customer }),
    },
  };
}

/** The event's own data, as far as its schema names it. */
function aboutOf({ type, data }: PublicEvent): unknown {
  const { about } = messages[type].shape.data.shape;
  const { orderId, ...rest } = data as { orderId?: string };
  // A shop may have used an address as the order's number.
  return z.parse(about, orderId === undefined || orderId.includes('@') ? rest : data);
}

function seen(object: EventObject, event: PublicEvent, isWhole: boolean): unknown {
  const { safe, whole } = objectSchemas[object.kind];
  const allowed = z.safeParse<z.ZodMiniType>(isWhole ? whole : safe, viewObject(object, event));
  // A row of before, of another form, must not keep the fact itself from its receivers.
  return allowed.success ? allowed.data : null;
}

/** The body of a test. */
export const pingPayload = (endpointId: string, id: string, now: Date): string => {
  const at = now.toISOString();
  const data = { id, apiVersion: webhookApiVersion, occurredAt: at, endpointId };
  return JSON.stringify({ type: 'ping', timestamp: at, data });
};
