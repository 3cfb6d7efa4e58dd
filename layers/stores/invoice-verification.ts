import type { Break } from '#domain/invoices/chain-check';
import type { Invoice } from '#domain/invoices/invoice-store';
import type {
  FoundDocument,
  Position,
  Verification,
  VerificationStore,
} from '#domain/invoices/verify-year';
import { count, flag, instant, listOf, mapWith, optional, text } from './fields.ts';
import { DynamoInvoiceStore } from './invoice-store.ts';
import { indexes, keys, yearOf } from './keys.ts';
import { CorruptRowError, keyOf, stored } from './stored.ts';
import { documentFrom, invoiceFrom } from './stored-invoice.ts';
import type { Item, Table } from './table.ts';

/** Half of what one request may ask for: each document has two rows. */
const pageMax = 50;

/** As text: a check reads it again as it left it; `null` once it is through. */
const positionFrom = stored<{ position: string }>({ position: text });

/** The result of a check. */
export const verificationFrom = stored<Verification>({
  at: instant,
  documents: count,
  bytes: count,
  ok: flag,
  breaks: listOf(mapWith<Break>({ number: text, to: optional(text) })),
  breakCount: count,
  unknownBefore: listOf(text),
});

export class DynamoInvoiceVerification implements VerificationStore {
  readonly #table: Table;
  readonly #invoices: DynamoInvoiceStore;

  constructor(table: Table) {
    this.#table = table;
    this.#invoices = new DynamoInvoiceStore(table);
  }

  readSeries(name: string) {
    return this.#invoices.readSeries(name);
  }

  async documentsOf(year: string, after?: string): Promise<FoundDocument[]> {
    const { collectionPk } = indexes.collection(yearOf('INVOICES', year), '');
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk AND collectionSk > :after',
      values: { ':pk': collectionPk, ':after': after ?? ' ' },
      Limit: pageMax,
    });
    const ids = items.map((item) => keyOf(item).pk.slice('INVOICE#'.length));
    const rows = await this.#table.getMany(
      ids.flatMap((id) => [keys.invoice(id), keys.invoiceDocument(id)]),
      { isConsistent: true },
    );
    const byKey = new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row]));
    const rowAt = ({ pk, sk }: { pk: string; sk: string }) => byKey.get(`${pk} ${sk}`);
    return ids.map((id) => ({
      id,
      ...readable(rowAt(keys.invoice(id)), rowAt(keys.invoiceDocument(id))),
    }));
  }

  /** What the last check of a year found. */
  async lastOf(year: string): Promise<Verification | undefined> {
    const item = await this.#table.get(keys.invoicesVerified(year));
    return item && verificationFrom(item);
  }

  async positionOf(year: string): Promise<Position | undefined> {
    const item = await this.#table.get(keys.invoicesVerifying(year));
    if (!item) return undefined;
    return (JSON.parse(positionFrom(item).position) as Position | null) ?? undefined;
  }

  async savePosition(year: string, position: Position | undefined): Promise<void> {
    const item = { position: JSON.stringify(position ?? null) };
    await this.#table.write({ put: { key: keys.invoicesVerifying(year), item } });
  }

  async save(year: string, verification: Verification): Promise<void> {
    await this.#table.write({ put: { key: keys.invoicesVerified(year), item: verification } });
  }
}

function readable(row: Item | undefined, document: Item | undefined): { invoice?: Invoice } {
  try {
    if (!row) return {};
    const invoice = invoiceFrom(row);
    return { invoice: document ? { ...invoice, document: documentFrom(document) } : invoice };
  } catch (error) {
    if (!(error instanceof CorruptRowError)) throw error;
    return {};
  }
}
