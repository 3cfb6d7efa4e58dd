import type { AccountingExport } from '#domain/accounting/accounting-export';
import { type Check, count, mapWith } from './fields.ts';

/** How far the books have been read for an export. */
export const exportPosition: Check<NonNullable<AccountingExport['position']>> = (value) =>
  value === 'end' || mapWith<{ stage: number; after?: string }>({ stage: count })(value);
