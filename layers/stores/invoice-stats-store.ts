import type {
  RareCounts,
  SizeSample,
  StatsStore,
  YearOfInvoices,
} from '#domain/invoices/invoice-stats';
import { count } from './fields.ts';
import { invoiceIndexes, rareStatuses } from './invoice-indexes.ts';
import { verificationFrom } from './invoice-verification.ts';
import { keys } from './keys.ts';
import { keyOf, stored } from './stored.ts';
import { documentFrom } from './stored-invoice.ts';
import { seriesOf } from './stored-series.ts';
import type { Item, Table } from './table.ts';

/** Until the first nightly check, the newest documents stand for all. */
const sampleMax = 50;

/** What has changed of a year's invoices since they were issued. */
const statsFrom = stored<{ paid: number }>({ paid: count });

/** Reads a year's sums: the same few rows whether it has a hundred documents or a million. */
export class DynamoInvoiceStatsStore implements StatsStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async readYear(year: number): Promise<YearOfInvoices> {
    const names = ['FA', 'AC', 'AV'].map((kind) => `${kind}-${year}`);
    const [rows, rare] = await Promise.all([
      this.#table.getMany([
        ...names.map(keys.series),
        keys.invoiceStats(year),
        keys.invoicesVerified(String(year)),
      ]),
      this.#countRare(year),
    ]);
    const at = ({ pk, sk }: { pk: string; sk: string }) =>
      rows.find((row) => row.pk === pk && row.sk === sk);
    const stats = at(keys.invoiceStats(year));
    const verified = at(keys.invoicesVerified(String(year)));
    return {
      series: names.flatMap((name) => {
        const row = at(keys.series(name));
        return row ? [seriesOf(name, row)] : [];
      }),
      rare,
      paidLater: stats ? statsFrom(stats).paid : 0,
      sample: verified ? verificationFrom(verified) : await this.#newest(year),
    };
  }

  /** By the index of rare statuses: most invoices are paid, and are in none. */
  async #countRare(year: number): Promise<RareCounts> {
    const counts: RareCounts = { generated: 0, sent: 0, overdue: 0, cancelled: 0 };
    let after: Item | undefined;
    do {
      const page = await this.#table.query({
        IndexName: 'collection',
        KeyConditionExpression: 'collectionPk = :pk',
        values: { ':pk': invoiceIndexes.status(year, 'sent', '').collectionPk },
        after,
      });
      for (const { collectionSk } of page.items) {
        const status = rareStatuses.find((one) => String(collectionSk).startsWith(`${one}#`));
        if (status) counts[status]++;
      }
      after = page.next;
    } while (after);
    return counts;
  }

  async #newest(year: number): Promise<SizeSample> {
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': invoiceIndexes.number(year, '').collectionPk },
      ScanIndexForward: false,
      Limit: sampleMax,
    });
    const documents = (await this.#table.getMany(items.map(keyOf))).map(documentFrom);
    return {
      documents: documents.length,
      bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }
}
