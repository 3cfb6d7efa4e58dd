import type { Forgery, Receiver } from '../deliverer.ts';
import type { Metadata } from '../faults.ts';
import type { PayPalAccount } from './account.ts';
import { newId } from './ids.ts';
import type { WebhookEvent } from './records.ts';
import { authAlgorithm } from './webhook-signer.ts';
import { get, instant, post } from './wire.ts';

/** An event and its object. */
export type Happening = {
  type: string;
  resourceType?: string;
  resourceVersion?: string;
  summary: string;
  resource: object;
  marks: Metadata;
  transactionIds: string[];
};

/** The tolerance is undocumented; retries last three days, so no genuine one is older. */
const staleMs = 4 * 24 * 60 * 60 * 1000;

/** Records an event and notifies the seller's webhook. */
export function publish(account: PayPalAccount, happening: Happening): void {
  const createdMs = account.clock.nowMs();
  const event = envelope(account, happening, createdMs);
  account.events.push({ event, transactionIds: happening.transactionIds, createdMs });
  const body = JSON.stringify(event);
  account.log.record({
    id: event.id,
    type: event.event_type,
    marks: [happening.marks],
    data: event,
    receivers: () => receivers(account, body),
  });
}

function envelope(account: PayPalAccount, happening: Happening, nowMs: number): WebhookEvent {
  const id = newId('event');
  const self = `${account.url}/v1/notifications/webhooks-events/${id}`;
  const { resourceType, resourceVersion } = happening;
  return {
    id,
    event_version: '1.0',
    create_time: new Date(nowMs).toISOString(),
    ...(resourceType && { resource_type: resourceType }),
    ...(resourceVersion && { resource_version: resourceVersion }),
    event_type: happening.type,
    summary: happening.summary,
    resource: structuredClone(happening.resource),
    links: [get(self), post(`${self}/resend`, 'resend')],
  };
}

/** The app's one webhook, once it has an address. */
function receivers(account: PayPalAccount, body: string): Receiver[] {
  if (account.webhookUrl === undefined) return [];
  return [
    {
      id: account.app.webhookId,
      // Read at every attempt, so that retries follow a changed address.
      get url() {
        return account.webhookUrl ?? '';
      },
      message: (forgery) => ({ headers: headersFor(account, body, { forgery }), body }),
    },
  ];
}

/** The headers that prove these bytes; `laterMs` shifts the sending time. */
export function headersFor(
  account: PayPalAccount,
  body: string | Uint8Array,
  options: { forgery?: Forgery; laterMs?: number; webhookId?: string } = {},
): Record<string, string> {
  const { app, signer } = account;
  const { forgery, laterMs = 0, webhookId = app.webhookId } = options;
  const id = crypto.randomUUID();
  const time = instant(sentMs(account, forgery) + laterMs);
  const transmission = { id, time, webhookId, body };
  const isForged = forgery === 'wrongSecret';
  return {
    'content-type': 'application/json',
    'user-agent': 'PayPal/AUHD-214.0-58843500',
    'paypal-auth-algo': authAlgorithm,
    'paypal-auth-version': 'v2',
    'paypal-cert-url': account.certificateUrl,
    'paypal-transmission-id': id,
    'paypal-transmission-time': time,
    'paypal-transmission-sig': isForged ? signer.forge(transmission) : signer.sign(transmission),
  };
}

/** The receiver uses the machine's clock or the simulated one; the later time is fresh for both. */
function sentMs({ clock }: PayPalAccount, forgery?: Forgery): number {
  const times = [Date.now(), clock.nowMs()];
  return forgery === 'stale' ? Math.min(...times) - staleMs : Math.max(...times);
}
