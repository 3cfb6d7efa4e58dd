import type { Notification } from '#domain/payments/notification';
import type { Payment } from '#domain/payments/payment';
import type {
  PaymentFilter,
  PaymentStore,
  PaymentWithInvoice,
  SaveOutcome,
  Transition,
} from '#domain/payments/payment-store';
import { indexes, keys } from './keys.ts';
import { notificationWrite } from './notifications.ts';
import { carrying, eventWrite } from './outbox.ts';
import { PaymentLister } from './payment-lister.ts';
import { paymentWrite, versionBefore } from './payment-writes.ts';
import { paymentFrom } from './stored-payment.ts';
import { keyIsFree, type Table, type Write } from './table.ts';

export class DynamoPaymentStore implements PaymentStore {
  readonly #table: Table;
  readonly #lister: PaymentLister;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#lister = new PaymentLister(table, now);
  }

  async createOrGet(payment: Payment): Promise<Payment> {
    const refusal = await this.#table.write(paymentWrite(payment, keyIsFree));
    if (!refusal) return payment;
    // Without an item it met a transaction, which only a stored payment can be part of.
    return refusal.existing ? paymentFrom(refusal.existing) : (await this.find(payment.id))!;
  }

  async find(id: string): Promise<Payment | undefined> {
    const item = await this.#table.get(keys.payment(id));
    return item && paymentFrom(item);
  }

  async findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.payment(id).pk },
      ConsistentRead: true,
    });
    const payment = items.find(({ sk }) => sk === 'PAYMENT');
    const marker = items.find(({ sk }) => sk === 'INVOICE');
    return (
      payment && {
        payment: paymentFrom(payment),
        invoice:
          marker && (await this.readyInvoice(String(marker.invoiceId), String(marker.number))),
      }
    );
  }

  /** An invoice whose document is not stored yet cannot be opened, so it is not shown. */
  private async readyInvoice(id: string, number: string): Promise<PaymentWithInvoice['invoice']> {
    return (await this.#table.get(keys.invoiceDocument(id))) && { id, number };
  }

  async save(transition: Transition, notification?: Notification): Promise<SaveOutcome> {
    const { payment, event, ledgerEntry } = transition;
    const ownWrite = paymentWrite(payment, versionBefore(payment));
    const others: Write[] = [];
    if (notification) others.push(notificationWrite(notification));
    if (ledgerEntry)
      others.push({
        put: {
          key: keys.ledgerEntry(payment.id, ledgerEntry.fact),
          item: { ...ledgerEntry, ...carrying(event) },
          condition: keyIsFree,
        },
      });
    else if (event) others.push(eventWrite(event));
    if (others.length === 0) return (await this.#table.write(ownWrite)) ? 'stale' : 'saved';

    const refusals = await this.#table.writeTogether([ownWrite, ...others]);
    if (!refusals) return 'saved';
    const isKnownNotification = notification !== undefined && refusals[1]?.existing !== undefined;
    return isKnownNotification ? 'duplicate' : 'stale';
  }

  async keep(notification: Notification): Promise<void> {
    await this.#table.write(notificationWrite(notification));
  }

  async takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean> {
    const refusal = await this.#table.write({
      update: {
        key: keys.payment(id),
        expression: 'SET askedAt = :now',
        values: { ':now': now.toISOString() },
        condition: {
          expression:
            'attribute_exists(pk) AND (attribute_not_exists(askedAt) OR askedAt <= :before)',
          values: { ':before': new Date(now.getTime() - intervalMs).toISOString() },
        },
      },
    });
    return refusal === undefined;
  }

  async listDue(now: Date, limit: number): Promise<string[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#PAYMENTS', ':now': now.toISOString() },
      Limit: limit,
    });
    return items.map(({ pk }) => String(pk).slice('PAYMENT#'.length));
  }

  async postpone(id: string, until: Date): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.payment(id),
        expression: 'SET dueSk = :due',
        values: { ':due': indexes.due(until.toISOString(), id).dueSk },
        condition: { expression: 'attribute_exists(dueSk)' },
      },
    });
  }

  list(filter: PaymentFilter, page: { limit: number; cursor?: string }) {
    return this.#lister.list(filter, page);
  }
}
