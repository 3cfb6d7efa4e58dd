import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import { type AttemptDeps, attemptOnce } from './attempt.ts';
import type { Attempt } from './delivery.ts';
import type { WebhookEndpoint } from './endpoint.ts';

export type PingDeps = AttemptDeps & {
  pingBody: (endpointId: string, eventId: string, now: Date) => string;
  randomBytes: RandomBytes;
};

/**
 * Sends a test to an endpoint, signed and sent as every event is. It counts for nothing: no breaker
 * opens or closes, and nothing is kept.
 */
export async function ping(
  { pingBody, ...deps }: PingDeps,
  endpoint: WebhookEndpoint,
): Promise<Attempt> {
  const now = deps.now();
  const id = newId('evt', now, deps.randomBytes(10));
  const body = pingBody(endpoint.id, id, now);
  const { attempt, answer } = await attemptOnce(deps, endpoint, { id, body });
  return answer ? { ...attempt, answer } : attempt;
}
