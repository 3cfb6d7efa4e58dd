import fc from 'fast-check';
import { type Finding, rowOfFinding } from '#stores/invoice-findings';
import { DynamoInvoiceStatsStore } from '#stores/invoice-stats-store';
import { keys } from '#stores/keys';
import { anyText } from '#test/any-values';
import { anEvent } from '#test/payments';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';
import { invoices, issued, nothingIssued, paidBy } from './invoices.ts';

const findingRow = rowsOf<Finding>({
  name: 'a word that an invoice is found by',
  reader: 'invoice-findings.ts rowOfFinding',
  keys: ['findingWord'],
  example: { word: 'affiche', words: ['affiche', 'awa'], text: 'fa 2026 000001 awa affiche' },
  any: fc.record({ word: anyText, words: fc.array(anyText), text: anyText }),
  async write(table, one) {
    await table.writeMany([{ key: keys.findingWord(one.word, issued.id), item: one }]);
  },
  async read(table, one) {
    const item = await table.get(keys.findingWord(one.word, issued.id));
    return item && rowOfFinding(item);
  },
  sk: '',
  pk: 'FINDING#',
  required: { word: '', words: 'affiche', text: null },
  optional: { 'words.0': 7 },
});

const yearStats = rowsOf<{ paid: number }>({
  name: 'what has changed of a year’s invoices',
  reader: 'invoice-stats-store.ts statsFrom',
  keys: ['invoiceStats'],
  example: { paid: 1 },
  any: fc.constant({ paid: 1 }),
  async write(table) {
    await invoices(table).issue(issued, nothingIssued);
    await invoices(table).markPaid(issued, paidBy, anEvent());
  },
  read: async (table) => ({
    paid: (await new DynamoInvoiceStatsStore(table).readYear(2026)).paidLater,
  }),
  sk: 'STATS',
  form: 'unsaid',
  required: { paid: '1' },
});

export const rowsOfFinance: Rows[] = [findingRow, yearStats];
