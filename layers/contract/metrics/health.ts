import * as z from 'zod/mini';
import { healthWords } from '#domain/monitoring/health';
import * as part from '../parts.ts';

const word = z.enum(healthWords);

/** Words only: what exactly is wrong is for the shop’s own people. */
export const healthView = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  checkedAt: part.timestamp,
  /** The same answer is given for so long. */
  keptSeconds: z.int(),
  checks: z.object({
    database: word,
    queues: word,
    mail: word,
    invoices: word,
    stripe: z.optional(word),
    paypal: z.optional(word),
    cinetpay: z.optional(word),
    external: z.optional(word),
  }),
});
