import fc from 'fast-check';
import type { AccountingExport } from '#domain/accounting/accounting-export';
import { nameOfWish } from '#domain/accounting/wish';
import { type LedgerEntry, nameOf } from '#domain/ledger/ledger-entry';
import { DynamoAccountingExportStore } from '#stores/accounting-export-store';
import { DynamoBookReader } from '#stores/exporting/book-reader';
import { keys } from '#stores/keys';
import { paymentWrite } from '#stores/payment-writes';
import { keyIsFree } from '#stores/table';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { aCompletedPayment } from '#test/payments';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const aFile: AccountingExport = {
  id: 'exp_1',
  wish: { kind: 'fec', from: '2026-01-01', to: '2026-12-31' },
  status: 'ready',
  requestedAt: '2026-11-21T10:00:00.000Z',
  requestedBy: 'person:user-finance',
  expiresAt: '2026-11-22T10:00:00.000Z',
  changedAt: '2026-11-21T10:00:30.000Z',
  progress: { done: 3, total: 3 },
  position: { stage: 1, after: 'inv_1' },
  parts: 1,
  step: 1,
  leftOut: 0,
  file: {
    key: 'exports/accounting/exp_1/552100554FEC20261231.txt',
    fileName: '552100554FEC20261231.txt',
    contentType: 'text/plain',
    rows: 10,
    bytes: 900,
    sha256: 'a'.repeat(64),
  },
  reason: 'too_large',
  version: 1,
};

const accountingExport = rowsOf<AccountingExport>({
  name: 'a file for the accountant',
  reader: 'accounting-export-store.ts accountingExportFrom',
  keys: ['accountingExport'],
  example: aFile,
  any: anyLike(
    aFile,
    {
      status: fc.constantFrom('preparing', 'ready', 'failed'),
      requestedAt: anyInstant,
      changedAt: anyInstant,
      parts: anyCount,
      leftOut: anyCount,
    },
    { position: fc.constantFrom('end' as const, { stage: 0 }, { stage: 2, after: 'pay_1' }) },
  ),
  write: (table, one) => new DynamoAccountingExportStore(table).save(one),
  read: (table, { wish }) => new DynamoAccountingExportStore(table).find(nameOfWish(wish)),
  sk: 'EXPORT',
  required: {
    id: '',
    'wish.kind': 'salaries',
    'wish.from': 'today',
    'wish.to': '',
    status: 'running',
    requestedAt: 'today',
    requestedBy: 7,
    expiresAt: 'tomorrow',
    changedAt: 'now',
    'progress.done': -1,
    parts: 1.5,
    step: '1',
    leftOut: -1,
    'file.key': '',
    'file.fileName': 7,
    'file.rows': -1,
    'file.bytes': '9',
    'file.sha256': 'abc',
    version: '1',
  },
  optional: { 'progress.total': -1, position: 'start', file: 'a.zip', reason: 'rain' },
});

const anEntry: LedgerEntry = {
  fact: 'refunded',
  of: 'ref_1',
  paymentId: aCompletedPayment().id,
  at: '2026-11-21T10:00:00.000Z',
  postings: [{ from: 'provider:stripe', to: 'sales', money: { minor: 100, currency: 'EUR' } }],
};

const ledgerEntry = rowsOf<LedgerEntry>({
  name: 'an entry of the ledger',
  reader: 'exporting/book-reader.ts ledgerEntryFrom',
  keys: ['ledgerEntry'],
  example: anEntry,
  any: anyLike(anEntry, { at: anyInstant, of: anyText }),
  write: async (table, entry) => {
    await table.write(paymentWrite(aCompletedPayment(), keyIsFree));
    const key = keys.ledgerEntry(entry.paymentId, nameOf(entry));
    await table.write({ put: { key, item: entry } });
  },
  read: async (table, { paymentId }) =>
    (await new DynamoBookReader(table).ledgerOf(paymentId))?.ledger[0],
  sk: 'LEDGER#',
  required: {
    fact: 'lost',
    paymentId: '',
    at: 'today',
    'postings.0.money.minor': -1,
    'postings.0.money.currency': '',
  },
  optional: { of: 7 },
});

export const rowsOfBooks: Rows[] = [accountingExport, ledgerEntry];
