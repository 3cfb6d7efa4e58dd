import type { DeliveryStore } from './delivery.ts';
import { groupsOf, type HandOverGroup } from './delivery-group.ts';
import type { WebhookEndpointStore } from './endpoint.ts';
import { afterEmptyTurn, isBroken } from './endpoint-health.ts';

export type RetryDeps = {
  endpoints: Pick<WebhookEndpointStore, 'turnsBy' | 'find' | 'save'>;
  deliveries: Pick<DeliveryStore, 'dueBy' | 'waitingFor'>;
  handOver: HandOverGroup;
};

export type RetryReport = {
  due: number;
  turns: number;
  failures: { id: string; error: unknown }[];
};

/** In one run; the rest waits for the next. */
const limits = { due: 500, turns: 100 };

/** What one endpoint gets at a turn: it was away, and is not to be run over. */
const lineMax = 100;

/** A run that has just failed waits a few seconds for its own second attempt. */
const ownAttemptsMs = 30_000;

/** Until the next turn of a line. */
const turnMs = 5 * 60_000;

/**
 * Has sent what is due, and gives each endpoint’s line its turn: a probe while the breaker is open,
 * otherwise the oldest of those who wait. An endpoint that fails does not hold up the others.
 */
export async function retryDeliveries(
  deps: RetryDeps,
  { now, requestId }: { now: Date; requestId: string },
): Promise<RetryReport> {
  const since = new Date(now.getTime() - ownAttemptsMs);
  const due = await deps.deliveries.dueBy(since, limits.due);
  const turns = await deps.endpoints.turnsBy(now, limits.turns);
  const report: RetryReport = { due: due.length, turns: turns.length, failures: [] };
  const attempt = (id: string, step: () => Promise<unknown>): Promise<unknown> =>
    step().catch((error: unknown) => report.failures.push({ id, error }));
  for (const group of groupsOf(due, requestId)) await attempt('due', () => deps.handOver(group));
  for (const id of turns) await attempt(id, () => takeTurn(deps, id, { now, requestId }));
  return report;
}

async function takeTurn(
  { endpoints, deliveries, handOver }: RetryDeps,
  id: string,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  const endpoint = await endpoints.find(id);
  const { state, turnAt } = endpoint ?? {};
  if (!endpoint || state === 'disabled' || !turnAt || turnAt > now.toISOString()) return;
  const isProbe = isBroken(endpoint);
  const inLine = await deliveries.waitingFor(id, isProbe ? 1 : lineMax);
  const next =
    inLine.length === 0
      ? afterEmptyTurn(endpoint, now)
      : {
          ...endpoint,
          turnAt: new Date(now.getTime() + turnMs).toISOString(),
          version: endpoint.version + 1,
        };
  // Whoever writes first has the turn.
  if ((await endpoints.save(next)) === 'stale') return;
  for (const group of groupsOf(inLine, requestId))
    await handOver(isProbe ? { ...group, isProbe } : group);
}
