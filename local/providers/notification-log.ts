import type { ProviderClock } from './clock.ts';
import {
  type Attempt,
  Deliverer,
  isAccepted,
  type Notification,
  type Receiver,
} from './deliverer.ts';
import type { FaultRegistry, Metadata } from './faults.ts';
import { randomText } from './random-text.ts';

/** Something that the seller is notified of. */
export type Occurrence = {
  /** Generated when the provider's own messages have no id. */
  id?: string;
  type: string;
  /** Of the objects that it is about; faults can select by it. */
  marks: Metadata[];
  /** The message's content, for the list of events. */
  data: object;
  /** What the list shows besides, where the provider's events are objects of their own. */
  shown?: object;
  /** Called at every sending, so that later receivers are included. */
  receivers: () => Receiver[];
};

type Entry = {
  occurrence: Occurrence;
  notification: Notification;
  created: string;
  attempts: Attempt[];
  /** The receivers that have not confirmed it yet. */
  pending: Set<string>;
};

/** Every notification to the seller, sent or not, and its delivery attempts. */
export class NotificationLog {
  private readonly entries = new Map<string, Entry>();
  private readonly clock: ProviderClock;
  private readonly deliverer: Deliverer;

  constructor(clock: ProviderClock, faults: FaultRegistry) {
    this.clock = clock;
    this.deliverer = new Deliverer(faults, ({ id }, attempt) => this.noteAttempt(id, attempt));
  }

  /** Records an occurrence and sends its message, at once or after a delay. */
  record(occurrence: Occurrence, delayMs = 0): void {
    const { id = `evt_${randomText(16)}`, type, marks } = occurrence;
    const receivers = occurrence.receivers();
    const notification = { id, type, metadata: structuredClone(marks), receivers };
    const created = new Date(this.clock.nowMs()).toISOString();
    const pending = new Set(receivers.map((receiver) => receiver.id));
    this.entries.set(id, { occurrence, notification, created, attempts: [], pending });
    if (delayMs === 0) this.deliverer.send(notification);
    else setTimeout(() => this.deliverer.send(notification), delayMs).unref();
  }

  /** How many receivers have not confirmed a message yet. */
  pendingOf(id: string): number {
    return this.entries.get(id)?.pending.size ?? 0;
  }

  list(): object[] {
    return [...this.entries.values()].map(({ notification, created, occurrence, ...entry }) => ({
      id: notification.id,
      type: notification.type,
      created,
      data: occurrence.data,
      ...occurrence.shown,
      delivery_success: entry.pending.size === 0,
      deliveries: entry.attempts,
    }));
  }

  /** Sends an old message again; undefined when there is none with this id. */
  async sendAgain(id = '', copies = 1, concurrent = false): Promise<object | undefined> {
    const entry = this.entries.get(id);
    if (!entry) return undefined;
    entry.notification.receivers = entry.occurrence.receivers();
    await this.deliverer.sendAgain(entry.notification, copies, concurrent);
    return { id, deliveries: entry.attempts };
  }

  stop(): void {
    this.deliverer.stop();
  }

  private noteAttempt(id: string, attempt: Attempt): void {
    const entry = this.entries.get(id);
    entry?.attempts.push(attempt);
    if (isAccepted(attempt.status)) entry?.pending.delete(attempt.receiverId);
  }
}
