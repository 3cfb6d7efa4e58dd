import type Stripe from 'stripe';
import type { SessionRecord, StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { wrongState } from './errors.ts';
import { listOf, listPage, listParameters } from './lists.ts';
import { names } from './parameters.ts';
import { cancelIntent } from './payment-intents.ts';
import { buildSession } from './session-creation.ts';
import { sessionParameters } from './session-parameters.ts';

const path = '/v1/checkout/sessions';

export const createSession: Endpoint = {
  known: { ...sessionParameters, payment_method_types: true },
  act: ({ account, params }) => {
    const record = buildSession(account, params);
    account.sessions.set(record.session.id, record);
    return record.session;
  },
};

const anySessions = listOf(
  path,
  ({ sessions }) => [...sessions.values()].map(({ session }) => session),
  {
    equals: 'customer payment_intent status',
    known: { customer_details: names('email'), ...names('payment_link subscription') },
  },
);

export const listSessions: Endpoint = {
  ...anySessions,
  act: (call) => {
    call.params.oneOf('status', ['open', 'complete', 'expired']);
    return anySessions.act(call);
  },
};

export const listSessionLineItems: Endpoint = {
  known: listParameters,
  act: ({ account, params, ids }) => {
    const { session, lineItems } = account.session(ids.id);
    return listPage([...lineItems].reverse(), params, `${path}/${session.id}/line_items`);
  },
};

export const expireSession: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const record = account.session(ids.id);
    if (record.session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.session.status}\`.`;
      throw wrongState(message);
    }
    expire(account, record);
    return record.session;
  },
};

/** Closes every expired open session, and records it. */
export function expireDueSessions(account: StripeAccount): void {
  const now = account.clock.nowSeconds();
  for (const record of account.sessions.values()) {
    const isDue = record.session.status === 'open' && record.session.expires_at <= now;
    if (isDue) expire(account, record);
  }
}

function expire(account: StripeAccount, record: SessionRecord): void {
  const { session } = record;
  session.status = 'expired';
  session.url = null;
  const intent = account.intents.get(String(session.payment_intent));
  if (intent) cancelIntent(account, intent, 'expired');
  noteSession(account, record, 'checkout.session.expired');
}

/** Records an event about the session. */
export function noteSession(
  account: StripeAccount,
  { session, intentData }: SessionRecord,
  type: Stripe.Event.Type,
): void {
  account.events.record(type, session, [session.metadata ?? {}, intentData.metadata]);
}
