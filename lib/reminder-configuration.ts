import * as z from 'zod';
import type { Settings } from '#vocabulary/settings';
import { exactly } from './exactly.ts';

const isAscending = (days: readonly number[]): boolean =>
  days.every((day, index) => index === 0 || day > days[index - 1]!);

/** When customers are asked for what they have not paid. */
export const reminderConfiguration = exactly<Settings['REMINDERS']>()(
  z.strictObject({
    days: z
      .array(z.int().min(1).max(365))
      .max(6)
      .refine(isAscending, 'must be ascending')
      .describe(
        'days after the due date of an invoice, ascending: each has one letter; none with `[]`',
      ),
  }),
);
