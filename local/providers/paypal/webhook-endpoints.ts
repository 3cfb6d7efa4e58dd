import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure, notFound } from './failure.ts';
import { rawMember } from './raw-member.ts';
import type { EventRecord } from './records.ts';
import { authAlgorithm } from './webhook-signer.ts';
import { get } from './wire.ts';

/** PayPal forgets events after thirty days. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
const usualPageSize = 10;
const signedFields = [
  'auth_algo',
  'cert_url',
  'transmission_id',
  'transmission_sig',
  'transmission_time',
  'webhook_id',
];

/** The events that the app's webhook subscribes to. */
const subscribed = [
  'CHECKOUT.ORDER.APPROVED',
  'CHECKOUT.ORDER.COMPLETED',
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.PENDING',
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.DECLINED',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
];

/** `GET /v1/notifications/webhooks`: the app has one, if it has an address. */
export const listWebhooks: Endpoint = ({ account }) => {
  const { webhookUrl: url, webhookId } = account.options;
  const self = `${account.url}/v1/notifications/webhooks/${webhookId}`;
  const eventTypes = subscribed.map((name) => ({ name, description: '', status: 'ENABLED' }));
  const webhook = { id: webhookId, url, event_types: eventTypes, links: [get(self)] };
  return { webhooks: url === undefined ? [] : [webhook] };
};

/** `GET /v1/notifications/webhooks-events`: newest first; `next` continues after the page. */
export const listEvents: Endpoint = ({ account, query }) => {
  const found = keptEvents(account).filter(eventFilter(query)).reverse();
  const size = positiveInteger(query, 'page_size') ?? usualPageSize;
  const start = positiveInteger(query, 'index_id') ?? 0;
  const events = found.slice(start, start + size).map(({ event }) => event);
  const address = (more: Record<string, string>) => {
    const parameters = new URLSearchParams({ ...Object.fromEntries(query), ...more });
    return `${account.url}/v1/notifications/webhooks-events?${parameters}`;
  };
  const hasMore = start + size < found.length;
  const next = address({ move_to: 'next', index_id: String(start + size) });
  const links = [get(address({})), ...(hasMore ? [get(next, 'next')] : [])];
  return { events, count: events.length, links };
};

/** `GET /v1/notifications/webhooks-events/{id}` */
export const readEvent: Endpoint = ({ account, ids }) => eventOf(account, ids.id).event;

/** `POST /v1/notifications/webhooks-events/{id}/resend`: answers before the message is sent. */
export const resendEvent: Endpoint = ({ account, ids }) => {
  const { event } = eventOf(account, ids.id);
  void account.log.sendAgain(event.id);
  return event;
};

/** `POST /v1/notifications/verify-webhook-signature`: checks the event's text as sent here. */
export const verifySignature: Endpoint = ({ account, readBody, rawBody }) => {
  const part = readBody();
  for (const name of [...signedFields, 'webhook_event']) part.demand(name);
  const { fields } = part;
  const transmission = {
    id: String(fields.transmission_id),
    time: String(fields.transmission_time),
    webhookId: account.options.webhookId,
    body: rawMember(rawBody, 'webhook_event') ?? '',
  };
  const isOurs =
    fields.auth_algo === authAlgorithm &&
    fields.cert_url === account.certificateUrl &&
    fields.webhook_id === account.options.webhookId;
  const isGenuine =
    isOurs && account.signer.isGenuine(transmission, String(fields.transmission_sig));
  return { verification_status: isGenuine ? 'SUCCESS' : 'FAILURE' };
};

function keptEvents({ events, clock }: PayPalAccount): EventRecord[] {
  const oldest = clock.nowMs() - keptMs;
  return events.filter(({ createdMs }) => createdMs >= oldest);
}

function eventOf(account: PayPalAccount, id = ''): EventRecord {
  const record = keptEvents(account).find(({ event }) => event.id === id);
  if (!record) throw notFound();
  return record;
}

function eventFilter(query: URLSearchParams): (record: EventRecord) => boolean {
  const from = instantIn(query, 'start_time') ?? Number.NEGATIVE_INFINITY;
  const until = instantIn(query, 'end_time') ?? Number.POSITIVE_INFINITY;
  const type = query.get('event_type');
  const transaction = query.get('transaction_id');
  return ({ event, createdMs, transactionIds }) =>
    createdMs >= from &&
    createdMs <= until &&
    (type === null || event.event_type === type) &&
    (transaction === null || transactionIds.includes(transaction));
}

function instantIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return ms;
  throw failure('INVALID_PARAMETER_SYNTAX', { field: name, value: text });
}

function positiveInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw failure('INVALID_PARAMETER_SYNTAX', { field: name, value: text });
}
