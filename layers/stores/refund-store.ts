import type { AuditEntry } from '#domain/audit/audit-entry';
import type { RefundTransition } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import type { RefundReference, RefundStore } from '#domain/refunds/refund-store';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { instant, mapWith, money, oneOf, optional, text } from './fields.ts';
import { indexes, keys } from './keys.ts';
import { paymentWrite, refundWrite, tellingWrites } from './payment-writes.ts';
import { keyOf, stored } from './stored.ts';
import { paymentFrom } from './stored-payment.ts';
import { type Item, type Table, versionBefore } from './table.ts';

const openTasks = partitionOf('REFUND_TASKS', { index: 'collection' });

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
    { payment, refund, event, ledgerEntry }: RefundTransition,
    audit?: AuditEntry,
  ): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      paymentWrite(payment, versionBefore(payment)),
      refundWrite(refund),
      ...tellingWrites({ payment, event, ledgerEntry, audit }),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async listDue(now: Date, limit: number): Promise<RefundReference[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#REFUNDS', ':now': now.toISOString() },
      Limit: limit,
    });
    return items.map(referenceFrom);
  }

  async postpone({ paymentId, refundId }: RefundReference, until: Date): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.refund(paymentId, refundId),
        expression: 'SET dueSk = :due',
        values: { ':due': indexes.due('REFUNDS', until.toISOString(), refundId).dueSk },
        condition: { expression: 'attribute_exists(dueSk)' },
      },
    });
  }

  async listTasks({ limit, cursor }: { limit: number; cursor?: string }) {
    const { items, next } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': openTasks.partition },
      ScanIndexForward: false,
      Limit: limit,
      after: startAfter(cursor, openTasks),
    });
    const tasks = await Promise.all(items.map((item) => this.loadTask(referenceFrom(item))));
    return { tasks: tasks.flat(), nextCursor: cursorAfter(next, openTasks) };
  }

  /** Nothing when it was closed since the index was read. */
  private async loadTask({ paymentId, refundId }: RefundReference) {
    const { payment, refunds } = await this.load(paymentId);
    const refund = refunds.find(({ id, status }) => id === refundId && status === 'manual');
    return payment && refund ? [{ payment, refund }] : [];
  }
}

function referenceFrom(item: Item): RefundReference {
  const { pk, sk } = keyOf(item);
  return { paymentId: pk.slice('PAYMENT#'.length), refundId: sk.slice('REFUND#'.length) };
}

export const refundFrom = stored<Refund>({
  id: text,
  paymentId: text,
  amount: money,
  status: oneOf('requested', 'pending', 'manual', 'succeeded', 'failed'),
  requestedBy: text,
  createdAt: instant,
  updatedAt: instant,
  providerReference: optional(text),
  failure: optional(mapWith<NonNullable<Refund['failure']>>({ code: text })),
});
