import * as z from 'zod/mini';
import { errorCodes } from '#vocabulary/error-codes';

/** RFC 9457: the form of every answer from 400 on. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum([...errorCodes, 'internal']),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
