import { randomUUID } from 'node:crypto';
import type { Json } from '#test/cloud';
import { isAbout, pressOn, type Shop, sim } from './shop.ts';

/** At PayPal the money is taken by us; what is left to its reviewers stays pending. */
const outcomes = { pay: 'pay', decline: 'decline', cancel: 'cancel', later: 'review' } as const;

const anId = () => `WH-${randomUUID().toUpperCase()}`;

export const payPalShop: Shop = {
  name: 'paypal',
  provider: 'paypal',
  order: (mark) => ({ amount: 46_800, currency: 'EUR', method: 'paypal', description: mark }),
  aim: (mark, payment): Record<string, string> =>
    payment ? { custom_id: payment.id } : { description: mark },
  opens: { method: 'POST', path: '/v2/checkout/orders' },
  asks: { method: 'GET', path: '/v2/checkout/orders' },
  press: ({ action }, outcome) => pressOn(action.url, outcomes[outcome]),
  settleLater: async (payment, outcome) => {
    const pending = (await sim('paypal', 'GET', '/_sim/events')).find(
      ({ type, data }: Json) => type === 'PAYMENT.CAPTURE.PENDING' && isAbout(payment, data),
    );
    return sim('paypal', 'POST', `/_sim/captures/${pending.data.resource.id}/settle`, { outcome });
  },
  checkouts: () => sim('paypal', 'GET', '/_sim/orders'),
  bodyOf: ({ data }) => JSON.stringify(data),
  retell: ({ data }) => JSON.stringify({ ...data, id: anId() }),
  tellFailure: ({ data: { resource, ...event } }) =>
    JSON.stringify({
      ...event,
      id: anId(),
      event_type: 'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
      resource: { order_id: resource.id, purchase_units: resource.purchase_units },
    }),
  /** Only PayPal itself holds the key of its certificate. */
  sign: async (body, forgery) => ({
    headers: await sim('paypal', 'POST', '/_sim/signatures', {
      body: Buffer.from(body).toString('base64'),
      forgery,
    }),
    body,
  }),
};
