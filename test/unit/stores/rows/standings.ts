import fc from 'fast-check';
import type { HistoryEntry } from '#domain/invoices/history-entry';
import type { Standing } from '#domain/invoices/standing';
import { DynamoStandingStore } from '#stores/standing-store';
import { standingUpdate } from '#stores/standing-writes';
import { anyCount, anyInstant, anyText } from '#test/any-values';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';
import { invoices, issued, nothingIssued } from './invoices.ts';

const at = '2026-03-02T10:00:00.000Z';

const standing = rowsOf<Standing>({
  name: 'what changes of an invoice',
  reader: 'standing-store.ts storedStanding',
  keys: ['invoiceStanding'],
  example: {
    version: 2,
    sentAt: at,
    firstOpenedAt: at,
    overdueAt: at,
    reminders: [{ at, afterDays: 7 }],
    paidAt: at,
    cancelledAt: at,
    cancelledBy: 'inv_2',
  },
  any: fc.record(
    {
      version: anyCount,
      sentAt: anyInstant,
      reminders: fc.array(fc.record({ at: anyInstant, afterDays: anyCount }), { maxLength: 3 }),
    },
    { requiredKeys: ['version', 'sentAt'] },
  ),
  async write(table, one) {
    await invoices(table).issue(issued, nothingIssued);
    await table.write({ update: standingUpdate(issued.id, { set: one }) });
  },
  read: async (table) => (await invoices(table).find(issued.id))?.standing,
  sk: 'STANDING',
  form: 'unsaid',
  required: { 'reminders.0.at': 'today', 'reminders.0.afterDays': -1 },
  optional: {
    version: '2',
    sentAt: 'today',
    firstOpenedAt: 'today',
    overdueAt: 'today',
    reminders: 'two',
    paidAt: 'today',
    cancelledAt: 'today',
    cancelledBy: '',
  },
});

const historyEntry = rowsOf<HistoryEntry>({
  name: 'what somebody did to an invoice',
  reader: 'standing-store.ts historyEntryFrom',
  keys: ['invoiceHistory'],
  example: {
    at,
    kind: 'resent',
    by: 'person:1',
    about: 'inv_2',
    afterDays: 0,
    to: 'compta@comptoir-diallo.example',
    copy: { key: 'copies/FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
    note: 'Demandé par téléphone',
  },
  any: fc.record(
    { at: anyInstant, kind: fc.constantFrom('reminded', 'resent'), by: anyText, note: anyText },
    { requiredKeys: ['at', 'kind'] },
  ),
  async write(table, entry) {
    await invoices(table).issue(issued, nothingIssued);
    const change = { invoice: issued, entry: { name: 'any', entry } };
    await new DynamoStandingStore(table).save(change);
  },
  read: async (table) => (await invoices(table).find(issued.id))?.history?.[0],
  sk: 'HISTORY#',
  required: {
    at: 'today',
    kind: 'burnt',
    'copy.key': '',
    'copy.sha256': 'ab',
    'copy.bytes': -1,
  },
  optional: { by: '', about: '', afterDays: 0.5, to: '', copy: 'FA.pdf', note: '' },
});

export const rowsOfStandings: Rows[] = [standing, historyEntry];
