import { randomUUID } from 'node:crypto';
import { endpoints, type Json } from '#test/cloud';
import { stripeAccount } from '#test/stripe-account';
import { nowSeconds, signedHeader } from '#test/stripe-events';
import { type Forgery, pressOn, type Shop, sim, type Told } from './shop.ts';

const secretOf = (forgery?: Forgery) =>
  forgery === 'wrongSecret' ? 'whsec_of_somebody_else' : undefined;

const bodyOf = ({ delivery_success, deliveries, ...event }: Told & Json) =>
  JSON.stringify(event, null, 2);

const retell = (told: Told, changes: object = {}): string =>
  bodyOf({ ...told, id: `evt_${randomUUID().replaceAll('-', '')}`, ...changes });

const common = {
  provider: 'stripe' as const,
  aim: (mark: string) => ({ test: mark }),
  bodyOf,
  retell: (told: Told) => retell(told),
  sign: async (body: string, forgery?: Forgery) => {
    const at = nowSeconds() - (forgery === 'stale' ? 600 : 0);
    const signature = signedHeader(body, { secret: secretOf(forgery), at });
    return {
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    };
  },
};

const intentOf = ({ action }: Json): string => action.clientSecret.split('_secret_')[0];
const sessionOf = ({ action }: Json): string => action.url.split('/').at(-1);

export const stripeShop: Shop = {
  ...common,
  name: 'stripe',
  order: (mark) => ({ amount: 46_800, currency: 'EUR', method: 'card', metadata: { test: mark } }),
  opens: { method: 'POST', path: '/v1/checkout/sessions' },
  asks: { method: 'GET', path: '/v1/checkout/sessions' },
  press: ({ action }, outcome) => pressOn(action.url, outcome),
  settleLater: (payment, outcome) =>
    sim('stripe', 'POST', `/_sim/checkout/sessions/${sessionOf(payment)}/settle`, { outcome }),
  tellFailure: (told) => retell(told, { type: 'checkout.session.expired' }),
  checkouts: async () => (await stripeAccount.checkout.sessions.list({ limit: 100 })).data,
};

export const stripeSheet: Shop = {
  ...common,
  name: 'stripe sheet',
  order: (mark) => ({ ...stripeShop.order(mark), action: 'sdk' }),
  opens: { method: 'POST', path: '/v1/payment_intents' },
  asks: { method: 'GET', path: '/v1/payment_intents' },
  press: (payment, outcome) =>
    outcome === 'later'
      ? pressOn(confirmationOf(payment), outcome)
      : pressOn(`${endpoints.providers.stripe}/sdk/${payment.action.clientSecret}`, outcome),
  settleLater: (payment, outcome) =>
    sim('stripe', 'POST', `/_sim/payment_intents/${intentOf(payment)}/confirm`, { outcome }),
  tellFailure: (told) => retell(told, { type: 'payment_intent.canceled' }),
  checkouts: async () => (await stripeAccount.paymentIntents.list({ limit: 100 })).data,
};

const confirmationOf = (payment: Json): string =>
  `${endpoints.providers.stripe}/_sim/payment_intents/${intentOf(payment)}/confirm`;
