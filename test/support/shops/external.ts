import { randomUUID } from 'node:crypto';
import type { Json } from '#test/cloud';
import { nowSeconds } from '#test/stripe-events';
import { signMessage } from '../../../local/providers/external/signature.ts';
import { externalKeys } from '../../../local/providers/keys.ts';
import { isAbout, pressOn, type Shop, sim, type Told } from './shop.ts';

const somebodyElses = `whsec_${Buffer.from('the-secret-of-somebody-else-1234').toString('base64')}`;

const bodyOf = ({ type, created, data }: Told): string =>
  JSON.stringify({ type, timestamp: created, data });

const found = async (payment: Json): Promise<Json> => {
  const all: Json[] = await sim('external', 'GET', '/_sim/payments');
  return all.find((one) => isAbout(payment, one));
};

export const externalShop: Shop = {
  name: 'external',
  provider: 'external',
  order: (mark) => ({
    amount: 5_000,
    currency: 'XOF',
    method: 'mobile_money',
    provider: 'external',
    metadata: { test: mark },
  }),
  aim: (mark) => ({ test: mark }),
  opens: { method: 'POST', path: '/api/v1/payments/initiate' },
  asks: { method: 'GET', path: '/api/v1/payments' },
  /** The page stands for the telephone too, where nobody is redirected. */
  press: async (payment, outcome) => pressOn((await found(payment)).url, outcome),
  settleLater: async (payment, outcome) => {
    const { external_payment_id: id } = await found(payment);
    return sim('external', 'POST', `/_sim/payments/${id}/settle`, { outcome });
  },
  checkouts: () => sim('external', 'GET', '/_sim/payments'),
  bodyOf,
  /** Its id is none of the body's: each signature gives it another one. */
  retell: bodyOf,
  tellFailure: ({ data, ...told }) =>
    bodyOf({ ...told, type: 'payment.failed', data: { ...data, status: 'failed' } }),
  sign: async (body, forgery) => {
    const id = `msg_${randomUUID()}`;
    const timestamp = nowSeconds() - (forgery === 'stale' ? 600 : 0);
    const secret = forgery === 'wrongSecret' ? somebodyElses : externalKeys.webhookSecret;
    return {
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signMessage({ id, timestamp, body }, secret),
      },
      body,
    };
  },
};
