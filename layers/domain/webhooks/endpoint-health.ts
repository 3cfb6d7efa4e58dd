import type { Failing, WebhookEndpoint } from './endpoint.ts';
import { probeDelayMs } from './retry-times.ts';

/** From here on only one delivery is tried at a time, so that a dead endpoint costs little. */
const failuresUntilBroken = 5;

/** What disables an endpoint: all three together, so that no single event or bad night does. */
const disabling = { afterMs: 5 * 86_400_000, attempts: 20, events: 2 } as const;

const warnings = [72, 24] as const;

const hourMs = 3_600_000;

/**
 * A look at the waiting deliveries comes so long after a change: a fan-out that had read the
 * endpoint before has stored its delivery by then, and none is overlooked.
 */
const settledMs = 60_000;

/** What changed: the endpoint as it is to be written, and what the admins are told. */
export type HealthChange = {
  endpoint: WebhookEndpoint;
  told?: { type: 'failing'; hours: 24 | 72 } | { type: 'disabled' };
};

export const isBroken = ({ failing }: Pick<WebhookEndpoint, 'failing'>): boolean =>
  failing?.isBroken === true;

/** One success ends a failure of any length. Undefined when nothing is to be written. */
export function afterSuccess(endpoint: WebhookEndpoint, at: Date): HealthChange | undefined {
  const { failing, ...well } = endpoint;
  if (!failing) return undefined;
  const turnAt = failing.isBroken ? soon(at) : endpoint.turnAt;
  return { endpoint: { ...well, ...(turnAt && { turnAt }), version: endpoint.version + 1 } };
}

/**
 * Counts a failed attempt; opens the breaker, warns after 24 and 72 hours, and disables after five
 * days. Undefined when nothing is to be written: attempts that were under way when the breaker
 * opened do not count.
 *
 * @param attempt.isInLine its delivery was put into the line: a success of another one may have kept
 *   the breaker closed meanwhile, and the line has its turn all the same.
 */
export function afterFailure(
  endpoint: WebhookEndpoint,
  attempt: { eventId: string; at: Date; isProbe: boolean; isInLine?: boolean },
  random: () => number,
): HealthChange | undefined {
  if (endpoint.state === 'disabled' || (isBroken(endpoint) && !attempt.isProbe)) return undefined;
  const failing = counted(endpoint.failing, attempt);
  if (isHopeless(failing, attempt.at))
    return disabledFor('failing', { ...endpoint, failing }, attempt.at);
  const turnAt = failing.isBroken
    ? after(attempt.at, probeDelayMs(failing.probes ?? 0, random))
    : (endpoint.turnAt ?? (attempt.isInLine ? soon(attempt.at) : undefined));
  const hours = warningDue(failing, attempt.at);
  return {
    endpoint: {
      ...endpoint,
      failing: { ...failing, ...(hours && { warnedHours: hours }) },
      ...(turnAt && { turnAt }),
      version: endpoint.version + 1,
    },
    ...(hours && { told: { type: 'failing', hours } }),
  };
}

/** 410: the receiver asks for nothing more (Standard Webhooks). Undefined when it is disabled. */
export const afterGone = (endpoint: WebhookEndpoint, at: Date): HealthChange | undefined =>
  endpoint.state === 'disabled' ? undefined : disabledFor('gone', endpoint, at);

/**
 * The turn of waiting deliveries came, and none waits. An open breaker lets the next event try, and
 * closes or opens again by its result.
 */
export function afterEmptyTurn(endpoint: WebhookEndpoint, at: Date): WebhookEndpoint {
  const { turnAt: _, ...rest } = endpoint;
  const version = endpoint.version + 1;
  if (!(endpoint.failing && isBroken(endpoint))) return { ...rest, version };
  const { isBroken: _open, ...failing } = endpoint.failing;
  return { ...rest, failing, turnAt: soon(at), version };
}

/** The endpoint as an admin or its failures disable it. */
export function disabledFor(
  reason: NonNullable<WebhookEndpoint['disabled']>['reason'],
  endpoint: WebhookEndpoint,
  at: Date,
): HealthChange {
  const { turnAt: _, ...rest } = endpoint;
  const disabled = { at: at.toISOString(), reason };
  return {
    endpoint: { ...rest, state: 'disabled', disabled, version: endpoint.version + 1 },
    told: { type: 'disabled' },
  };
}

/**
 * The endpoint enabled again, as if it had never failed.
 *
 * @param sendsMissed whether what waited before is sent; it is skipped otherwise.
 */
export function enabledAgain(
  { failing: _, disabled: _why, skipsBefore: _before, ...endpoint }: WebhookEndpoint,
  { at, sendsMissed }: { at: Date; sendsMissed: boolean },
): WebhookEndpoint {
  return {
    ...endpoint,
    state: 'enabled',
    ...(!sendsMissed && { skipsBefore: at.toISOString() }),
    turnAt: soon(at),
    version: endpoint.version + 1,
  };
}

function counted(
  before: Failing | undefined,
  { eventId, at, isProbe }: { eventId: string; at: Date; isProbe: boolean },
): Failing {
  const attempts = (before?.attempts ?? 0) + 1;
  const events = [...new Set([...(before?.events ?? []), eventId])].slice(0, disabling.events);
  return {
    ...before,
    since: before?.since ?? at.toISOString(),
    attempts,
    events,
    ...(attempts >= failuresUntilBroken && { isBroken: true }),
    ...(isProbe && { probes: (before?.probes ?? 0) + 1 }),
  };
}

const failedForMs = ({ since }: Failing, at: Date): number => at.getTime() - Date.parse(since);

const isHopeless = (failing: Failing, at: Date): boolean =>
  failedForMs(failing, at) >= disabling.afterMs &&
  failing.attempts >= disabling.attempts &&
  failing.events.length >= disabling.events;

/** The longest that is over and was not told yet. */
function warningDue(failing: Failing, at: Date): 24 | 72 | undefined {
  const over = warnings.find((hours) => failedForMs(failing, at) >= hours * hourMs);
  return over !== undefined && over > (failing.warnedHours ?? 0) ? over : undefined;
}

const after = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString();

const soon = (at: Date): string => after(at, settledMs);
