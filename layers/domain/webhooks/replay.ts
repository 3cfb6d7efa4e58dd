import type { DomainEvent, EventData } from '#vocabulary/events';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type Delivery, type DeliveryId, type DeliveryStore, sentAgain } from './delivery.ts';
import type { WebhookEndpoint, WebhookEndpointStore } from './endpoint.ts';
import { requireEnabled } from './require-endpoint.ts';
import { WebhookRefusedError } from './webhook-errors.ts';

/** Deliveries of one endpoint that are to be sent once more: times are those of the events. */
export type ReplayWish = {
  endpointId: string;
  /** ISO 8601 UTC, both included. */
  from: string;
  to: string;
  state: 'failed' | 'skipped' | 'all';
};

export type ReplayDeps = {
  endpoints: Pick<WebhookEndpointStore, 'find' | 'save'>;
  deliveries: Pick<DeliveryStore, 'find' | 'save' | 'between'>;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the webhook endpoint' };

const perPage = 100;

/** A count further than this says no more than "many". */
const countedMax = 5_000;

/**
 * Whether the wish is about this delivery. One that waits will be sent anyway, and one that
 * was put back after the wish was made was so by an earlier run: it is not sent twice.
 */
function isWanted(
  { state: own, body, isWaiting, sentAgainAt = '' }: Delivery,
  { state }: ReplayWish,
  askedAt: string,
): boolean {
  if (body === undefined || isWaiting || own === 'pending') return false;
  return (state === 'all' || own === state) && sentAgainAt < askedAt;
}

const rangeOf = ({ from, to }: ReplayWish) => ({ from: new Date(from), to: new Date(to) });

/** How many deliveries a replay would send, up to 5 000: nothing is changed. */
async function countReplay(
  deliveries: Pick<DeliveryStore, 'between'>,
  wish: ReplayWish,
  now: Date,
): Promise<{ count: number; isMore: boolean }> {
  let [count, read, after] = [0, 0, undefined as string | undefined];
  while (read < countedMax) {
    const page = await deliveries.between(wish.endpointId, {
      ...rangeOf(wish),
      after,
      limit: perPage,
    });
    count += page.filter((delivery) => isWanted(delivery, wish, now.toISOString())).length;
    read += page.length;
    after = page.at(-1)?.eventId;
    if (page.length < perPage) return { count, isMore: false };
  }
  return { count, isMore: true };
}

/** Starts, or goes on with, the job that puts deliveries back into the endpoint's line. */
export const replayAsked = (
  wish: ReplayWish,
  { now, randomBytes, requestId }: Pick<AuditContext, 'now' | 'randomBytes' | 'requestId'>,
  step: { askedAt: string; after?: string } = { askedAt: now.toISOString() },
): DomainEvent => ({
  id: newId('evt', now, randomBytes(10)),
  type: 'webhook_endpoint.replay_asked',
  occurredAt: now.toISOString(),
  requestId,
  data: { ...wish, ...step },
});

/**
 * Asks for a range of deliveries to be sent again, with the same ids and bytes.
 *
 * @param isDry counts them, and changes nothing.
 * @returns how many there are, at least.
 * @throws NotFoundError when there is no such endpoint.
 * @throws WebhookRefusedError when it is disabled.
 */
export async function askForReplay(
  {
    endpoints,
    deliveries,
    pause,
  }: Pick<ReplayDeps, 'endpoints' | 'pause'> & { deliveries: Pick<DeliveryStore, 'between'> },
  { wish, isDry }: { wish: ReplayWish; isDry: boolean },
  context: AuditContext,
): Promise<{ count: number; isMore: boolean }> {
  const { endpointId, ...range } = wish;
  await requireEnabled(endpoints, endpointId);
  const found = await countReplay(deliveries, wish, context.now);
  if (isDry) return found;
  return untilSaved({ ...race, pause }, async () => {
    const endpoint = await requireEnabled(endpoints, endpointId);
    const outcome = await endpoints.save(
      { ...endpoint, version: endpoint.version + 1 },
      {
        audit: auditEntry(context, {
          action: 'webhook_deliveries.replayed',
          subject: endpointId,
          before: null,
          after: range,
        }),
        event: replayAsked(wish, context),
      },
    );
    return outcome === 'saved' ? found : overtaken;
  });
}

/**
 * Sends one delivery again, soon. One that waits for its turn is left as it is.
 *
 * @throws NotFoundError when there is no such delivery, or its endpoint is gone.
 * @throws WebhookRefusedError when the endpoint is disabled, or the body was erased.
 */
export async function replayDelivery(
  deps: ReplayDeps,
  id: DeliveryId,
  context: AuditContext,
): Promise<Delivery> {
  const { endpoints, deliveries, pause } = deps;
  const known = await deliveries.find(id);
  if (!known) throw new NotFoundError('webhook_delivery');
  await requireEnabled(endpoints, id.endpointId);
  if (known.body === undefined) throw new WebhookRefusedError('webhook_body_erased');
  const delivery = await putBack(deps, { known, at: context.now, isStillWanted: () => true });
  const audit = auditEntry(context, {
    action: 'webhook_delivery.replayed',
    subject: id.endpointId,
    before: { eventId: id.eventId, state: known.state },
    after: { eventId: id.eventId, state: delivery.state },
  });
  await untilSaved({ ...race, pause }, async () => {
    const endpoint = await requireEnabled(endpoints, id.endpointId);
    const saved = await endpoints.save(withTurn(endpoint, context.now), { audit });
    return saved === 'saved' ? undefined : overtaken;
  });
  return delivery;
}

/** Its waiting deliveries are looked at as soon as possible. */
const withTurn = (endpoint: WebhookEndpoint, now: Date): WebhookEndpoint => ({
  ...endpoint,
  turnAt: now.toISOString(),
  version: endpoint.version + 1,
});

type PutBack = { known: Delivery; at: Date; isStillWanted: (delivery: Delivery) => boolean };

/** Into the endpoint's line; somebody may be sending it just now. */
async function putBack(
  { deliveries, pause }: ReplayDeps,
  { known, at, isStillWanted }: PutBack,
): Promise<Delivery> {
  let read: Delivery | undefined = known;
  return untilSaved({ ...race, pause }, async () => {
    read ??= await deliveries.find(known);
    const [found, again] = [read, read && sentAgain(read, at)];
    read = undefined;
    if (!found) return known;
    if (!again || found.isWaiting || !isStillWanted(found)) return found;
    return (await deliveries.save(again)) === 'saved' ? again : overtaken;
  });
}

export type ReplayJobDeps = ReplayDeps & {
  now: Clock;
  randomBytes: RandomBytes;
};

/** Of one run, which stays well below the function's timeout; then another one goes on. */
const limits = { ms: 20_000, pages: 3 };

/**
 * One run of the job: puts deliveries back into the line, oldest first, and lets the line move. A
 * long range is handed over to another run, so that nothing is lost when one fails.
 */
export async function replayDeliveries(
  deps: ReplayJobDeps,
  data: EventData['webhook_endpoint.replay_asked'],
  requestId: string,
): Promise<{ replayed: number; outcome: 'done' | 'handed over' | 'ignored' }> {
  const { endpoints, deliveries, pause, now } = deps;
  const { askedAt, after: start, ...wish } = data;
  const startedAt = now().getTime();
  let [replayed, after, isDone] = [0, start, false];
  for (let pages = 0; !isDone && pages < limits.pages; pages++) {
    if (now().getTime() - startedAt > limits.ms) break;
    const range = { ...rangeOf(wish), after, limit: perPage };
    const page = await deliveries.between(wish.endpointId, range);
    for (const delivery of page) {
      if (!isWanted(delivery, wish, askedAt)) continue;
      await putBack(deps, {
        known: delivery,
        at: now(),
        isStillWanted: (found) => isWanted(found, wish, askedAt),
      });
      replayed += 1;
    }
    after = page.at(-1)?.eventId ?? after;
    isDone = page.length < perPage;
  }
  return untilSaved({ ...race, pause }, async () => {
    const endpoint = await endpoints.find(wish.endpointId);
    if (!endpoint || endpoint.state === 'disabled') return { replayed, outcome: 'ignored' };
    const context = { now: now(), randomBytes: deps.randomBytes, requestId };
    const next = isDone ? {} : { event: replayAsked(wish, context, { askedAt, after }) };
    const outcome = await endpoints.save(withTurn(endpoint, now()), next);
    return outcome === 'saved' ? { replayed, outcome: isDone ? 'done' : 'handed over' } : overtaken;
  });
}
