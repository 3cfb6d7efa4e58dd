import type { Notification } from '#domain/payments/notification';
import type { Payment } from '#domain/payments/payment';
import type {
  OpenPayments,
  OpenSubject,
  PaymentFilter,
  PaymentStore,
  PaymentWithInvoice,
  SaveOutcome,
  Transition,
} from '#domain/payments/payment-store';
import {
  creditNotesAmong,
  type InvoiceMarker,
  invoiceMarkerFrom,
  openable,
} from './invoice-marker.ts';
import { indexes, keys } from './keys.ts';
import { isNewOrJudgedOtherwise, notificationWrite } from './notifications.ts';
import { PaymentLister } from './payment-lister.ts';
import {
  openPaymentsWrite,
  orderClaimWrite,
  paymentWrite,
  tellingWrites,
} from './payment-writes.ts';
import { keyOf } from './stored.ts';
import { openPaymentsFrom, orderClaimFrom, paymentFrom } from './stored-payment.ts';
import { keyIsFree, type Table, versionBefore } from './table.ts';
import { watchOlderPayments } from './young-payments.ts';

export class DynamoPaymentStore implements PaymentStore {
  readonly #table: Table;
  readonly #lister: PaymentLister;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
    this.#lister = new PaymentLister(table, now);
  }

  async createOrGet(payment: Payment): Promise<Payment> {
    const refusal = await this.#table.write(paymentWrite(payment, keyIsFree, this.#now()));
    if (!refusal) return payment;
    // A refusal without an item was a conflict with a transaction, so the payment is stored.
    return refusal.existing ? paymentFrom(refusal.existing) : (await this.find(payment.id))!;
  }

  async findOpen(subject: OpenSubject): Promise<OpenPayments> {
    const item = await this.#table.get(keys.openPayments(subject));
    return { ...subject, ...(item ? openPaymentsFrom(item) : { version: 0, entries: [] }) };
  }

  async createListed(payment: Payment, list: OpenPayments): Promise<'created' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      paymentWrite(payment, keyIsFree, this.#now()),
      openPaymentsWrite(list, payment.expiresAt),
    ]);
    return refusals ? 'stale' : 'created';
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
    const invoice = marker && (await this.readyInvoice(invoiceMarkerFrom(marker)));
    const creditNotes = await openable(this.#table, creditNotesAmong(items));
    return (
      payment && {
        payment: paymentFrom(payment),
        invoice: invoice && { ...invoice, ...(creditNotes.length > 0 && { creditNotes }) },
      }
    );
  }

  /** An invoice without a stored document cannot be opened, so it is not shown. */
  private async readyInvoice({
    invoiceId: id,
    number,
  }: InvoiceMarker): Promise<PaymentWithInvoice['invoice']> {
    return (await this.#table.get(keys.invoiceDocument(id))) && { id, number };
  }

  async save(transition: Transition, notification?: Notification): Promise<SaveOutcome> {
    const { payment, orderClaim } = transition;
    const ownWrite = paymentWrite(payment, versionBefore(payment), this.#now());
    const claimWrites = orderClaim ? [orderClaimWrite(orderClaim, payment.id)] : [];
    const notificationWrites = notification ? [notificationWrite(notification)] : [];
    const others = [...notificationWrites, ...claimWrites, ...tellingWrites(transition)];
    if (others.length === 0) return (await this.#table.write(ownWrite)) ? 'stale' : 'saved';

    const refusals = await this.#table.writeTogether([ownWrite, ...others]);
    if (!refusals) return 'saved';
    if (notification && refusals[1]?.existing) return 'duplicate';
    const isOrderPaid = orderClaim && refusals[1 + notificationWrites.length]?.existing;
    return isOrderPaid && !refusals[0] ? 'order_paid' : 'stale';
  }

  async keep(notification: Notification): Promise<void> {
    await this.#table.write(notificationWrite(notification, isNewOrJudgedOtherwise(notification)));
  }

  async findPayerOf(order: string): Promise<Payment | undefined> {
    const marker = await this.#table.get(keys.orderPaid(order));
    return marker && this.find(orderClaimFrom(marker).paymentId);
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
    const older = await watchOlderPayments(this.#table, { dueAt: now, now: this.#now() });
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#PAYMENTS', ':now': now.toISOString() },
      Limit: limit,
    });
    const due = new Map([...items, ...older].map((item) => [keyOf(item).pk, String(item.dueSk)]));
    return [...due]
      .filter(([, dueSk]) => dueSk <= now.toISOString())
      .sort(([, left], [, right]) => left.localeCompare(right))
      .slice(0, limit)
      .map(([pk]) => pk.slice('PAYMENT#'.length));
  }

  async postpone(id: string, until: string | undefined): Promise<void> {
    const isDue = { expression: 'attribute_exists(dueSk)' };
    const key = keys.payment(id);
    await this.#table.write({
      update:
        until === undefined
          ? { key, expression: 'REMOVE duePk, dueSk, checkAt', condition: isDue }
          : {
              key,
              expression: 'SET dueSk = :due, checkAt = :until',
              values: { ':due': indexes.due('PAYMENTS', until, id).dueSk, ':until': until },
              condition: isDue,
            },
    });
  }

  list(filter: PaymentFilter, page: { limit: number; cursor?: string }) {
    return this.#lister.list(filter, page);
  }
}
