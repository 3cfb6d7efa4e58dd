import type { Inbox, InboxEntry, InboxFilter } from '#domain/inbox/inbox';
import type { Notification } from '#domain/payments/notification';
import { type PageRequest, pageOf } from './memory-pages.ts';
import type { MemoryPaymentStore } from './memory-payment-store.ts';

/** Looks into the notifications that a store of payments in memory keeps. */
export class MemoryInbox implements Inbox {
  readonly #payments: MemoryPaymentStore;

  constructor(payments: MemoryPaymentStore) {
    this.#payments = payments;
  }

  async list(filter: InboxFilter, page: PageRequest) {
    const newestFirst = this.entries()
      .filter(({ notification }) => matches(notification, filter))
      .sort((a, b) => (sortKey(a.notification) < sortKey(b.notification) ? 1 : -1));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: 'inbox',
      idOf: ({ id }) => id,
    });
    return { entries: items, nextCursor };
  }

  async find(id: string): Promise<InboxEntry | undefined> {
    return this.entries().find((entry) => entry.id === id);
  }

  private entries(): InboxEntry[] {
    return [...this.#payments.inbox.entries()].map(([key, notification]) => ({
      id: `ntf_${key}`,
      notification: structuredClone(notification),
    }));
  }
}

const sortKey = ({ occurredAt, provider, eventId }: Notification) =>
  `${occurredAt}#${provider}#${eventId}`;

const matches = (one: Notification, { provider, verdict, paymentId }: InboxFilter): boolean =>
  (provider === undefined || one.provider === provider) &&
  (verdict === undefined || one.verdict === verdict) &&
  (paymentId === undefined || one.paymentId === paymentId);
