import * as z from 'zod';
import { readEmail } from '#vocabulary/email-address';

/** An e-mail address by the same rules as in the API. */
export const email = z.string().transform((written, { issues }) => {
  const read = readEmail(written);
  if ('address' in read) return read.address;
  issues.push({ code: 'custom', input: written, message: read.reason });
  return z.NEVER;
});
