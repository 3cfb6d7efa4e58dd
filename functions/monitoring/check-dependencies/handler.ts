import type * as z from 'zod/mini';
import type { healthView } from '#contract/metrics/health';
import { checkHealth, type HealthDeps } from '#domain/monitoring/health';
import { httpFunction, json } from '#runtime/http';
import { sharedFor, within } from '#runtime/shared-answer';

/** A status page, and whoever reloads it, cost no more than four checks a minute. */
const keptSeconds = 15;

const limitMs = 1_000;

/** GET /metrics/payments/health: 503 only when nobody can be served at all. */
export function createHandler(deps: Omit<HealthDeps, 'inTime'>) {
  const health = sharedFor(keptSeconds * 1_000, () =>
    checkHealth({ ...deps, inTime: within(limitMs) }),
  );
  return httpFunction(async () => {
    const found = await health();
    const body: z.infer<typeof healthView> = { ...found, keptSeconds };
    return json(found.status === 'down' ? 503 : 200, body);
  });
}
