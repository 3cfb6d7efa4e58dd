import type { PlatformRecord } from '#domain/platform/platform-record';
import { DynamoPlatformStore } from '#stores/platform-store';
import { anyInstant, anyLike, anyText } from '#test/any-values';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const record: PlatformRecord = {
  invoiceId: 'inv_1',
  number: 'FA-2026-000001',
  document: { flowId: 'flow-1', sendingUntil: '2026-11-21T10:02:00.000Z' },
  cash: { flowId: 'flow-2', sendingUntil: '2026-11-21T10:02:00.000Z' },
  statuses: [{ code: '213', at: '2026-11-21T10:05:00.000Z', reason: 'REJ_SEMAN' }],
  createdAt: '2026-11-21T10:00:00.000Z',
  askAt: '2026-11-22T10:00:00.000Z',
  version: 1,
};

const onPlatform = rowsOf<PlatformRecord>({
  name: 'a document on the invoicing platform',
  reader: 'platform-store.ts platformRecordFrom',
  keys: ['invoiceOnPlatform', 'sentNumber'],
  example: record,
  any: anyLike(record, { number: anyText, createdAt: anyInstant, askAt: anyInstant }),
  write: (table, one) => new DynamoPlatformStore(table).create(one),
  read: (table, { invoiceId }) => new DynamoPlatformStore(table).find(invoiceId),
  sk: 'PLATFORM',
  pk: 'INVOICE#',
  required: {
    invoiceId: '',
    number: 7,
    document: 'flow-1',
    statuses: {},
    'statuses.0.code': 213,
    'statuses.0.at': '2026-11-21',
    createdAt: 'today',
    version: -1,
  },
  optional: {
    'document.flowId': '',
    'document.sendingUntil': 'soon',
    'cash.flowId': 7,
    'cash.sendingUntil': 'soon',
    'statuses.0.reason': '',
    askAt: 'tomorrow',
  },
});

export const rowsOfPlatform: Rows[] = [onPlatform];
