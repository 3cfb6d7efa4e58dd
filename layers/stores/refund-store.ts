import type { Notification } from '#domain/payments/notification';
import type { RefundTransition } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import type { RefundStore } from '#domain/refunds/refund-store';
import { keys } from './keys.ts';
import { notificationWrite } from './notifications.ts';
import { eventWrite } from './outbox.ts';
import { paymentWrite, versionBefore } from './payment-writes.ts';
import { paymentFrom } from './stored-payment.ts';
import type { Item, Table } from './table.ts';

export class DynamoRefundStore implements RefundStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(paymentId: string) {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.payment(paymentId).pk },
      ConsistentRead: true,
    });
    const payment = items.find(({ sk }) => sk === 'PAYMENT');
    return {
      payment: payment && paymentFrom(payment),
      refunds: items.filter(({ sk }) => String(sk).startsWith('REFUND#')).map(refundFrom),
    };
  }

  async save(
    { payment, refund, event }: RefundTransition,
    notification?: Notification,
  ): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      paymentWrite(payment, versionBefore(payment)),
      { put: { key: keys.refund(payment.id, refund.id), item: refund } },
      ...(event ? [eventWrite(event)] : []),
      ...(notification ? [notificationWrite(notification)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }
}

function refundFrom({ pk, sk, ...refund }: Item): Refund {
  return refund as unknown as Refund;
}
