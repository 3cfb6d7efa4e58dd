import * as z from 'zod';
import { defaultPeriods, type RetentionPeriods } from '#vocabulary/retention';
import { exactly } from './exactly.ts';

/** No period is shorter than the law or the bank allows, and none longer than a claim can be made. */
export const retentionConfiguration = exactly<RetentionPeriods>()(
  z.strictObject({
    // A bank can dispute a card payment for 540 days.
    guestMonths: z
      .int()
      .min(24)
      .max(60)
      .default(defaultPeriods.guestMonths)
      .describe(
        'months since the last contact after which a guest who never set a password, and an archived customer, are erased, and payments of buyers without an account are pseudonymised',
      ),
    // Uploads to an order that is not paid are deleted after three weeks.
    unpaidDays: z
      .int()
      .min(30)
      .max(365)
      .default(defaultPeriods.unpaidDays)
      .describe('days after which orders and payments that came to nothing lose their buyer'),
    documentYears: z
      .int()
      .min(10, 'the law keeps accounting documents for ten years (Code de commerce L123-22)')
      .max(30)
      .default(defaultPeriods.documentYears)
      .describe(
        'years, from the end of their year, for which invoices and the ledger are kept. Nothing deletes them afterwards: the log says which years are due',
      ),
    proofYears: z
      .int()
      .min(5, 'claims may be made for five years (Code civil 2224)')
      .max(10)
      .default(defaultPeriods.proofYears)
      .describe('years for which the proof of an erasure is kept, when nothing of the person is'),
  }),
);
