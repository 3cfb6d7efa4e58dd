import type Stripe from 'stripe';
import type { SessionRecord, StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { noSuch, wrongState } from './errors.ts';
import { createdFilter, createdParameter, listPage, listParameters } from './lists.ts';
import { oneOf, optionalText } from './parameters.ts';
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

export const retrieveSession: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => sessionRecord(account, ids.id).session,
};

export const listSessions: Endpoint = {
  known: {
    ...listParameters,
    created: createdParameter,
    customer: true,
    customer_details: { email: true },
    payment_intent: true,
    payment_link: true,
    status: true,
    subscription: true,
  },
  act: ({ account, params }) => {
    expireDueSessions(account);
    const isCreatedThen = createdFilter(params.created);
    const intent = optionalText(params, 'payment_intent');
    const customer = optionalText(params, 'customer');
    const status = oneOf(params, 'status', ['open', 'complete', 'expired']);
    const sessions = [...account.sessions.values()].map(({ session }) => session);
    const wanted = sessions.filter(
      (session) =>
        isCreatedThen(session.created) &&
        (intent === undefined || session.payment_intent === intent) &&
        (customer === undefined || session.customer === customer) &&
        (status === undefined || session.status === status),
    );
    return listPage(wanted, params, path);
  },
};

export const listSessionLineItems: Endpoint = {
  known: listParameters,
  act: ({ account, params, ids }) => {
    const { session, lineItems } = sessionRecord(account, ids.id);
    return listPage([...lineItems].reverse(), params, `${path}/${session.id}/line_items`);
  },
};

export const expireSession: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const record = sessionRecord(account, ids.id);
    if (record.session.status !== 'open') {
      throw wrongState(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.session.status}\`.`,
      );
    }
    expire(account, record);
    return record.session;
  },
};

/** The session as it is at this moment of the clock, or Stripe's 404. */
export function sessionRecord(account: StripeAccount, id = ''): SessionRecord {
  expireDueSessions(account);
  const record = account.sessions.get(id);
  if (!record) throw noSuch('checkout.session', id);
  return record;
}

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
