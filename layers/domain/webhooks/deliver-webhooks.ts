import type { DomainEvent } from '#vocabulary/events';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { NoteTrouble } from '../monitoring/trouble.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type AttemptDeps, attemptOnce } from './attempt.ts';
import {
  afterAttempt,
  type Delivery,
  type DeliveryId,
  type DeliveryStore,
  givenUp,
  hasArrived,
  skipped,
  waiting,
} from './delivery.ts';
import type { DeliveryGroup } from './delivery-group.ts';
import type { WebhookEndpoint, WebhookEndpointStore } from './endpoint.ts';
import {
  afterFailure,
  afterGone,
  afterSuccess,
  type HealthChange,
  isBroken,
} from './endpoint-health.ts';

export type DeliverDeps = AttemptDeps & {
  endpoints: Pick<WebhookEndpointStore, 'find' | 'glanceAt' | 'save'>;
  deliveries: Pick<DeliveryStore, 'find' | 'save'>;
  /** For the alert rule, which also tells chats. */
  noteTrouble: NoteTrouble;
  /** From 0 to 1. */
  random: () => number;
  randomBytes: RandomBytes;
  pause: Pause;
  sleep: (ms: number) => Promise<unknown>;
};

export type Delivered = DeliveryId & {
  /** `untouched`: another run has done it, or it is gone. */
  outcome: 'delivered' | 'failed' | 'pending' | 'waiting' | 'skipped' | 'untouched';
};

const race = { attemptsMax: 20, busy: 'too many concurrent writes of a webhook endpoint' };

/** A wait as short as this is not worth another run: only the first retry is. */
const ownWaitMaxMs = 8_000;

/**
 * Sends deliveries side by side, so that one that hangs holds up none. A crash between an attempt
 * and its result means another attempt with the same id, by which the receiver knows it.
 *
 * @returns for each delivery what became of it, or why it must be tried again.
 */
export const deliverWebhooks = (
  deps: DeliverDeps,
  { deliveries, isProbe = false, requestId }: DeliveryGroup,
): Promise<PromiseSettledResult<Delivered>[]> =>
  Promise.allSettled(
    deliveries.map(async (id) => ({
      ...id,
      outcome: await deliver(deps, id, { isProbe, requestId }),
    })),
  );

type Run = { isProbe: boolean; requestId: string };

async function deliver(deps: DeliverDeps, id: DeliveryId, run: Run): Promise<Delivered['outcome']> {
  const delivery = await deps.deliveries.find(id);
  if (delivery?.state !== 'pending') return 'untouched';
  const [glance] = await deps.endpoints.glanceAt([id.endpointId]);
  // A new one may not be seen at a glance, and what is skipped is not sent.
  const endpoint = glance ?? (await deps.endpoints.find(id.endpointId));
  const { body } = delivery;
  if (body === undefined || !endpoint || isPassedOver(endpoint, delivery))
    return saved(deps, skipped(delivery), 'skipped');
  if (isBroken(endpoint) && !run.isProbe)
    return delivery.isWaiting ? 'waiting' : saved(deps, waiting(delivery), 'waiting');
  const { attempt, retryAfterSeconds } = await attemptOnce(deps, endpoint, {
    id: delivery.eventId,
    body,
  });
  const at = new Date(attempt.at);
  const change = (current: WebhookEndpoint, isInLine = false): HealthChange | undefined => {
    if (hasArrived(attempt)) return afterSuccess(current, deps.now());
    if (attempt.status === 410) return afterGone(current, at);
    const failure = { eventId: id.eventId, at, isProbe: run.isProbe, isInLine };
    return afterFailure(current, failure, deps.random);
  };
  const tried = afterAttempt(delivery, { attempt, retryAfterSeconds }, deps.random);
  const next = placed(tried, change(endpoint)?.endpoint ?? endpoint);
  const outcome = await saved(deps, next, next.isWaiting ? 'waiting' : next.state);
  await noteHealth(deps, {
    endpoint,
    change: (current) => change(current, next.isWaiting),
    requestId: run.requestId,
  });
  const waitMs =
    next.nextAt === undefined ? undefined : Date.parse(next.nextAt) - deps.now().getTime();
  if (outcome !== 'pending' || waitMs === undefined || waitMs > ownWaitMaxMs) return outcome;
  await deps.sleep(Math.max(0, waitMs));
  return deliver(deps, id, run);
}

/** Disabled, or enabled again without what it had missed. */
const isPassedOver = ({ state, skipsBefore = '' }: WebhookEndpoint, delivery: Delivery): boolean =>
  state === 'disabled' ||
  (delivery.isWaiting === true && (delivery.sentAgainAt ?? delivery.createdAt) < skipsBefore);

/** What is to be tried again goes to where its endpoint is: its own time, the line, or nowhere. */
function placed(delivery: Delivery, endpoint: WebhookEndpoint): Delivery {
  if (delivery.state !== 'pending') return delivery;
  if (endpoint.state === 'disabled') return givenUp(delivery);
  return isBroken(endpoint) ? { ...waiting(delivery), version: delivery.version } : delivery;
}

async function saved(
  { deliveries }: DeliverDeps,
  delivery: Delivery,
  outcome: Delivered['outcome'],
): Promise<Delivered['outcome']> {
  return (await deliveries.save(delivery)) === 'saved' ? outcome : 'untouched';
}

type Note = {
  endpoint: WebhookEndpoint;
  change: (current: WebhookEndpoint) => HealthChange | undefined;
  requestId: string;
};

/** Writes nothing while an endpoint is well, which is nearly always. */
async function noteHealth(deps: DeliverDeps, { endpoint, change, requestId }: Note): Promise<void> {
  let current: WebhookEndpoint | undefined = endpoint;
  const noted = await untilSaved({ ...race, pause: deps.pause }, async () => {
    const changed = current && change(current);
    if (!changed) return undefined;
    const event = changed.told && factOf(deps, changed, requestId);
    const outcome = await deps.endpoints.save(changed.endpoint, event && { event });
    if (outcome === 'saved') return changed;
    current = await deps.endpoints.find(endpoint.id);
    return overtaken;
  });
  if (noted?.told)
    await deps.noteTrouble({ kind: 'webhook_endpoint_failing', dimension: endpoint.id });
}

function factOf(
  { now, randomBytes }: DeliverDeps,
  { endpoint, told }: HealthChange,
  requestId: string,
): DomainEvent {
  const at = now();
  const head = { id: newId('evt', at, randomBytes(10)), occurredAt: at.toISOString(), requestId };
  if (told?.type === 'failing') {
    const data = { endpointId: endpoint.id, hours: String(told.hours) as '24' | '72' };
    return { ...head, type: 'webhook_endpoint.failing', data };
  }
  const reason = endpoint.disabled?.reason === 'gone' ? 'gone' : 'failing';
  return { ...head, type: 'webhook_endpoint.disabled', data: { endpointId: endpoint.id, reason } };
}
