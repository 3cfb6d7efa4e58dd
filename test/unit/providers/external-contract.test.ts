import { money } from '#domain/money';
import { externalCapabilities } from '#providers/external/capabilities';
import { ExternalProvider } from '#providers/external/external-provider';
import { parseExternalNotification } from '#providers/external/notification';
import { verifyStandardWebhook } from '#providers/external/verify-notification';
import { stoppedNow } from '#test/clock';
import { startSimulatedExternal } from '../../../local/providers/external/server.ts';
import { paymentProviderContract } from '../../contracts/payment-provider.ts';
import {
  aNewPayment,
  control,
  type Delivery,
  type ProviderWorld,
  patienceMs,
  startReceiver,
  unproven,
} from '../../contracts/provider-world.ts';

const apiKey = 'ext_key_contract';
const webhookSecret = `whsec_${Buffer.alloc(32, 'contract').toString('base64')}`;

const capabilities = externalCapabilities({
  methods: ['mobile_money'],
  actions: ['redirect', 'qr', 'push'],
  amounts: { XOF: { min: 100, max: 2_000_000 } },
});

async function startWorld(): Promise<ProviderWorld> {
  const now = stoppedNow();
  const receiver = await startReceiver();
  const simulated = await startSimulatedExternal({ apiKey, webhookSecret, now });
  const { url } = simulated;
  const providerAt = (apiUrl: string, timeoutMs = patienceMs) =>
    new ExternalProvider({ apiUrl, apiKey, capabilities, timeoutMs });
  return {
    url,
    provider: providerAt(url),
    providerAt,
    requests: {
      open: { method: 'POST', path: '/api/v1/payments/initiate' },
      status: { method: 'GET', path: '/api/v1/payments/' },
      cancel: { method: 'POST', path: '/api/v1/payments/ext_' },
      refund: { method: 'POST', path: '/no/such/request' },
    },
    comeBack: {
      success: 'https://api.shop.example/callback/external',
      cancel: 'https://api.shop.example/callback/external?cancelled',
      notify: receiver.url,
    },
    newPayment: () =>
      aNewPayment({ provider: 'external', method: 'mobile_money', amount: money(5_000, 'XOF') }),
    countCheckouts: async ({ id }) => {
      const all = await control<{ reference: string }[]>({ url }, 'GET', '/payments');
      return all.filter(({ reference }) => reference === id).length;
    },
    markOf: ({ id }) => id,
    received: receiver.received,
    verify: (delivery) =>
      verifyStandardWebhook({ ...delivery, secrets: [webhookSecret], now: now() }),
    parse: ({ rawBody, headers }) =>
      parseExternalNotification(new TextDecoder().decode(rawBody), headers),
    altered: (delivery) => [...unproven(delivery), ...withOtherHeaders(delivery)],
    stop: async () => {
      await simulated.stop();
      await receiver.stop();
    },
  };
}

/** Each header that is covered by the proof, or is the proof, changed and left out. */
const withOtherHeaders = ({ headers, rawBody }: Delivery): Delivery[] =>
  ['webhook-id', 'webhook-timestamp', 'webhook-signature'].flatMap((name) =>
    [`${headers[name]}0`, headers[name]?.slice(0, -2), undefined].map((value) => ({
      headers: { ...headers, [name]: value },
      rawBody,
    })),
  );

paymentProviderContract('ExternalProvider', startWorld, {
  openedAgain: 'opened',
  after: { decline: 'failed', cancel: 'cancelled', later: 'processing' },
  isClosedByCancel: true,
  refunds: 'manual',
  distortions: ['wrongAmount', 'wrongCurrency'],
});
