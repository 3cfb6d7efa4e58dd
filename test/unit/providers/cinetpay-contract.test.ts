import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { CinetPayProvider } from '#providers/cinetpay/cinetpay-provider';
import { parseCinetPayNotification } from '#providers/cinetpay/notification';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { verifyCinetPayNotification } from '#providers/cinetpay/verify-notification';
import { stoppedNow } from '#test/clock';
import { startSimulatedCinetPay } from '../../../local/providers/cinetpay/server.ts';
import { paymentProviderContract } from '../../contracts/payment-provider.ts';
import {
  aNewPayment,
  control,
  type Delivery,
  type Promises,
  type ProviderWorld,
  patienceMs,
  startReceiver,
} from '../../contracts/provider-world.ts';

const v2 = { apikey: 'apikey_contract', siteId: '445160', secretKey: 'secret_contract' };
const v1 = { apiKey: 'sk_test_contract', apiPassword: 'password_contract' };

type Generation = Pick<ProviderWorld, 'requests' | 'altered'> & { apiKey: string };

const startWorld = async ({ apiKey, ...wire }: Generation): Promise<ProviderWorld> => {
  const now = stoppedNow();
  const receiver = await startReceiver();
  const simulated = await startSimulatedCinetPay({ v2, v1: { ...v1, tellsAmount: true }, now });
  const { url } = simulated;
  const providerAt = (address: string, timeoutMs = patienceMs) =>
    new CinetPayProvider({
      checkoutUrl: address,
      sandboxUrl: address,
      liveUrl: 'http://127.0.0.1:1',
      currencies: ['XOF'],
      keys: { apiKeys: [apiKey], apiPassword: v1.apiPassword, siteId: v2.siteId },
      now,
      timeoutMs,
    });
  return {
    ...wire,
    url,
    provider: providerAt(url),
    providerAt,
    comeBack: {
      success: 'https://api.shop.example/callback/cinetpay',
      cancel: 'https://api.shop.example/callback/cinetpay?cancelled',
      notify: receiver.url,
    },
    newPayment: () =>
      aNewPayment({ provider: 'cinetpay', method: 'mobile_money', amount: money(5_000, 'XOF') }),
    countCheckouts: async ({ id }) => {
      const all = await control<{ reference: string }[]>({ url }, 'GET', '/payments');
      return all.filter(({ reference }) => reference.endsWith(id.slice(-24))).length;
    },
    markOf: ({ id }) => transactionIdOf(id),
    received: receiver.received,
    verify,
    parse: ({ rawBody }) => parseCinetPayNotification(new TextDecoder().decode(rawBody)),
    stop: async () => {
      await simulated.stop();
      await receiver.stop();
    },
  };
};

const verify = (delivery: Delivery, payment: Payment): Promise<void> =>
  verifyCinetPayNotification({
    ...delivery,
    readSecretKeys: async () => [v2.secretKey],
    findTokenHash: async (id) => ({
      found: id === payment.id,
      hash: payment.notificationTokenHash,
    }),
  });

/** The text with one character changed, for each of its characters. */
const otherTexts = (text: string): string[] =>
  [...text].map(
    (character, at) => text.slice(0, at) + (character === '0' ? '1' : '0') + text.slice(at + 1),
  );

/** Each field that is signed, and the signature, with one character changed. */
function withOtherFields({ headers, rawBody }: Delivery): Delivery[] {
  const fields = new URLSearchParams(Buffer.from(rawBody).toString('utf8'));
  const bodies = [...fields].flatMap(([name, value]) =>
    otherTexts(value).map((other) => {
      const changed = new URLSearchParams(fields);
      changed.set(name, other);
      return Buffer.from(changed.toString());
    }),
  );
  const signatures = [undefined, '', ...otherTexts(headers['x-token']!)];
  return [
    ...bodies.map((body) => ({ headers, rawBody: body })),
    ...signatures.map((token) => ({ headers: { ...headers, 'x-token': token }, rawBody })),
  ];
}

/** The token, and the name of the payment, with one character changed. The rest proves nothing. */
function withOtherToken({ headers, rawBody }: Delivery): Delivery[] {
  const text = Buffer.from(rawBody).toString('utf8');
  const { notify_token, merchant_transaction_id } = JSON.parse(text) as Record<string, string>;
  return [notify_token!, merchant_transaction_id!].flatMap((value) =>
    otherTexts(value).map((other) => ({
      headers,
      rawBody: Buffer.from(text.replace(value, other)),
    })),
  );
}

const promises: Promises = {
  openedAgain: 'unknown',
  after: { decline: 'failed', cancel: 'cancelled', later: 'pending' },
  isClosedByCancel: false,
  refunds: 'manual',
  distortions: ['wrongAmount', 'wrongCurrency'],
};

const check = { method: 'POST', path: '/v2/payment/check' } as const;
const read = { method: 'GET', path: '/v1/payment/' } as const;
const nothing = { method: 'POST', path: '/no/such/request' } as const;

paymentProviderContract(
  'CinetPayProvider with a key of the older API',
  () =>
    startWorld({
      apiKey: v2.apikey,
      requests: {
        open: { method: 'POST', path: '/v2/payment' },
        status: check,
        cancel: check,
        refund: nothing,
      },
      altered: withOtherFields,
    }),
  promises,
);

paymentProviderContract(
  'CinetPayProvider with a key of the new API',
  () =>
    startWorld({
      apiKey: v1.apiKey,
      requests: {
        open: { method: 'POST', path: '/v1/payment' },
        status: read,
        cancel: read,
        refund: nothing,
      },
      altered: withOtherToken,
    }),
  promises,
);
