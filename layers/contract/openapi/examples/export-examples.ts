import type * as z from 'zod/mini';
import type * as exports from '../../exports.ts';

const file: z.infer<typeof exports.accountingExportView> = {
  id: 'exp_01M7Y4MMKF4G6J8M0P2R4T6V8X',
  kind: 'fec',
  status: 'ready',
  from: '2026-01-01',
  to: '2026-12-31',
  requestedAt: '2026-11-21T04:08:10.000Z',
  progress: { done: 1_240, total: 1_240 },
  fileName: '552100554FEC20261231.txt',
  rows: 3_118,
  bytes: 412_806,
  sha256: '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b',
  leftOut: 0,
  reason: null,
  url: 'https://s3.eu-west-3.amazonaws.com/documents/exports/accounting/exp_01M7Y4MMKF4G6J8M0P2R4T6V8X/552100554FEC20261231.txt?X-Amz-Expires=300',
  expiresAt: '2026-11-22T04:08:10.000Z',
};

export const exportExamples = { getExport: file };
