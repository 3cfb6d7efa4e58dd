import * as z from 'zod';
import type { InvoicePlatformSettings } from '#vocabulary/settings';
import { exactly } from './exactly.ts';

/** Requests carry secrets, so plain HTTP is refused. */
const httpsUrl = z.url({ protocol: /^https$/ });

export const platformConfiguration = exactly<InvoicePlatformSettings>()(
  z.strictObject({
    apiUrl: httpsUrl.describe('the address of its API (XP Z12-013), without `/v1`'),
    tokenUrl: httpsUrl.describe('where access tokens come from (OAuth 2 client credentials)'),
  }),
);
