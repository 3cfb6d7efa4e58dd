import { randomUUID } from 'node:crypto';
import type { Json } from '#test/cloud';
import {
  type NotificationFields,
  signFields,
} from '../../../local/providers/cinetpay/v2/signature.ts';
import { cinetPayKeys } from '../../../local/providers/keys.ts';
import { isAbout, pressOn, type Shop, sim } from './shop.ts';

const common = {
  provider: 'cinetpay' as const,
  order: (mark: string) => ({
    amount: 5_000,
    currency: 'XOF',
    method: 'mobile_money',
    description: mark,
  }),
  aim: (mark: string) => ({ description: mark }),
  press: ({ action }: Json, outcome: string) => pressOn(action.url, outcome),
  settleLater: async (payment: Json, outcome: 'pay' | 'decline') => {
    const all: Json[] = await sim('cinetpay', 'GET', '/_sim/payments');
    const { reference } = all.find((one) => isAbout(payment, one));
    return sim('cinetpay', 'POST', `/_sim/payments/${reference}/settle`, { outcome });
  },
  checkouts: () => sim('cinetpay', 'GET', '/_sim/payments'),
};

export const cinetPayV1: Shop = {
  ...common,
  name: 'cinetpay v1',
  opens: { method: 'POST', path: '/v1/payment' },
  asks: { method: 'GET', path: '/v1/payment' },
  bodyOf: ({ data }) => JSON.stringify(data),
  retell: ({ data }) => JSON.stringify({ ...data, sent: randomUUID() }),
  tellFailure: ({ data }) => JSON.stringify({ ...data, status: 'FAILED' }),
  /** The proof stands in the body, and has no time. */
  sign: async (body, forgery) => {
    const forged = () => JSON.stringify({ ...JSON.parse(body), notify_token: 'of-somebody-else' });
    return {
      headers: { 'content-type': 'application/json' },
      body: forgery === 'wrongSecret' ? forged() : body,
    };
  },
};

export const cinetPayV2: Shop = {
  ...common,
  name: 'cinetpay v2',
  opens: { method: 'POST', path: '/v2/payment' },
  asks: { method: 'POST', path: '/v2/payment/check' },
  bodyOf: ({ data }) => new URLSearchParams(data).toString(),
  retell: ({ data }) => new URLSearchParams({ ...data, signature: randomUUID() }).toString(),
  tellFailure: ({ data }) =>
    new URLSearchParams({ ...data, cpm_error_message: 'PAYMENT_FAILED' }).toString(),
  /** The token has no time either. */
  sign: async (body, forgery) => {
    const fields = Object.fromEntries(new URLSearchParams(body)) as NotificationFields;
    const secret = forgery === 'wrongSecret' ? 'of-somebody-else' : cinetPayKeys.v2.secretKey;
    const type = 'application/x-www-form-urlencoded';
    return { headers: { 'content-type': type, 'x-token': signFields(fields, secret) }, body };
  },
};

/** The value of CinetPay's key with which new payments are opened by this generation. */
export const apiKeysFor = (shop: Shop): string => {
  const { v1, v2 } = cinetPayKeys;
  const newestFirst = shop === cinetPayV2 ? [v2.apikey, v1.apiKey] : [v1.apiKey, v2.apikey];
  return JSON.stringify(newestFirst);
};
