import type Stripe from 'stripe';
import type { ProviderClock } from '../clock.ts';
import type { Attempt, Deliverer, Forgery, Notification, Receiver } from '../deliverer.ts';
import type { Metadata } from '../faults.ts';
import { newId } from './ids.ts';
import { signPayload } from './signature.ts';

export const currentApiVersion = '2026-10-28.endive';

/** Stripe refuses a signature older than 300 s; this one is twice that. */
const staleSeconds = 600;

/** A receiver of notifications, with its signing secret. */
export type EndpointRecord = {
  endpoint: Stripe.WebhookEndpoint;
  secret: string;
};

/** The event as shown by the API; `data.object` is a copy of that moment. */
export type StripeEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

export type EventRecord = {
  event: StripeEvent;
  notification: Notification;
  attempts: Attempt[];
  pending: Set<string>;
};

/** The API call that caused an event; none for a buyer or the dashboard. */
export type EventOrigin = StripeEvent['request'];
export const noOrigin: EventOrigin = { id: null, idempotency_key: null };

/** Every event with its delivery attempts; sends new ones. */
export class EventLog {
  readonly records = new Map<string, EventRecord>();
  readonly endpoints = new Map<string, EndpointRecord>();
  /** Acting is synchronous, so the current call can be stored here instead of passed along. */
  origin: EventOrigin = noOrigin;
  private readonly clock: ProviderClock;
  private readonly deliverer: Deliverer;

  constructor(clock: ProviderClock, deliverer: Deliverer) {
    this.clock = clock;
    this.deliverer = deliverer;
  }

  /** Records an event of the object and notifies the endpoints that subscribe to it. */
  record(type: string, object: object, metadata: Metadata[]): void {
    const subscribers = [...this.endpoints.values()].filter((one) => wants(one.endpoint, type));
    const event: StripeEvent = {
      id: newId('evt_1'),
      object: 'event',
      api_version: currentApiVersion,
      created: this.clock.nowSeconds(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: subscribers.length,
      request: this.origin,
      type,
    };
    const receivers = subscribers.map((subscriber) => this.receiverFor(subscriber, event));
    const notification = { id: event.id, type, metadata: structuredClone(metadata), receivers };
    const pending = new Set(subscribers.map(({ endpoint }) => endpoint.id));
    this.records.set(event.id, { event, notification, attempts: [], pending });
    this.deliverer.send(notification);
  }

  noteAttempt(notification: Notification, attempt: Attempt): void {
    const record = this.find(notification.id);
    if (!record) return;
    record.attempts.push(attempt);
    const isAccepted = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    if (isAccepted) record.pending.delete(attempt.receiverId);
    record.event.pending_webhooks = record.pending.size;
  }

  find(id: string): EventRecord | undefined {
    return this.records.get(id);
  }

  /** Sends an event again to all current subscribers, including later ones. */
  async sendAgain(record: EventRecord, copies: number, concurrent: boolean): Promise<void> {
    const { event, notification } = record;
    notification.receivers = [...this.endpoints.values()]
      .filter(({ endpoint }) => wants(endpoint, event.type))
      .map((subscriber) => this.receiverFor(subscriber, event));
    await this.deliverer.sendAgain(notification, copies, concurrent);
  }

  private receiverFor({ endpoint, secret }: EndpointRecord, event: StripeEvent): Receiver {
    const body = JSON.stringify(event, null, 2);
    return {
      id: endpoint.id,
      get url() {
        return endpoint.url;
      },
      message: (forgery) => ({
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signPayload(
            body,
            forgery === 'wrongSecret' ? 'whsec_of_somebody_else' : secret,
            this.signedAt(forgery),
          ),
        },
        body,
      }),
    };
  }

  /**
   * The receiver uses the machine's clock or the simulated one. Stripe's check accepts future times
   * but not past ones, hence the later of the two.
   */
  private signedAt(forgery?: Forgery): number {
    const times = [Math.floor(Date.now() / 1000), this.clock.nowSeconds()];
    return forgery === 'stale' ? Math.min(...times) - staleSeconds : Math.max(...times);
  }
}

function wants(endpoint: Stripe.WebhookEndpoint, type: string): boolean {
  const isSubscribed = endpoint.enabled_events.some((wanted) => wanted === '*' || wanted === type);
  return endpoint.status === 'enabled' && isSubscribed;
}
