import type { DomainEvent } from '#domain/events';
import type {
  Invoice,
  InvoiceDocument,
  InvoiceStore,
  Series,
} from '#domain/invoices/invoice-store';
import { keys } from './keys.ts';
import { carrying } from './outbox.ts';
import { paymentFrom } from './stored-payment.ts';
import { type Condition, type Item, keyIsFree, type Table } from './table.ts';

export class DynamoInvoiceStore implements InvoiceStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async findForPayment(paymentId: string) {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.payment(paymentId).pk },
      ConsistentRead: true,
    });
    const payment = items.find(({ sk }) => sk === 'PAYMENT');
    const marker = items.find(({ sk }) => sk === 'INVOICE');
    return {
      payment: payment && paymentFrom(payment),
      invoice: marker && (await this.find(String(marker.invoiceId))),
    };
  }

  async find(id: string): Promise<Invoice | undefined> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.invoice(id).pk },
      ConsistentRead: true,
    });
    const invoice = items.find(({ sk }) => sk === 'INVOICE');
    return (
      invoice &&
      invoiceFrom(
        invoice,
        items.find(({ sk }) => sk === 'DOCUMENT'),
      )
    );
  }

  async readSeries(name: string): Promise<Series> {
    const item = await this.#table.get(keys.series(name));
    return {
      name,
      last: Number(item?.last ?? 0),
      lastIssuedAt: item?.lastIssuedAt === undefined ? undefined : String(item.lastIssuedAt),
    };
  }

  async issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'> {
    const { id, paymentId, content } = invoice;
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.series(series.name),
          item: { last: series.last + 1, lastIssuedAt: content.issuedAt },
          condition: seriesIsAsRead(series),
        },
      },
      {
        put: {
          key: keys.invoiceOfPayment(paymentId),
          item: { invoiceId: id, number: content.number },
          condition: keyIsFree,
        },
      },
      { put: { key: keys.invoice(id), item: invoice, condition: keyIsFree } },
    ]);
    return refusals ? 'taken' : 'issued';
  }

  async markGenerated(
    invoice: Invoice,
    document: InvoiceDocument,
    event: DomainEvent,
  ): Promise<void> {
    const refusal = await this.#table.write({
      put: {
        key: keys.invoiceDocument(invoice.id),
        item: { ...document, ...carrying(event) },
        condition: keyIsFree,
      },
    });
    if (refusal && !refusal.existing)
      throw new Error('the invoice is being written by somebody else');
  }
}

const seriesIsAsRead = ({ last }: Series): Condition =>
  last === 0
    ? keyIsFree
    : { expression: '#last = :last', names: { '#last': 'last' }, values: { ':last': last } };

/** What it bills has been paid, so it is paid as soon as it can be handed over. */
function invoiceFrom({ pk, sk, ...invoice }: Item, document?: Item): Invoice {
  const issued = invoice as unknown as Invoice;
  return document ? { ...issued, status: 'paid', document: documentFrom(document) } : issued;
}

const documentFrom = ({ key, sha256, bytes }: Item): InvoiceDocument =>
  ({ key, sha256, bytes }) as InvoiceDocument;
