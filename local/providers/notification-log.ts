import type { ProviderClock } from './clock.ts';
import type { Attempt, Deliverer, Notification, Receiver } from './deliverer.ts';
import { isAccepted } from './deliverer.ts';
import type { Metadata } from './faults.ts';
import { randomText } from './random-text.ts';

/** Something that the seller is notified of. */
export type Occurrence = {
  /** Generated when the provider's own messages have no id. */
  id?: string;
  type: string;
  metadata: Metadata;
  /** The message's content, for the list of events. */
  data: object;
  /** Called at every sending, so that later receivers are included. */
  receivers: () => Receiver[];
};

type Entry = {
  occurrence: Occurrence;
  notification: Notification;
  created: string;
  attempts: Attempt[];
};

/** Every notification to the seller, sent or not, and its delivery attempts. */
export class NotificationLog {
  private readonly entries = new Map<string, Entry>();
  private readonly clock: ProviderClock;
  private readonly deliverer: Deliverer;

  constructor(clock: ProviderClock, deliverer: Deliverer) {
    this.clock = clock;
    this.deliverer = deliverer;
  }

  /** Records an occurrence and sends its message, at once or after a delay. */
  record(occurrence: Occurrence, delayMs = 0): void {
    const { id = `evt_${randomText(16)}`, type, metadata } = occurrence;
    const notification = { id, type, metadata: [metadata], receivers: occurrence.receivers() };
    const created = new Date(this.clock.nowMs()).toISOString();
    this.entries.set(id, { occurrence, notification, created, attempts: [] });
    if (delayMs === 0) this.deliverer.send(notification);
    else setTimeout(() => this.deliverer.send(notification), delayMs).unref();
  }

  noteAttempt(notification: Notification, attempt: Attempt): void {
    this.entries.get(notification.id)?.attempts.push(attempt);
  }

  list(): object[] {
    return [...this.entries.values()].map(({ notification, created, occurrence, attempts }) => ({
      id: notification.id,
      type: notification.type,
      created,
      data: occurrence.data,
      delivery_success: attempts.some(({ status }) => isAccepted(status)),
      deliveries: attempts,
    }));
  }

  /** Sends an old message again; undefined when there is none with this id. */
  async sendAgain(id: string, copies: number, concurrent: boolean): Promise<object | undefined> {
    const entry = this.entries.get(id);
    if (!entry) return undefined;
    entry.notification.receivers = entry.occurrence.receivers();
    await this.deliverer.sendAgain(entry.notification, copies, concurrent);
    return { id, deliveries: entry.attempts };
  }
}
