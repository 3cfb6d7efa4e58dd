import type { WebhookEndpoint } from './endpoint.ts';
import { isBroken } from './endpoint-health.ts';
import { retryDelayMs } from './retry-times.ts';
import type { SendError } from './webhook-sender.ts';

export const deliveryStates = ['pending', 'delivered', 'failed', 'skipped'] as const;

/** `skipped`: it was not sent, because the endpoint was disabled or gone. */
export type DeliveryState = (typeof deliveryStates)[number];

/** One POST, with the receiver's status or why there is none. */
export type Attempt = {
  at: string;
  durationMs: number;
  status?: number;
  error?: SendError;
  /** The beginning of a refusing answer. */
  answer?: string;
};

/** An event on its way to one endpoint. */
export type DeliveryId = { endpointId: string; eventId: string };

export type Delivery = DeliveryId & {
  type: string;
  /** Of the event, ISO 8601 UTC. */
  occurredAt: string;
  /** Frozen: each attempt sends these bytes. Absent after the person in it was erased. */
  body?: string;
  /** Whose person is in the body, if the endpoint asked for it: a customer, or a mailbox. */
  personOf?: string;
  state: DeliveryState;
  /** The newest last; older ones than twenty are dropped. */
  attempts: Attempt[];
  /** Attempts since it was made, or since it was sent again by an admin. */
  tried: number;
  /** When the next attempt is due. */
  nextAt?: string;
  /** When an admin had it sent again. */
  sentAgainAt?: string;
  /** In the endpoint's line, oldest first, without a time of its own. */
  isWaiting?: boolean;
  requestId: string;
  createdAt: string;
  /** Grows with each write. */
  version: number;
};

const attemptsKept = 20;

/** For how many days a delivery is kept. */
export const deliveryKeptDays = 30;

/** A delivery as the fan-out stores it: waiting behind an open breaker, skipped when disabled. */
export const newDelivery = (
  endpoint: WebhookEndpoint,
  frozen: Pick<
    Delivery,
    'eventId' | 'type' | 'occurredAt' | 'body' | 'personOf' | 'requestId' | 'createdAt'
  >,
): Delivery => ({
  endpointId: endpoint.id,
  ...frozen,
  state: endpoint.state === 'disabled' ? 'skipped' : 'pending',
  attempts: [],
  tried: 0,
  ...(endpoint.state === 'enabled' && isBroken(endpoint) && { isWaiting: true }),
  version: 1,
});

/** Whether an attempt reached the receiver: any 2xx. */
export const hasArrived = ({ status }: Pick<Attempt, 'status'>): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** The delivery after an attempt: delivered, due again, or failed after the last one. */
export function afterAttempt(
  before: Delivery,
  { attempt, retryAfterSeconds }: { attempt: Attempt; retryAfterSeconds?: number },
  random: () => number,
): Delivery {
  const { nextAt: _, isWaiting: _waits, ...rest } = before;
  const tried = before.tried + 1;
  const delivery = {
    ...rest,
    tried,
    attempts: [...before.attempts, attempt].slice(-attemptsKept),
    version: before.version + 1,
  };
  if (hasArrived(attempt)) return { ...delivery, state: 'delivered' };
  const delayMs = retryDelayMs(tried, random, retryAfterSeconds);
  if (delayMs === undefined) return { ...delivery, state: 'failed' };
  const nextAt = new Date(Date.parse(attempt.at) + delayMs).toISOString();
  return { ...delivery, nextAt };
}

/** The delivery in its endpoint's line; no attempt is used up by waiting. */
export function waiting({ nextAt: _, ...delivery }: Delivery): Delivery {
  return { ...delivery, state: 'pending', isWaiting: true, version: delivery.version + 1 };
}

/** The delivery of an endpoint that was disabled by this very attempt. */
export function givenUp({ nextAt: _, isWaiting: _waits, ...delivery }: Delivery): Delivery {
  return { ...delivery, state: 'failed' };
}

/**
 * The delivery without the body that names a person, and without answers, which may repeat it; if it
 * was on its way, it is not sent.
 */
export function withoutPerson(delivery: Delivery): Delivery {
  const { body: _, personOf: _person, nextAt: _at, isWaiting: _waits, ...rest } = delivery;
  const state = rest.state === 'pending' ? 'skipped' : rest.state;
  const attempts = rest.attempts.map(({ answer: _said, ...attempt }) => attempt);
  return { ...rest, attempts, state, version: rest.version + 1 };
}

/** The delivery of an endpoint that gets nothing. */
export function skipped({ nextAt: _, isWaiting: _waits, ...delivery }: Delivery): Delivery {
  return { ...delivery, state: 'skipped', version: delivery.version + 1 };
}

/**
 * The delivery to be sent once more, with the same id and bytes and all attempts again. Undefined
 * when its body was erased.
 */
export const sentAgain = (delivery: Delivery, at: Date): Delivery | undefined =>
  delivery.body === undefined
    ? undefined
    : waiting({ ...delivery, tried: 0, sentAgainAt: at.toISOString() });

type DeliveryPage = { limit: number; cursor?: string };

export type DeliveryStore = {
  /** Stores it, unless this event has a delivery to this endpoint: the first body stays. */
  create(delivery: Delivery): Promise<'created' | 'exists'>;
  find(id: DeliveryId): Promise<Delivery | undefined>;
  /** Writes it if its version is the next one. */
  save(delivery: Delivery): Promise<'saved' | 'stale'>;
  /** Whose time has come, the longest overdue first. */
  dueBy(now: Date, limit: number): Promise<DeliveryId[]>;
  /** In an endpoint's line, the oldest event first. */
  waitingFor(endpointId: string, limit: number): Promise<DeliveryId[]>;
  /** To one endpoint, the newest event first. */
  list(
    endpointId: string,
    page: DeliveryPage & { state?: DeliveryState },
  ): Promise<{ deliveries: Delivery[]; nextCursor: string | null }>;
  /**
   * To one endpoint, of events between two times, the oldest first, after an event of the same list.
   * Fewer than the limit only at the end.
   */
  between(
    endpointId: string,
    range: { from: Date; to: Date; after?: string; limit: number },
  ): Promise<Delivery[]>;
};
