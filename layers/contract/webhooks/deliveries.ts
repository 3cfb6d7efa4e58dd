import * as z from 'zod/mini';
import type { Attempt, Delivery, DeliveryId } from '#domain/webhooks/delivery';
import * as part from '../parts.ts';

const state = z.enum(['pending', 'delivered', 'failed', 'skipped']);

const sendError = z.enum([
  'refused_url',
  'refused_address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'broken_answer',
]);

export const attemptView = z.object({
  at: part.timestamp,
  durationMs: z.int(),
  /** Null when no answer came. */
  status: z.nullable(z.int()),
  error: z.nullable(sendError),
  /** The beginning of the answer. */
  answer: z.nullable(z.string()),
});

export const deliveryView = z.object({
  id: z.string(),
  endpointId: z.string(),
  eventId: z.string(),
  type: z.string(),
  state,
  occurredAt: part.timestamp,
  /** Null while it waits for its endpoint, and when it is over. */
  nextAt: z.nullable(part.timestamp),
  attempts: z.array(attemptView),
});

export const deliveryPage = part.page(deliveryView);

export const listDeliveriesQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  state: z.optional(state),
});

/** Of all endpoints: of the events of one day. */
export const listDeliveriesOfDayQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  state: z.optional(state),
  /** In UTC; today when left out. */
  day: z.optional(z.iso.date()),
});

/** A test's result; `delivered` as a delivery would be judged. */
export const testedEndpoint = z.object({ delivered: z.boolean(), ...attemptView.shape });

export const replayDeliveriesRequest = z
  .strictObject({
    from: part.timestamp,
    to: part.timestamp,
    state: z._default(z.enum(['failed', 'skipped', 'all']), 'failed'),
    /** Counts, and sends nothing. */
    dryRun: z._default(z.boolean(), false),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' }),
  );

export const replayedDeliveries = z.object({
  endpointId: z.string(),
  from: part.timestamp,
  to: part.timestamp,
  state: z.enum(['failed', 'skipped', 'all']),
  dryRun: z.boolean(),
  /** At least so many when `isMore`. */
  count: z.int(),
  isMore: z.boolean(),
});

/** One id for a delivery, to name it in a path. */
export const deliveryIdOf = ({ endpointId, eventId }: DeliveryId): string =>
  `${endpointId}-${eventId}`;

/** @returns undefined when it cannot be the id of a delivery. */
export function parseDeliveryId(id: string | undefined): DeliveryId | undefined {
  const [, endpointId, eventId] = /^(we_\w{1,64})-(evt_\w{1,64})$/.exec(id ?? '') ?? [];
  return endpointId !== undefined && eventId !== undefined ? { endpointId, eventId } : undefined;
}

export const viewAttempt = (attempt: Attempt): z.infer<typeof attemptView> => ({
  at: attempt.at,
  durationMs: attempt.durationMs,
  status: attempt.status ?? null,
  error: attempt.error ?? null,
  answer: attempt.answer ?? null,
});

export const viewDelivery = (delivery: Delivery): z.infer<typeof deliveryView> => ({
  id: deliveryIdOf(delivery),
  endpointId: delivery.endpointId,
  eventId: delivery.eventId,
  type: delivery.type,
  state: delivery.state,
  occurredAt: delivery.occurredAt,
  nextAt: delivery.nextAt ?? null,
  attempts: delivery.attempts.map(viewAttempt),
});
