import * as z from 'zod/mini';
import * as part from './parts.ts';

export const eraseCustomerRequest = z.strictObject({ dryRun: z._default(z.boolean(), false) });

export const erasureView = z.object({
  customerId: z.string(),
  state: z.enum(['planned', 'running', 'done']),
  obstacles: z.array(
    z.enum([
      'customer_has_subscription',
      'customer_has_unbilled_usage',
      'customer_has_open_dispute',
      'customer_has_open_payment',
    ]),
  ),
  records: z.array(
    z.object({
      kind: z.string(),
      count: z.nullable(z.int()),
      fate: z.enum(['gone', 'pseudonymised', 'kept']),
      why: z.string(),
      basis: z.nullable(z.string()),
    }),
  ),
  requestedAt: z.nullable(part.timestamp),
  steps: z.array(z.object({ name: z.string(), at: part.timestamp, count: z.int() })),
  finishedAt: z.nullable(part.timestamp),
  kept: z.array(
    z.object({ kind: z.string(), count: z.int(), sha256: z.string(), basis: z.string() }),
  ),
  reviewAt: z.nullable(part.timestamp),
});

export const exportView = z.object({
  customerId: z.string(),
  state: z.enum(['running', 'done']),
  requestedAt: part.timestamp,
  expiresAt: part.timestamp,
  url: z.nullable(z.string()),
});
