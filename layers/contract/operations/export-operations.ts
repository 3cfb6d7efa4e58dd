import * as exports from '../exports.ts';
import type { Operation } from './operation.ts';

/** Files for the accountant. */
export const exportOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/exports/{kind}',
    id: 'getExport',
    tag: 'Exports',
    summary: 'Get a file for the accountant: invoices, their PDFs, or the FEC',
    description:
      'The first request starts a job and answers 202 with its progress; ask again after some seconds. When the file is ready: 302 to a link that is valid for minutes, with checksum and number of rows in the body. It is kept for a day; `refresh` writes it anew. 200 with `failed` when the data make no valid file.',
    security: ['bearer'],
    people: 'finance and admins',
    query: exports.exportQuery,
    answers: {
      200: exports.accountingExportView,
      202: exports.accountingExportView,
      302: exports.accountingExportView,
    },
    problems: [400, 401, 403, 404],
  },
];
