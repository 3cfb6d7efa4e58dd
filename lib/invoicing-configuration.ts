import * as z from 'zod';
import type { Stage } from '#vocabulary/stages';

export const defaultInvoicing = { firstNumbers: {}, objectLock: 'none' as const };

/** How invoices are numbered and kept. */
export const invoicingConfiguration = z.strictObject({
  firstNumbers: z
    .record(
      z.string().regex(/^(FA|AV|AC)-\d{4}$/, 'a series of a year, FA-2026'),
      z.int().min(1).max(999_999_999),
    )
    .default(defaultInvoicing.firstNumbers)
    .describe(
      'where a series goes on that another system began: `{"FA-2026": 1235}` when its last invoice was 1234. Only before the first document of the series: later it has no effect',
    ),
  objectLock: z
    .enum(['none', 'template', 'by_hand'])
    .default(defaultInvoicing.objectLock)
    .describe(
      'whether documents of `prod` are locked (Object Lock, governance) until the law lets them go. `template` only before the first deployment: it would replace a bucket that is there; then `by_hand` ([how](deploy.md#lock-the-documents))',
    ),
});

type Invoicing = z.infer<typeof invoicingConfiguration>;

/** How many years after the year of issue documents stay locked; null where they are not. */
export const lockYearsOf = (
  stage: Stage,
  { invoicing, retention }: { invoicing: Invoicing; retention: { documentYears: number } },
): number | null =>
  stage === 'prod' && invoicing.objectLock !== 'none' ? retention.documentYears : null;
