import * as z from 'zod/mini';
import * as part from './parts.ts';

const count = z.nullable(z.int());

/** Minor units by currency. */
const prices = z.partialRecord(part.currency, z.int());

export const planView = z.object({
  id: z.string(),
  name: z.string(),
  pricePerMonth: prices,
  /** For each GB started above the limit. */
  overagePerGb: z.nullable(z.object({ traffic: prices, storage: prices })),
  /** Null: no limit. A GB is 10^9 bytes, a MB of storage 10^6. */
  limits: z.object({
    teams: count,
    members: count,
    projects: count,
    cpu: z.number(),
    memoryMb: z.int(),
    trafficBytesPerMonth: z.int(),
    storageBytes: z.int(),
    customDomains: z.boolean(),
  }),
});

export const planList = z.object({ data: z.array(planView) });

const places = z.object({ used: z.int(), limit: count });

export const subscriptionQuery = z.strictObject({ customerId: z.optional(part.customerId) });

export const subscriptionView = z.object({
  customerId: z.string(),
  plan: planView,
  /** `given`: set by an administrator, without an end. `grace`: over, and kept for up to three days. */
  status: z.enum(['free', 'given', 'active', 'grace']),
  startedAt: z.nullable(part.timestamp),
  currentPeriodEnd: z.nullable(part.timestamp),
  endsAtPeriodEnd: z.boolean(),
  places: z.object({ projects: places, members: places }),
});
