import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import type { ProviderClock } from '../clock.ts';
import type { Forgery, Receiver } from '../deliverer.ts';
import type { Metadata } from '../faults.ts';
import type { NotificationLog } from '../notification-log.ts';
import { newId } from './ids.ts';

export const currentApiVersion = '2026-10-28.endive';

/** Stripe refuses a signature older than 300 s; this one is twice that. */
const staleSeconds = 600;

/** A receiver of notifications, with its signing secret. */
type EndpointRecord = {
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

type Recorded = { metadata?: Metadata | null };

/** The API call that caused an event; none for a buyer or the dashboard. */
export type EventOrigin = StripeEvent['request'];
export const noOrigin: EventOrigin = { id: null, idempotency_key: null };

/** Every event, and the endpoints that are notified of it. */
export class EventLog {
  readonly endpoints = new Map<string, EndpointRecord>();
  /** Acting is synchronous, so the current call can be stored here instead of passed along. */
  origin: EventOrigin = noOrigin;
  private readonly events: StripeEvent[] = [];
  private readonly clock: ProviderClock;
  private readonly log: NotificationLog;

  constructor(clock: ProviderClock, log: NotificationLog) {
    this.clock = clock;
    this.log = log;
  }

  /**
   * Records an event of the object and notifies the endpoints that subscribe to it. Faults select
   * it by the object's metadata, and by `others`.
   */
  record(type: Stripe.Event.Type, object: Recorded, others: Metadata[] = []): void {
    const marks = [object.metadata ?? {}, ...others];
    const data = { object: structuredClone(object) };
    const event: StripeEvent = {
      id: newId('evt_1'),
      object: 'event',
      api_version: currentApiVersion,
      created: this.clock.nowSeconds(),
      data,
      livemode: false,
      pending_webhooks: this.subscribersOf(type).length,
      request: this.origin,
      type,
    };
    const body = JSON.stringify(event, null, 2);
    const receivers = () => this.subscribersOf(type).map((one) => this.receiverFor(one, body));
    this.events.push(event);
    this.log.record({ id: event.id, type, marks, data, shown: event, receivers });
  }

  /** Oldest first, with how many endpoints have not confirmed each yet. */
  list(): StripeEvent[] {
    return this.events.map((event) => ({
      ...event,
      pending_webhooks: this.log.pendingOf(event.id),
    }));
  }

  private subscribersOf(type: string): EndpointRecord[] {
    return [...this.endpoints.values()].filter(
      ({ endpoint: { enabled_events: wanted } }) => wanted.includes('*') || wanted.includes(type),
    );
  }

  private receiverFor({ endpoint, secret }: EndpointRecord, body: string): Receiver {
    return {
      id: endpoint.id,
      get url() {
        return endpoint.url;
      },
      message: (forgery) => {
        const key = forgery === 'wrongSecret' ? 'whsec_of_somebody_else' : secret;
        const headers = {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signPayload(body, key, this.signedAt(forgery)),
        };
        return { headers, body };
      },
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

/** The `Stripe-Signature` header: HMAC-SHA256 in hex over `{timestamp}.{raw body}`. */
function signPayload(body: string, secret: string, timestamp: number): string {
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${digest}`;
}
